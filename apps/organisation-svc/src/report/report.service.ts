import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { IsNull } from 'typeorm';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  DraftMemberReportInput,
  DraftUnitReportInput,
  EvaluateServiceInput,
  SubmitReportInput,
} from '../generated/graphql';
import { outOfRange, yearNotBegun } from '../guards';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Registration } from '../registration/registration.entity';
import { Unit } from '../unit/unit.entity';
import { type Period, wholeYear, yearHalf } from './period';
import { ServiceEvaluation, ServiceReport } from './report.entity';
import { serviceEvaluationLife, serviceReportLife } from './report.life';

export const draftMemberReport = (ctx: Context, input: DraftMemberReportInput) =>
  act(ctx, ServiceReport, 'draftMemberReport', input, async (drafting) => {
    const { personId, unitId, branchId, year, half } = input;
    // Row-level security shows who was sent to the member, to the unit and to where they serve.
    if (!(await drafting.tx.existsBy(Registration, { personId, unitId }))) {
      return notFound(ctx, 'Person', personId);
    }
    const branch = branchId
      ? await drafting.tx.findOneBy(PartyOrganisation, { id: branchId, state: 'ACTIVE' })
      : null;
    if (branchId && !branch) return notFound(ctx, 'PartyOrganisation', branchId);
    const unit = await drafting.tx.findOneByOrFail(Unit, { id: unitId });

    const fault =
      noSuchHalf(ctx, half) ?? notYet(drafting, yearHalf(year, half)) ?? yearNotBegun(drafting, year);
    if (fault) return fault;

    return draft(drafting, unit, {
      kind: 'MEMBER',
      personId,
      branchId: branchId ?? null,
      superiorId: null,
      year,
      half,
      ...yearHalf(year, half),
    });
  });

export const draftUnitReport = (ctx: Context, input: DraftUnitReportInput) =>
  act(ctx, ServiceReport, 'draftUnitReport', input, async (drafting) => {
    const { unitId, year } = input;
    const unit = await drafting.tx.findOneBy(Unit, { id: unitId });
    if (!unit || !(await answersFor(drafting, unit))) return notFound(ctx, 'Unit', unitId);

    const fault = notYet(drafting, wholeYear(year)) ?? yearNotBegun(drafting, year);
    if (fault) return fault;

    return draft(drafting, unit, {
      kind: 'UNIT',
      personId: null,
      branchId: null,
      superiorId: unit.parentId,
      year,
      half: null,
      ...wholeYear(year),
    });
  });

export const submitReport = (ctx: Context, input: SubmitReportInput) =>
  act(ctx, ServiceReport, 'submitReport', input, (submitting) =>
    take(submitting, serviceReportLife, { id: input.id, action: 'SUBMIT' }, async (report) => {
      const counted = await count(submitting, report);
      return { set: counted, facts: { ...counted } };
    }),
  );

export const evaluateService = (ctx: Context, input: EvaluateServiceInput) =>
  act(ctx, ServiceEvaluation, 'evaluateService', input, async (evaluating) => {
    const { registrationId, year, score } = input;
    const registration = await evaluating.tx.findOneBy(Registration, { id: registrationId });
    if (!registration || !(await reached(evaluating, registration.areaId))) {
      return notFound(ctx, 'Registration', registrationId);
    }
    await lockName(evaluating.tx, `evaluation of ${registrationId}`);
    const fault =
      outOfRange(ctx, 'score', score, 0, 100) ??
      notActiveIn(evaluating, registration, year) ??
      (await alreadyEvaluated(evaluating, registration, year));
    if (fault) return fault;

    const { unitId, personId, areaId } = registration;
    return begin(evaluating, serviceEvaluationLife, 'EVALUATE', {
      state: 'GIVEN',
      registrationId,
      unitId,
      personId,
      areaId,
      year,
      score,
      comment: input.comment?.trim() || null,
    });
  });

type Drafted = Pick<
  ServiceReport,
  'kind' | 'personId' | 'branchId' | 'superiorId' | 'year' | 'half' | 'fromOn' | 'toOn'
>;

