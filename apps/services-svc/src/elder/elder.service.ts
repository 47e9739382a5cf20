import { randomUUID } from 'node:crypto';
import { type Act, act, begin, take, violates } from '@jinlin/acts';
import { asClock, dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area, communityOf } from '@jinlin/replicas';
import type { MealRule } from '../canteen/canteen.rules';
import type { Context } from '../context';
import { leaveDayCare } from '../day-care/places';
import type {
  ChangeElderGroupsInput,
  ChangeRiskTierInput,
  EndElderCareInput,
  RecordElderVisitInput,
  RecordElderVisitsInput,
  RecordHardshipsInput,
  RecordMajorChangeInput,
  RegisterElderInput,
  RiskTier,
} from '../generated/graphql';
import { outOfRange } from '../guards';
import { sealedPerson } from '../person';
import { dropStops, fulfilStop, hinderedStop } from '../visit-round/visit-round.service';
import { endWatch, watchOver } from '../visit-watch/visit-watch.service';
import { ElderProfile, RiskTierChange } from './elder.entity';
import { elderLife } from './elder.life';
import type { VisitRule } from './elder.rules';
import { nextDue } from './rounds';
import { ElderVisit } from './visit.entity';

export const registerElder = (ctx: Context, input: RegisterElderInput) =>
  act(ctx, ElderProfile, 'registerElder', input, async (registering) => {
    const area = await registering.tx.findOneBy(Area, { id: input.areaId });
    if (!area || area.validTo || !liesIn(area.path, ctx.scope.areaPath))
      return notFound(ctx, 'Area', input.areaId);

    const communityId = await communityOf(registering.tx, area);
    if (!communityId) return aboveCommunity(ctx);

    const { code: localityCode, visits } = ctx.localities.of(area.code);
    const rule = visits(dateIn(ctx.now));
    const groups = [...new Set(input.groups)];
    const fault =
      blank(ctx, 'name', input.name) ?? unborn(ctx, input.birthDate) ?? unknownGroup(ctx, rule, groups);
    if (fault) return fault;

    const riskTier = input.riskTier ?? rule.tierOf(groups);
    return begin(
      registering,
      elderLife,
      'REGISTER',
      {
        localityCode,
        state: 'ACTIVE',
        ...sealedPerson(ctx.vault, input),
        birthDate: input.birthDate,
        personId: input.personId ?? null,
        groups,
        hardships: [],
        allergyCount: 0,
        riskTier,
        ruleVersion: rule.ruleVersion,
        areaId: area.id,
        areaPath: area.path,
        communityId,
        registeredAt: ctx.now,
        nextVisitDueOn: nextDue(ctx.now, rule.roundOf(riskTier)),
      },
      { ruleVersion: rule.ruleVersion, facts: { riskTier } },
    );
  }).catch((fault) => {
    if (violates(fault, 'elder_profile_person')) return registeredAlready(ctx);
    throw fault;
  });

export const changeRiskTier = (ctx: Context, input: ChangeRiskTierInput) =>
  act(ctx, ElderProfile, 'changeRiskTier', input, (changing) =>
    take(
      changing,
      elderLife,
      { id: input.id, action: 'CHANGE_RISK_TIER', unless: () => blank(ctx, 'reason', input.reason) },
      (row) => moved(changing, ctx, row, input),
    ),
  );

export const changeElderGroups = (ctx: Context, input: ChangeElderGroupsInput) =>
  act(ctx, ElderProfile, 'changeElderGroups', input, (changing) => {
    const groups = [...new Set(input.groups)];
    const rule = ({ localityCode }: ElderProfile) =>
      ctx.localities.named(localityCode).visits(dateIn(ctx.now));
    return take(
      changing,
      elderLife,
      {
        id: input.id,
        action: 'CHANGE_GROUPS',
        unless: (row) => blank(ctx, 'reason', input.reason) ?? unknownGroup(ctx, rule(row), groups),
      },
      async (row) => {
        const riskTier = rule(row).tierOf(groups);
        const { set, facts, ...grounds } = await moved(changing, ctx, row, {
          riskTier,
          reason: input.reason,
        });
        return { ...grounds, set: { ...set, groups }, facts: { ...facts, groups } };
      },
    );
  });

