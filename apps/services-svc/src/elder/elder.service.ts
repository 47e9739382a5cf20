import { randomUUID } from 'node:crypto';
import { act, begin, take, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import { Area, communityOf } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  ChangeRiskTierInput,
  EndElderCareInput,
  RecordElderVisitInput,
  RegisterElderInput,
} from '../generated/graphql';
import type { VisitRule } from '../locality';
import { ElderProfile } from './elder.entity';
import { elderLife } from './elder.life';
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
        ...sealed(ctx.vault, input),
        birthDate: input.birthDate,
        personId: input.personId ?? null,
        groups,
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
      ({ localityCode, riskTier: was, lastVisitedAt, registeredAt }) => {
        const { riskTier, reason } = input;
        const { ruleVersion, roundOf } = ctx.localities.named(localityCode).visits(dateIn(ctx.now));
        const nextVisitDueOn = nextDue(lastVisitedAt ?? registeredAt, roundOf(riskTier));
        return {
          set: { riskTier, ruleVersion, nextVisitDueOn },
          reason,
          ruleVersion,
          facts: { riskTier, was },
        };
      },
    ),
  );

/** Visits may arrive late and out of order; only the latest that reached the elder moves the next one. */
export const recordElderVisit = (ctx: Context, input: RecordElderVisitInput) =>
  act(ctx, ElderVisit, 'recordElderVisit', input, async (recording) => {
    const visitId = randomUUID();
    const { elderId, kind, outcome, visitedAt } = input;

    const elder = await take(
      recording,
      elderLife,
      { id: elderId, action: 'RECORD_VISIT', unless: (row) => impossibleMoment(ctx, row, visitedAt) },
      (row) => ({
        ...(outcome === 'DONE' && movesOn(row, visitedAt) && { set: reached(ctx, row, visitedAt) }),
        facts: { visitId, kind, outcome, visitedAt },
      }),
    );
    if (isRefusal(elder)) return elder;

    const { personId, areaId, areaPath } = elder;
    return recording.tx.save(
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
  });

export const endElderCare = (ctx: Context, input: EndElderCareInput) =>
  act(ctx, ElderProfile, 'endElderCare', input, (ending) =>
    take(
      ending,
      elderLife,
      { id: input.id, action: 'END_CARE', unless: () => blank(ctx, 'reason', input.reason) },
      () => ({ set: { endedAt: ctx.now }, reason: input.reason }),
    ),
  );

const movesOn = ({ lastVisitedAt }: ElderProfile, visitedAt: Date) =>
  !lastVisitedAt || visitedAt > lastVisitedAt;

function reached(ctx: Context, { localityCode, riskTier }: ElderProfile, visitedAt: Date) {
  const { roundOf } = ctx.localities.named(localityCode).visits(dateIn(visitedAt));
  return { lastVisitedAt: visitedAt, nextVisitDueOn: nextDue(visitedAt, roundOf(riskTier)) };
}

const sealed = (vault: Vault, { name, phone }: RegisterElderInput) => ({
  maskedName: maskName(name.trim()),
  maskedPhone: phone ? maskPhone(phone) : null,
  sealedName: vault.seal(name.trim()),
  sealedPhone: phone ? vault.seal(phone) : null,
});

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

function unknownGroup(ctx: Context, { groups: known }: VisitRule, groups: readonly string[]) {
  const keys = known.map(({ key }) => key);
  const unknown = groups.find((group) => !keys.includes(group));
  return unknown === undefined
    ? null
    : invalidInput(ctx, 'groups', {
        en: `This locality has no group ${unknown}; it has ${keys.join(', ')}.`,
        zh: `本地没有群体 ${unknown}；可选：${keys.join('、')}。`,
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
      en: `The elder came onto the books at ${registeredAt.toISOString()}; a visit cannot be earlier.`,
      zh: `老人于 ${registeredAt.toISOString()} 建档，探访不能早于建档。`,
    });
  }
  return null;
}
