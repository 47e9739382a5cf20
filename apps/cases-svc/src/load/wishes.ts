import { born, type Doing, historyOf, step } from '@jinlin/acts';
import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  oneOf,
  type Random,
  seededRandom,
  type UnitSeed,
  unitsOf,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { MicroWishAction } from '../generated/graphql';
import type { LocalityRules, WishRule } from '../locality';
import { MicroWish, Wisher } from '../wish/wish.entity';
import { wishStates } from '../wish/wish.states';
import { keepAll, type Row, type Start } from './keep';
import { SHOWN } from './plans';

/** The steps that loaded wishes go through. */
type LoadedAction = Exclude<MicroWishAction, 'RETURN' | 'GIVE_UP' | 'EXPIRE' | 'DENY' | 'WITHDRAW'>;

type LoadedWish = Row<MicroWish>;

/** Wishes with those who wish them, and the history of each. */
interface LoadedWishes {
  wishes: LoadedWish[];
  wishers: Wisher[];
  history: HistoryRow[];
}

/** D19: more than 3 000 wishes were claimed by the end of July 2022; here units took on those of a community together. */
const DRIVES = 151;
const WISHES_A_DRIVE = 20;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How far the wishes of the communities that the docs speak of have come, and how many days ago each was collected. */
const STAGES: readonly { walk: readonly LoadedAction[]; daysAgo: number }[] = [
  { walk: [], daysAgo: 1 },
  { walk: ['REVIEW'], daysAgo: 2 },
  { walk: ['REVIEW', 'POST'], daysAgo: 2 },
  { walk: ['REVIEW', 'POST'], daysAgo: 3 },
  { walk: ['REVIEW', 'POST'], daysAgo: 5 },
  { walk: ['REVIEW', 'POST', 'DISPATCH'], daysAgo: 2 },
  { walk: ['REVIEW', 'POST', 'CLAIM'], daysAgo: 4 },
  { walk: ['REVIEW', 'POST', 'DISPATCH', 'CLAIM'], daysAgo: 5 },
  { walk: ['REVIEW', 'POST', 'CLAIM', 'REALISE'], daysAgo: 8 },
  { walk: ['REVIEW', 'POST', 'CLAIM', 'REALISE', 'CONFIRM', 'AWARD_POINTS'], daysAgo: 16 },
  { walk: ['REVIEW', 'POST', 'CLAIM', 'REALISE', 'CONFIRM', 'AWARD_POINTS'], daysAgo: 25 },
  { walk: ['DECLINE'], daysAgo: 9 },
];

const WANTED = ['一个新书包', '一副老花镜', '一床棉被', '陪看一次病', '修一次水管', '一台收音机', '一套桌椅'];

/** Loads the micro-wishes of all localities, with those who wished them. */
export async function loadWishes(start: Start) {
  const collected = start.grounds.map(({ locality, areas }) =>
    livedWishes(locality, areas, start.vault, start.now),
  );
  const { wishes } = await keepAll(start, collected, { wishes: MicroWish, wishers: Wisher });
  start.progress('micro-wishes', wishes, wishes);
}

/** The wishes that a locality starts with; none where its profile collects none. */
function livedWishes(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  vault: Vault,
  now: Date,
): LoadedWishes {
  const loaded: LoadedWishes = { wishes: [], wishers: [], history: [] };
  const rule = locality.microWishes(now);
  if (!rule) return loaded;

  const random = seededRandom(`wishes ${locality.code}`);
  const communities = areas.filter(
    ({ level, urban, governed }) => level === 'COMMUNITY' && urban && governed,
  );
  const takers = unitsOf(locality.code).filter(({ kind }) => kind === 'DEPARTMENT');
  if (locality.code === '522701') addDrives(loaded, { locality, communities, takers, rule, random });

  for (const place of areas.filter(({ code, level }) => level === 'COMMUNITY' && SHOWN.has(code))) {
    for (const [number, { walk, daysAgo }] of STAGES.entries()) {
      const at = new Date(now.getTime() - daysAgo * DAY);
      // Points are awarded to people, where there are any; units take on the rest.
      const isEarned = walk.includes('AWARD_POINTS') && rule.points !== undefined;
      const steps = isEarned ? walk : walk.filter((action) => action !== 'AWARD_POINTS');
      const taker = isEarned
        ? { takerPersonId: personOf(locality, number), takerUnitId: null }
        : { takerPersonId: null, takerUnitId: oneOf(random, takers).id };
      const plan = { key: `${place.code}:${number}`, locality, place, rule, at, walk: steps, taker, random };
      const wish = livedWish(plan);
      loaded.wishes.push(wish.row);
      loaded.history.push(...historyOf('MicroWish', wish));
      loaded.wishers.push(wisherOf(wish.row, rule, vault, random));
    }
  }
  return loaded;
}

interface Drives {
  locality: LocalityRules;
  communities: readonly AreaSeed[];
  takers: readonly UnitSeed[];
  rule: WishRule;
  random: Random;
}

/**
 * Drives in which a unit took on the wishes of a community together, and fulfilled them: they share one history. Who wished
 * for what so long ago is kept no more, and nobody asked them whether they are content.
 */