/** Somebody must see the elder soon; who saw them before the change was told does not count. */
export const recordMajorChange = (ctx: Context, input: RecordMajorChangeInput) =>
  act(ctx, ElderProfile, 'recordMajorChange', input, (recording) => {
    const { id, change, reason } = input;
    return take(
      recording,
      elderLife,
      { id, action: 'RECORD_MAJOR_CHANGE', unless: () => blank(ctx, 'reason', reason) },
      ({ localityCode, nextVisitDueOn }) => {
        const { ruleVersion, afterMajorChange } = ctx.localities.named(localityCode).visits(dateIn(ctx.now));
        const visitWantedBy = afterMajorChange(ctx.now);
        return {
          set: {
            changedAt: ctx.now,
            visitWantedBy,
            nextVisitDueOn: earlier(nextVisitDueOn, dateIn(visitWantedBy)),
          },
          reason,
          ruleVersion,
          facts: { change, visitWantedBy },
        };
      },
    );
  });

/** Visits may arrive late and out of order; only the latest that reached the elder moves the next one. */
export const recordElderVisit = (ctx: Context, input: RecordElderVisitInput) =>
  act(ctx, ElderVisit, 'recordElderVisit', input, async (recording) => {
    const visitId = randomUUID();
    const { elderId, kind, outcome, visitedAt, plannedVisitId } = input;

    const elder = await take(
      recording,
      elderLife,
      {
        id: elderId,
        action: 'RECORD_VISIT',
        unless: async (row) =>
          impossibleMoment(ctx, row, visitedAt) ?? (await hinderedStop(recording, input)),
      },
      (row) => ({
        ...(outcome === 'DONE' && { set: reached(ctx, row, visitedAt) }),
        facts: { visitId, kind, outcome, visitedAt },
      }),
    );
    if (isRefusal(elder)) return elder;

    const { personId, areaId, areaPath } = elder;
    const visit = await recording.tx.save(
      recording.tx.create(ElderVisit, {
        id: visitId,
        elderId,
        kind,
        outcome,
        visitedAt,
        recordedAt: ctx.now,
        personId,
        areaId,
        areaPath,
      }),
    );
    if (plannedVisitId) await fulfilStop(recording, plannedVisitId, visit);
    await watchOver(recording, elder, visit, input);
    return visit;
  });

const MOST_VISITS = 100;

/** Each visit is an act of its own, so that one that cannot be does not keep the others from being recorded. */
export async function recordElderVisits(ctx: Context, { visits }: RecordElderVisitsInput) {
  const fault = outOfRange(ctx, 'visits', visits.length, 1, MOST_VISITS);
  if (fault) return fault;

  const oldestFirst = [...visits.keys()].sort((a, b) => +visits[a]!.visitedAt - +visits[b]!.visitedAt);
  const answers: Awaited<ReturnType<typeof recordElderVisit>>[] = [];
  for (const i of oldestFirst) answers[i] = await recordElderVisit(ctx, visits[i]!);
  return { __typename: 'ElderVisitAnswers' as const, answers };
}

export const recordHardships = (ctx: Context, input: RecordHardshipsInput) =>
  act(ctx, ElderProfile, 'recordHardships', input, (recording) => {
    const hardships = [...new Set(input.hardships)];
    const { id, reason } = input;
    return take(
      recording,
      elderLife,
      {
        id,
        action: 'RECORD_HARDSHIPS',
        unless: ({ localityCode }) =>
          blank(ctx, 'reason', reason) ??
          unknownHardship(ctx, ctx.localities.named(localityCode).meals(dateIn(ctx.now)), hardships),
      },
      () => ({ set: { hardships }, reason, facts: { hardships } }),
    );
  });

export const endElderCare = (ctx: Context, input: EndElderCareInput) =>
  act(ctx, ElderProfile, 'endElderCare', input, async (ending) => {
    const elder = await take(
      ending,
      elderLife,
      { id: input.id, action: 'END_CARE', unless: () => blank(ctx, 'reason', input.reason) },
      () => ({ set: { endedAt: ctx.now, changedAt: null, visitWantedBy: null }, reason: input.reason }),
    );
    if (isRefusal(elder)) return elder;

    await dropStops(ending, elder);
    await endWatch(ending, elder);
    await leaveDayCare(ending, elder, ctx.localities);
    return elder;
  });