/** Begins a report of a period, or counts the draft of it anew. */
async function draft(drafting: Act, { id: unitId, areaId }: Unit, drafted: Drafted) {
  const { personId, year, half } = drafted;
  await lockName(drafting.tx, `report of ${personId ?? unitId} ${year} ${half}`);
  const known = await drafting.tx.findOneBy(ServiceReport, {
    unitId,
    personId: personId ?? IsNull(),
    year,
    half: half ?? IsNull(),
  });
  if (known?.state === 'SUBMITTED') return alreadyReported(drafting, known);

  const counted = await count(drafting, { unitId, ...drafted });
  if (known) {
    return take(drafting, serviceReportLife, { id: known.id, action: 'REFRESH' }, () => ({
      set: counted,
      facts: { ...counted },
    }));
  }
  return begin(
    drafting,
    serviceReportLife,
    'DRAFT',
    { state: 'DRAFT', unitId, areaId, ...drafted, ...counted },
    { facts: { ...counted } },
  );
}

type Counted = Pick<ServiceReport, 'members' | 'claims' | 'participations' | 'hours'>;

/** What the records tell of a period. */
async function count(
  { tx }: Act,
  { unitId, personId, fromOn, toOn }: Pick<ServiceReport, 'unitId' | 'personId' | 'fromOn' | 'toOn'>,
): Promise<Counted> {
  const [counted]: [Counted] = await tx.query(COUNT, [unitId, personId, fromOn, toOn]);
  return counted;
}

const COUNT = /* SQL */ `
  with claimed as (
    select person_id from service_claim
    where unit_id = $1 and ($2::uuid is null or person_id = $2) and claimed_on between $3 and $4
      and state <> 'WITHDRAWN'
  ), taken as (
    select person_id, hours from service_participation
    where unit_id = $1 and ($2::uuid is null or person_id = $2) and day between $3 and $4
  )
  select (select count(*)::int from (select person_id from claimed union select person_id from taken) each)
           as members,
         (select count(*)::int from claimed) as claims,
         (select count(*)::int from taken) as participations,
         (select coalesce(sum(hours), 0) from taken) as hours
`;

/** A unit's report is drawn up at its own desk, or by those whose area it sits in. */
const answersFor = async (drafting: Act, { id, areaId }: Unit) =>
  drafting.scope.unitId === id || (await reached(drafting, areaId)) !== null;

const noSuchHalf = (ctx: Listener, half: number) =>
  half === 1 || half === 2
    ? null
    : invalidInput(ctx, 'half', { en: '"half" must be 1 or 2.', zh: '“half”须为 1 或 2。' });

const notYet = (act: Act, { fromOn }: Period) =>
  fromOn <= dateIn(act.now)
    ? null
    : invalidInput(act, 'year', {
        en: `The period begins on ${fromOn}; there is nothing to report yet.`,
        zh: `报告期自 ${fromOn} 开始，尚无可报告的内容。`,
      });

function notActiveIn(act: Act, { fromOn, toOn }: Registration, year: number) {
  const { fromOn: first, toOn: last } = wholeYear(year);
  if (first <= dateIn(act.now) && fromOn <= last && (toOn === null || toOn > first)) return null;
  return invalidInput(act, 'year', {
    en: `The registration was not active in ${year}.`,
    zh: `该报到在 ${year} 年不在册。`,
  });
}

async function alreadyEvaluated({ tx, ...ctx }: Act, { id: registrationId }: Registration, year: number) {
  const evaluation = await tx.findOneBy(ServiceEvaluation, { registrationId, year });
  if (!evaluation) return null;
  return refusal(
    'AlreadyEvaluated',
    'ALREADY_EVALUATED',
    say(ctx, { en: `Evaluated for ${year} already.`, zh: `${year} 年已评价。` }),
    { evaluation },
  );
}

const alreadyReported = (ctx: Listener, report: ServiceReport) =>
  refusal(
    'AlreadyReported',
    'ALREADY_REPORTED',
    say(ctx, {
      en: `The report from ${report.fromOn} to ${report.toOn} is handed in.`,
      zh: `${report.fromOn} 至 ${report.toOn} 的报告已提交。`,
    }),
    { report },
  );
