import { randomUUID } from 'node:crypto';
import { type Act, act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone } from '@jinlin/privacy';
import { Area, communityOf } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  ClaimWishInput,
  CollectWishInput,
  ConfirmWishInput,
  DeclineWishInput,
  DenyWishInput,
  DispatchWishInput,
  GiveUpWishInput,
  PostWishInput,
  RealiseWishInput,
  ReturnWishInput,
  ReviewWishInput,
  WisherInput,
  WithdrawWishInput,
} from '../generated/graphql';
import { outOfRange, unknownUnit, unlisted } from '../guards';
import type { WishRule } from '../locality';
import { isOwn, isWith, keeps, speaksFor, type Taker, takerIn } from './wish.access';
import { MicroWish, Wisher } from './wish.entity';
import { wishLife } from './wish.life';

const BEST_RATING = 5;

export const collectWish = (ctx: Context, input: CollectWishInput) =>
  act(ctx, MicroWish, 'collectWish', input, async (collecting) => {
    const { areaId, channel, group = null, collectionSiteId = null, words, wisher } = input;
    const area = await collecting.tx.findOneBy(Area, { id: areaId });
    const locality = area && ctx.localities.holding(area.code);
    if (!locality || area.validTo || !mayCollectAt(ctx, area)) return notFound(ctx, 'Area', areaId);
    const rule = locality.microWishes(ctx.now);
    if (!rule) return noWishes(ctx);
    const fault =
      unlisted(ctx, 'channel', rule.channels, channel) ??
      (group === null ? null : unlisted(ctx, 'group', rule.groups, group)) ??
      blank(ctx, 'words', words) ??
      blank(ctx, 'wisher.name', wisher.name);
    if (fault) return fault;

    const id = randomUUID();
    // The wisher comes first: the database shows an unposted wish to whoever wishes it.
    await collecting.tx.insert(Wisher, {
      wishId: id,
      areaId,
      areaPath: area.path,
      personId: takerIn(ctx)?.personId ?? null,
      isProtected: rule.groups.some(({ key, isProtected }) => key === group && isProtected),
      words: words.trim(),
      ...sealed(ctx, wisher),
    });
    const { ruleVersion } = rule;
    return begin(
      collecting,
      wishLife,
      'COLLECT',
      {
        id,
        localityCode: locality.code,
        state: 'COLLECTED',
        ...(await publicPlaceOf(collecting, area)),
        channel,
        group,
        collectionSiteId,
        claimCount: 0,
        ruleVersion,
        collectedAt: ctx.now,
      },
      { ruleVersion, facts: { channel } },
    );
  });

export const reviewWish = (ctx: Context, input: ReviewWishInput) =>
  act(ctx, MicroWish, 'reviewWish', input, (reviewing) => {
    const { id, title } = input;
    return take(
      reviewing,
      wishLife,
      {
        id,
        action: 'REVIEW',
        unless: async (wish) =>
          elsewhere(ctx, wish) ?? blank(ctx, 'title', title) ?? (await namesWisher(ctx, reviewing, input)),
      },
      () => ({ set: { title: title.trim() } }),
    );
  });

export const declineWish = (ctx: Context, input: DeclineWishInput) =>
  act(ctx, MicroWish, 'declineWish', input, (declining) => {
    const { id, reason } = input;
    return take(
      declining,
      wishLife,
      { id, action: 'DECLINE', unless: (wish) => elsewhere(ctx, wish) ?? blank(ctx, 'reason', reason) },
      () => ({ set: { remark: reason.trim() }, reason: reason.trim() }),
    );
  });

export const postWish = (ctx: Context, input: PostWishInput) =>
  act(ctx, MicroWish, 'postWish', input, (posting) =>
    take(posting, wishLife, { id: input.id, action: 'POST', unless: (wish) => elsewhere(ctx, wish) }, () => ({
      set: { postedAt: ctx.now },
    })),
  );

export const dispatchWish = (ctx: Context, input: DispatchWishInput) =>
  act(ctx, MicroWish, 'dispatchWish', input, (dispatching) =>
    take(
      dispatching,
      wishLife,
      {
        id: input.id,
        action: 'DISPATCH',
        unless: async (wish) => elsewhere(ctx, wish) ?? (await unknownTaker(ctx, dispatching, input)),
      },
      ({ localityCode }) => {
        const { dueAt, ruleVersion } = dueFor(ctx, localityCode, 'answerWithin');
        return {
          set: { ...takenBy(input), expiresAt: dueAt },
          ruleVersion,
          facts: { ...takenBy(input), expiresAt: dueAt },
        };
      },
    ),
  );