/** What a tier makes of an elder. A change of tier is kept, since the visits of months past are counted by the tier of then. */
async function moved(
  { tx, now }: Act,
  { localities }: Context,
  { id, localityCode, riskTier: was, lastVisitedAt, registeredAt, visitWantedBy }: ElderProfile,
  { riskTier, reason }: { riskTier: RiskTier; reason: string },
) {
  const { ruleVersion, roundOf } = localities.named(localityCode).visits(dateIn(now));
  if (riskTier !== was) {
    await tx.insert(RiskTierChange, { elderId: id, at: now, was, became: riskTier, reason, ruleVersion });
  }
  const due = nextDue(lastVisitedAt ?? registeredAt, roundOf(riskTier));
  const nextVisitDueOn = visitWantedBy ? earlier(due, dateIn(visitWantedBy)) : due;
  return { set: { riskTier, ruleVersion, nextVisitDueOn }, reason, ruleVersion, facts: { riskTier, was } };
}

const earlier = (one: string, other: string) => (one < other ? one : other);

/** A visit before the last, or before the major change that is waiting for one, leaves what they made of the elder. */
function reached(ctx: Context, row: ElderProfile, visitedAt: Date): Partial<ElderProfile> {
  const { localityCode, riskTier, changedAt, visitWantedBy } = row;
  if (row.lastVisitedAt && visitedAt <= row.lastVisitedAt) return {};

  const { roundOf } = ctx.localities.named(localityCode).visits(dateIn(visitedAt));
  const due = nextDue(visitedAt, roundOf(riskTier));
  return changedAt && visitWantedBy && visitedAt < changedAt
    ? { lastVisitedAt: visitedAt, nextVisitDueOn: earlier(due, dateIn(visitWantedBy)) }
    : { lastVisitedAt: visitedAt, nextVisitDueOn: due, changedAt: null, visitWantedBy: null };
}

const aboveCommunity = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'An elder lives in a community; this area is above that level.',
    zh: '老人须登记在社区或其以下的区域。',
  });

const unborn = (ctx: Context, birthDate: string) =>
  birthDate <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, 'birthDate', {
        en: 'The birth date lies in the future.',
        zh: '出生日期不能晚于今天。',
      });

const unknownGroup = (ctx: Context, { groups: known }: VisitRule, groups: readonly string[]) =>
  unknownCode(ctx, 'groups', { en: 'group', zh: '群体' }, known, groups);

const unknownHardship = (ctx: Context, { hardships: known }: MealRule, hardships: readonly string[]) =>
  unknownCode(ctx, 'hardships', { en: 'hardship', zh: '困难类别' }, known, hardships);

function unknownCode(
  ctx: Context,
  field: string,
  what: { en: string; zh: string },
  known: readonly { key: string }[],
  codes: readonly string[],
) {
  const keys = known.map(({ key }) => key);
  const unknown = codes.find((code) => !keys.includes(code));
  return unknown === undefined
    ? null
    : invalidInput(ctx, field, {
        en: `This locality has no ${what.en} ${unknown}; it has ${keys.join(', ')}.`,
        zh: `本地没有${what.zh} ${unknown}；可选：${keys.join('、')}。`,
      });
}

const registeredAlready = (ctx: Context) =>
  invalidInput(ctx, 'personId', {
    en: 'This person is on the books as an elder already.',
    zh: '此人已建立老人档案。',
  });

function impossibleMoment(ctx: Context, { registeredAt }: ElderProfile, visitedAt: Date) {
  if (visitedAt > ctx.now) {
    return invalidInput(ctx, 'visitedAt', {
      en: 'A visit cannot lie in the future.',
      zh: '探访时间不能晚于现在。',
    });
  }
  if (visitedAt < registeredAt) {
    return invalidInput(ctx, 'visitedAt', {
      en: `The elder came onto the books at ${asClock(registeredAt)}; a visit cannot be earlier.`,
      zh: `老人于 ${asClock(registeredAt)} 建档，探访不能早于建档。`,
    });
  }
  return null;
}
