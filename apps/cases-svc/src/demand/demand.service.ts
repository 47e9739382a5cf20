import { randomUUID } from 'node:crypto';
import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import { Area } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type {
  DemandRequesterInput,
  PublishDemandInput,
  RaiseDemandInput,
  WithdrawDemandInput,
} from '../generated/graphql';
import { outOfRange, unlisted } from '../guards';
import { hasNoLists, offTheMap } from '../list-matching/catalogue';
import { releaseAll } from '../list-matching/match.service';
import { Demand, DemandRequester } from './demand.entity';
import { demandLife } from './demand.life';

/** So much can be wanted at once. */
export const MOST_WANTED = 1_000_000;

export const raiseDemand = (ctx: Context, input: RaiseDemandInput) =>
  act(ctx, Demand, 'raiseDemand', input, async (raising) => {
    const { areaId, category, title, amount, channel, location, caseId } = input;
    const area = await raising.tx.findOneBy(Area, { id: areaId });
    if (!area || area.validTo || !mayRaiseAt(raising, area)) return notFound(ctx, 'Area', areaId);

    const locality = ctx.localities.of(area.code);
    const lists = locality.threeLists(ctx.now);
    if (!lists) return hasNoLists(ctx);
    const fault =
      unlisted(ctx, 'category', lists.categories, category) ??
      unlisted(ctx, 'channel', locality.channels, channel) ??
      blank(ctx, 'title', title) ??
      outOfRange(ctx, 'amount', amount, 1, MOST_WANTED) ??
      wrongDays(ctx, input) ??
      offTheMap(ctx, location) ??
      forOthers(raising, input.requester);
    if (fault) return fault;
    if (caseId && !(await raising.tx.existsBy(Case, { id: caseId }))) return notFound(ctx, 'Case', caseId);

    const isOfUnit = raising.actor.role === 'DEPARTMENT_CLERK';
    const id = randomUUID();
    await keepRequester(raising, ctx.vault, { id, area, given: input.requester });
    return begin(raising, demandLife, 'RAISE', {
      id,
      localityCode: locality.code,
      state: 'DRAFT',
      side: isOfUnit ? 'UNIT' : 'COMMUNITY',
      category,
      title: title.trim(),
      description: input.description?.trim() ?? null,
      areaId,
      areaPath: area.path,
      longitude: location?.longitude ?? null,
      latitude: location?.latitude ?? null,
      unitId: isOfUnit ? raising.actor.unitId : null,
      amount,
      neededFrom: input.neededFrom ?? null,
      neededTo: input.neededTo ?? null,
      channel,
      caseId: caseId ?? null,
      memberVisitId: input.memberVisitId ?? null,
      raisedAt: ctx.now,
    });
  });

export const publishDemand = (ctx: Context, input: PublishDemandInput) =>
  act(ctx, Demand, 'publishDemand', input, (publishing) =>
    take(
      publishing,
      demandLife,
      {
        id: input.id,
        action: 'PUBLISH',
        unless: (demand) =>
          beyond(ctx, demand) ??
          blank(ctx, 'title', input.title ?? demand.title) ??
          outOfRange(ctx, 'amount', input.amount ?? demand.amount, 1, MOST_WANTED),
      },
      ({ title, description, amount }) => ({
        set: {
          title: input.title?.trim() ?? title,
          description: input.description?.trim() ?? description,
          amount: input.amount ?? amount,
          publishedAt: ctx.now,
        },
      }),
    ),
  );

export const withdrawDemand = (ctx: Context, input: WithdrawDemandInput) =>
  act(ctx, Demand, 'withdrawDemand', input, (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      demandLife,
      {
        id,
        action: 'WITHDRAW',
        unless: async (demand) =>
          (await isTheirs(withdrawing, demand)) ? blank(ctx, 'reason', reason) : notFound(ctx, 'Demand', id),
      },
      (demand) => takenBack(withdrawing, demand, reason.trim()),
    );
  });

/** What taking a demand back makes of it: what was promised for it is free again. */
export const takenBack = async (withdrawing: Act, { id, promised }: Demand, reason: string) => ({
  set: { promised: promised - (await releaseAll(withdrawing, id, reason)), endedAt: withdrawing.now },
  reason,
});

/** For whoever works elsewhere it is as if the demand did not exist. */
export const beyond = (ctx: Context, { id, areaPath }: Demand) =>
  liesIn(areaPath, ctx.scope.areaPath) ? null : notFound(ctx, 'Demand', id);

/** Residents and units ask wherever they like; whoever works for an area writes down what is wanted within it. */
function mayRaiseAt({ actor, scope }: Act, { path }: Area) {
  if (actor.role === 'RESIDENT') return actor.personId !== null;
  return actor.role === 'DEPARTMENT_CLERK' ? actor.unitId !== null : liesIn(path, scope.areaPath);
}

async function isTheirs({ actor, scope, tx }: Act, { id, areaPath, unitId }: Demand) {
  if (actor.role === 'RESIDENT') {
    return (
      actor.personId !== null && tx.existsBy(DemandRequester, { demandId: id, personId: actor.personId })
    );
  }
  return actor.role === 'DEPARTMENT_CLERK'
    ? unitId !== null && unitId === actor.unitId
    : liesIn(areaPath, scope.areaPath);
}

interface Asked {
  id: string;
  area: Area;
  given: DemandRequesterInput | null | undefined;
}

/** Keeps who asked apart from what is asked. It comes first: by it residents see the drafts of their own demands. */
async function keepRequester({ tx, actor }: Act, vault: Vault, { id, area, given }: Asked) {
  const personId = actor.role === 'RESIDENT' ? actor.personId : null;
  const { name, phone } = given ?? {};
  if (!personId && !name && !phone) return;

  await tx.insert(DemandRequester, {
    demandId: id,
    areaId: area.id,
    areaPath: area.path,
    personId,
    maskedName: name ? maskName(name) : null,
    maskedPhone: phone ? maskPhone(phone) : null,
    sealedName: name ? vault.seal(name) : null,
    sealedPhone: phone ? vault.seal(phone) : null,
  });
}

const forOthers = (raising: Act, requester: DemandRequesterInput | null | undefined) =>
  raising.actor.role === 'DEPARTMENT_CLERK' && requester
    ? invalidInput(raising, 'requester', {
        en: 'A unit asks for itself; its demands name no person.',
        zh: '单位需求以单位名义提出，不登记个人。',
      })
    : null;

const wrongDays = (ctx: Listener & { now: Date }, { neededFrom, neededTo }: RaiseDemandInput) =>
  (!neededFrom && !neededTo) ||
  (neededFrom && neededTo && neededFrom <= neededTo && neededTo >= dateIn(ctx.now))
    ? null
    : invalidInput(ctx, 'neededTo', {
        en: 'Say both days or none; the last is neither past nor before the first.',
        zh: '起止日期须同时填写或均不填写；止日不得已过，也不得早于起日。',
      });