export const returnWish = (ctx: Context, input: ReturnWishInput) =>
  act(ctx, MicroWish, 'returnWish', input, (returning) => {
    const { id, reason } = input;
    return take(
      returning,
      wishLife,
      { id, action: 'RETURN', unless: (wish) => notTheirs(ctx, wish) ?? blank(ctx, 'reason', reason) },
      () => ({ set: nobodyHasIt, reason: reason.trim() }),
    );
  });

/** The row stays locked, so of two who take the same wish on at once the second finds it taken. */
export const claimWish = (ctx: Context, input: ClaimWishInput) =>
  act(ctx, MicroWish, 'claimWish', input, (claiming) => {
    const taker = takerIn(ctx) ?? input;
    return take(
      claiming,
      wishLife,
      {
        id: input.id,
        action: 'CLAIM',
        unless: async (wish) =>
          (takerIn(ctx) ? null : elsewhere(ctx, wish)) ??
          (await unknownTaker(ctx, claiming, taker)) ??
          sentToAnother(ctx, wish, taker) ??
          (await wishedThemselves(ctx, claiming, wish)),
      },
      ({ localityCode, claimCount, firstClaimedAt }) => {
        const { dueAt, ruleVersion } = dueFor(ctx, localityCode, 'realiseWithin');
        return {
          set: {
            ...takenBy(taker),
            expiresAt: dueAt,
            claimCount: claimCount + 1,
            claimedAt: ctx.now,
            firstClaimedAt: firstClaimedAt ?? ctx.now,
          },
          ruleVersion,
          facts: { ...takenBy(taker), expiresAt: dueAt },
        };
      },
    );
  });

export const giveUpWish = (ctx: Context, input: GiveUpWishInput) =>
  act(ctx, MicroWish, 'giveUpWish', input, (givingUp) => {
    const { id, reason } = input;
    return take(
      givingUp,
      wishLife,
      { id, action: 'GIVE_UP', unless: (wish) => notTheirs(ctx, wish) ?? blank(ctx, 'reason', reason) },
      () => ({ set: nobodyHasIt, reason: reason.trim() }),
    );
  });

export const realiseWish = (ctx: Context, input: RealiseWishInput) =>
  act(ctx, MicroWish, 'realiseWish', input, (realising) => {
    const { id, realisation } = input;
    return take(
      realising,
      wishLife,
      {
        id,
        action: 'REALISE',
        unless: (wish) => notTheirs(ctx, wish) ?? blank(ctx, 'realisation', realisation),
      },
      () => ({ set: { realisation: realisation.trim(), realisedAt: ctx.now, expiresAt: null } }),
    );
  });

/** What a wish earns is awarded in the same act, and told to services-svc, which books it. */
export const confirmWish = (ctx: Context, input: ConfirmWishInput) =>
  act(ctx, MicroWish, 'confirmWish', input, async (confirming) => {
    const { id, rating, remark } = input;
    const confirmed = await take(
      confirming,
      wishLife,
      {
        id,
        action: 'CONFIRM',
        unless: async (wish) =>
          (await notForThem(ctx, confirming, wish)) ?? outOfRange(ctx, 'rating', rating, 1, BEST_RATING),
      },
      () => ({ set: { rating, remark: remark?.trim() ?? null, confirmedAt: ctx.now }, facts: { rating } }),
    );
    if (isRefusal(confirmed) || !confirmed.takerPersonId) return confirmed;

    const { points, ruleVersion } = ruleOf(ctx, confirmed.localityCode);
    return points
      ? take(confirming, wishLife, { id, action: 'AWARD_POINTS' }, () => ({
          set: { points },
          ruleVersion,
          facts: { points },
        }))
      : confirmed;
  });

export const denyWish = (ctx: Context, input: DenyWishInput) =>
  act(ctx, MicroWish, 'denyWish', input, (denying) => {
    const { id, reason } = input;
    return take(
      denying,
      wishLife,
      {
        id,
        action: 'DENY',
        unless: async (wish) => (await notForThem(ctx, denying, wish)) ?? blank(ctx, 'reason', reason),
      },
      ({ localityCode }) => {
        const { dueAt, ruleVersion } = dueFor(ctx, localityCode, 'realiseWithin');
        return {
          set: { realisation: null, realisedAt: null, expiresAt: dueAt },
          reason: reason.trim(),
          ruleVersion,
          facts: { expiresAt: dueAt },
        };
      },
    );
  });

export const withdrawWish = (ctx: Context, input: WithdrawWishInput) =>
  act(ctx, MicroWish, 'withdrawWish', input, (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      wishLife,
      {
        id,
        action: 'WITHDRAW',
        unless: async (wish) => (await notForThem(ctx, withdrawing, wish)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { ...nobodyHasIt, remark: reason.trim() }, reason: reason.trim() }),
    );
  });