function addDrives(loaded: LoadedWishes, { locality, communities, takers, rule, random }: Drives) {
  for (let drive = 0; drive < DRIVES; drive++) {
    const place = communities[drive % communities.length]!;
    const at = new Date(Date.UTC(2021 + (drive % 2), between(random, 0, 5), between(random, 1, 28), 2));
    const taker = { takerPersonId: null, takerUnitId: takers[drive % takers.length]!.id };
    const walk = ['REVIEW', 'POST', 'CLAIM', 'REALISE'] as const;
    const first = livedWish({
      key: `${place.code} ${drive}`,
      locality,
      place,
      rule,
      at,
      walk,
      taker,
      random,
    });
    const history = historyOf('MicroWish', first);
    const stem = first.row.id.slice(0, -12);
    for (let number = 0; number < WISHES_A_DRIVE; number++) {
      const id = stem + number.toString(16).padStart(12, '0');
      loaded.wishes.push({ ...first.row, id, title: WANTED[number % WANTED.length]! });
      for (const entry of history) loaded.history.push({ ...entry, recordId: id });
    }
  }
}

interface WishPlan {
  key: string;
  locality: LocalityRules;
  place: AreaSeed;
  rule: WishRule;
  at: Date;
  walk: readonly LoadedAction[];
  taker: Pick<MicroWish, 'takerUnitId' | 'takerPersonId'>;
  random: Random;
}

/** Lives a wish through its walk, by the same table and the same limits as its acts would. */
function livedWish({ key, locality, place, rule, at: collectedAt, walk, taker, random }: WishPlan) {
  const { ruleVersion } = rule;
  const row: LoadedWish = {
    id: idOf('micro-wish', key),
    localityCode: locality.code,
    state: 'COLLECTED',
    areaId: place.id,
    areaPath: place.path,
    channel: oneOf(random, rule.channels).key,
    group: oneOf(random, rule.groups).key,
    collectionSiteId: null,
    title: null,
    takerUnitId: null,
    takerPersonId: null,
    expiresAt: null,
    claimedAt: null,
    claimCount: 0,
    realisation: null,
    rating: null,
    remark: null,
    points: null,
    ruleVersion,
    collectedAt,
    postedAt: null,
    firstClaimedAt: null,
    realisedAt: null,
    confirmedAt: null,
  };
  const lived = born(row, 'COLLECT', { at: collectedAt, role: 'GRID_WORKER', ruleVersion });

  let at = collectedAt;
  for (const action of walk) {
    at = new Date(at.getTime() + between(random, 2, 9) * HOUR);
    const { set, ...doing } = steps[action](at, taker, rule, random);
    step(lived, wishStates, action, { at, ...doing }, set);
  }
  return lived;
}

type Step = Omit<Doing, 'at'> & { set: Partial<LoadedWish> };

/** What each action does to a loaded wish; the acts in wish.service.ts do the same to a living one. */
const steps: Record<
  LoadedAction,
  (at: Date, taker: WishPlan['taker'], rule: WishRule, random: Random) => Step
> = {
  REVIEW: (_, __, ___, random) => ({ role: 'COMMUNITY_CLERK', set: { title: oneOf(random, WANTED) } }),
  DECLINE: () => ({
    role: 'COMMUNITY_CLERK',
    reason: '超出微心愿范围。',
    set: { remark: '超出微心愿范围。' },
  }),
  POST: (at) => ({ role: 'COMMUNITY_CLERK', set: { postedAt: at } }),
  DISPATCH: (at, taker, { dueAt, ruleVersion }) => {
    const set = { ...taker, expiresAt: dueAt('answerWithin', at) };
    return { role: 'ORGANISER', ruleVersion, facts: set, set };
  },
  CLAIM: (at, taker, { dueAt, ruleVersion }) => {
    const facts = { ...taker, expiresAt: dueAt('realiseWithin', at) };
    return {
      role: taker.takerPersonId ? 'RESIDENT' : 'DEPARTMENT_CLERK',
      ruleVersion,
      facts,
      set: { ...facts, claimCount: 1, claimedAt: at, firstClaimedAt: at },
    };
  },
  REALISE: (at, taker) => ({
    role: taker.takerPersonId ? 'RESIDENT' : 'DEPARTMENT_CLERK',
    set: { realisation: '已送到许愿人手中。', realisedAt: at, expiresAt: null },
  }),
  CONFIRM: (at, _, __, random) => {
    const rating = between(random, 3, 5);
    return { role: 'COMMUNITY_CLERK', facts: { rating }, set: { rating, confirmedAt: at } };
  },
  AWARD_POINTS: (_, __, { points = null, ruleVersion }) => ({
    role: 'COMMUNITY_CLERK',
    ruleVersion,
    facts: { points },
    set: { points },
  }),
};

function wisherOf(
  { id, areaId, areaPath, group, title }: LoadedWish,
  rule: WishRule,
  vault: Vault,
  random: Random,
) {
  const name = fictionalName(random);
  const phone = fictionalPhone(random);
  return {
    wishId: id,
    areaId,
    areaPath,
    personId: null,
    isProtected: rule.groups.some(({ key, isProtected }) => key === group && isProtected),
    words: `${name}想要${title ?? oneOf(random, WANTED)}。`,
    maskedName: maskName(name),
    maskedPhone: maskPhone(phone),
    sealedName: vault.seal(name),
    sealedPhone: vault.seal(phone),
    sealedAddress: null,
  };
}

/** Somebody whom organisation-svc loads: it numbers its people one after another. */
const personOf = ({ code }: LocalityRules, number: number) =>
  idOf('person', code).slice(0, -12) + number.toString(16).padStart(12, '0');