/** What a wish is while nobody has it. */
export const nobodyHasIt = { takerUnitId: null, takerPersonId: null, expiresAt: null, claimedAt: null };

type GivenTaker = { [Kind in keyof Taker]?: Taker[Kind] | undefined };

const takenBy = ({ unitId = null, personId = null }: GivenTaker) => ({
  takerUnitId: unitId,
  takerPersonId: personId,
});

const mayCollectAt = ({ actor, scope }: Context, { path }: Area) =>
  actor?.role === 'RESIDENT' ? actor.personId !== null : liesIn(path, scope.areaPath);

/** Everybody sees where a posted wish stands, so it stands at no smaller a place than the community. */
async function publicPlaceOf({ tx }: Act, area: Area) {
  const communityId = await communityOf(tx, area);
  const place = communityId ? await tx.findOneByOrFail(Area, { id: communityId }) : area;
  return { areaId: place.id, areaPath: place.path };
}

const sealed = ({ vault }: Context, { name, phone, address }: WisherInput) => ({
  maskedName: maskName(name.trim()),
  maskedPhone: phone ? maskPhone(phone) : null,
  sealedName: vault.seal(name.trim()),
  sealedPhone: phone ? vault.seal(phone) : null,
  sealedAddress: address ? vault.seal(address) : null,
});

/** A wish was collected under a rule, so its locality has one. */
const ruleOf = (ctx: Context, localityCode: string): WishRule =>
  ctx.localities.named(localityCode).microWishes(ctx.now)!;

function dueFor(ctx: Context, localityCode: string, step: 'answerWithin' | 'realiseWithin') {
  const rule = ruleOf(ctx, localityCode);
  return { dueAt: rule.dueAt(step, ctx.now), ruleVersion: rule.ruleVersion };
}

const elsewhere = (ctx: Context, wish: MicroWish) =>
  keeps(ctx, wish) ? null : notFound(ctx, 'MicroWish', wish.id);

/** Refuses whoever neither has the wish nor keeps it. */
const notTheirs = (ctx: Context, wish: MicroWish) =>
  isWith(wish, takerIn(ctx)) ? null : elsewhere(ctx, wish);

/** Refuses whoever neither wished it nor may speak for whoever did. */
const notForThem = async (ctx: Context, { tx }: Act, wish: MicroWish) =>
  keeps(ctx, wish) || speaksFor(ctx, await wisherOf(tx, wish)) ? null : notFound(ctx, 'MicroWish', wish.id);

const wisherOf = (tx: Act['tx'], { id }: Pick<MicroWish, 'id'>) => tx.findOneBy(Wisher, { wishId: id });

async function namesWisher(ctx: Context, { tx }: Act, { id, title }: ReviewWishInput) {
  const { sealedName, sealedPhone } = await tx.findOneByOrFail(Wisher, { wishId: id });
  const told = [sealedName, sealedPhone].some((seal) => seal && title.includes(ctx.vault.open(seal)));
  return told
    ? refusal(
        'NamesWisher',
        'NAMES_WISHER',
        say(ctx, {
          en: 'Everybody reads this: leave out the name and the telephone of the wisher.',
          zh: '心愿公开可见，请勿写入许愿人的姓名或电话。',
        }),
        {},
      )
    : null;
}

async function unknownTaker(ctx: Context, dispatching: Act, { unitId, personId }: GivenTaker) {
  if (Boolean(unitId) === Boolean(personId)) {
    return invalidInput(ctx, 'unitId', {
      en: 'Name a unit or a person, not both.',
      zh: '请指定单位或个人其中之一。',
    });
  }
  return unknownUnit(dispatching, unitId);
}

const sentToAnother = (ctx: Context, wish: MicroWish, { unitId = null, personId = null }: GivenTaker) =>
  wish.state !== 'DISPATCHED' || isWith(wish, { unitId, personId })
    ? null
    : refusal(
        'DispatchedToAnother',
        'DISPATCHED_TO_ANOTHER',
        say(ctx, { en: 'The wish was sent to somebody else.', zh: '该心愿已派给他人。' }),
        { until: wish.expiresAt },
      );

const wishedThemselves = async (ctx: Context, { tx }: Act, wish: MicroWish) =>
  isOwn(ctx, await wisherOf(tx, wish))
    ? invalidInput(ctx, 'id', { en: 'Nobody takes on their own wish.', zh: '不能认领自己的心愿。' })
    : null;

const noWishes = (ctx: Context) =>
  invalidInput(ctx, 'areaId', { en: 'The locality collects no micro-wishes.', zh: '本地未开展微心愿活动。' });
