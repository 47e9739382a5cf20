import { type Act, act, begin, carryAll, take, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import { monthAround } from '../dates';
import type {
  ApplyForEmploymentSubsidyInput,
  ClearZeroEmploymentFamilyInput,
  CloseJobPostingInput,
  FindZeroEmploymentFamilyInput,
  GrantEmploymentSubsidyInput,
  PayEmploymentSubsidyInput,
  RecordHiresInput,
  RefuseEmploymentSubsidyInput,
  ReleaseJobsInput,
} from '../generated/graphql';
import { aboveCommunity, afterToday, beyondReach, dayBefore, isActive, outOfRange } from '../guards';
import { JobSeeker } from '../job-seeker/job-seeker.entity';
import { seekerLife } from '../job-seeker/job-seeker.life';
import { placeFor } from '../place';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from './employment.entity';
import { postingLife, subsidyLife, zeroEmploymentLife } from './employment.life';

const MOST_PEOPLE = 100_000;
/** A thousand million yuan: a larger number is a slip of the pen. */
const MOST_FEN = 100_000_000_000;
const LARGEST_FAMILY = 20;
/** A hundred thousand yuan a month, in fen. */
export const MOST_WAGE = 10_000_000;

export const releaseJobs = (ctx: Context, input: ReleaseJobsInput) =>
  act(ctx, JobPosting, 'releaseJobs', input, async (releasing) => {
    const { title, employerId, areaId, releasedOn, vacancies } = input;
    const place = await placeFor(ctx, releasing, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!(await isActive(releasing, employerId))) return notFound(ctx, 'Unit', employerId);
    const { occupation = null, schooling = null, monthlyWage = null } = input;
    const skills = [...new Set(input.skills)];
    const terms = { occupations: occupation ? [occupation] : [], skills };
    const fault =
      blank(ctx, 'title', title) ??
      afterToday(ctx, 'releasedOn', releasedOn) ??
      outOfRange(ctx, 'vacancies', vacancies, 1, MOST_PEOPLE) ??
      notTheTerms(ctx, place.localityCode, terms) ??
      (isGiven(monthlyWage) ? outOfRange(ctx, 'monthlyWage', monthlyWage, 1, MOST_WAGE) : null);
    if (fault) return fault;

    return begin(releasing, postingLife, 'RELEASE', {
      ...place,
      title: title.trim(),
      state: 'OPEN',
      employerId,
      releasedOn,
      vacancies,
      filled: 0,
      occupation,
      skills,
      schooling,
      monthlyWage,
    });
  });

export const recordHires = (ctx: Context, input: RecordHiresInput) =>
  act(ctx, JobPosting, 'recordHires', input, (recording) => {
    const { id, hires } = input;
    return take(
      recording,
      postingLife,
      {
        id,
        action: 'RECORD_HIRES',
        unless: (row) =>
          beyondReach(ctx, 'JobPosting', row) ??
          outOfRange(ctx, 'hires', hires, 1, row.vacancies - row.filled),
      },
      ({ filled }) => ({ set: { filled: filled + hires }, facts: { hires } }),
    );
  });

export const closeJobPosting = (ctx: Context, input: CloseJobPostingInput) =>
  act(ctx, JobPosting, 'closeJobPosting', input, (closing) =>
    take(
      closing,
      postingLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: (row) => beyondReach(ctx, 'JobPosting', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** The database holds a unit to one subsidy of a kind and month that is not refused, so none is paid twice. */
export const applyForEmploymentSubsidy = (ctx: Context, input: ApplyForEmploymentSubsidyInput) =>
  act(ctx, EmploymentSubsidy, 'applyForEmploymentSubsidy', input, async (applying) => {
    const { kind, unitId, areaId, amount, people } = input;
    const { first: month } = monthAround(input.month);
    const place = await placeFor(ctx, applying, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!(await isActive(applying, unitId))) return notFound(ctx, 'Unit', unitId);
    const fault =
      afterToday(ctx, 'month', month) ??
      outOfRange(ctx, 'amount', amount, 1, MOST_FEN) ??
      outOfRange(ctx, 'people', people, 1, MOST_PEOPLE);
    if (fault) return fault;

    return begin(applying, subsidyLife, 'APPLY', {
      ...place,
      kind,
      state: 'APPLIED',
      unitId,
      month,
      amount,
      people,
    });
  }).catch((fault) => {
    if (violates(fault, 'employment_subsidy_once')) return appliedAlready(ctx);
    throw fault;
  });

export const grantEmploymentSubsidy = (ctx: Context, input: GrantEmploymentSubsidyInput) =>
  act(ctx, EmploymentSubsidy, 'grantEmploymentSubsidy', input, (granting) =>
    take(granting, subsidyLife, {
      id: input.id,
      action: 'GRANT',
      unless: (row) => beyondReach(ctx, 'EmploymentSubsidy', row),
    }),
  );

export const refuseEmploymentSubsidy = (ctx: Context, input: RefuseEmploymentSubsidyInput) =>
  act(ctx, EmploymentSubsidy, 'refuseEmploymentSubsidy', input, (refusing) =>
    take(
      refusing,
      subsidyLife,
      {
        id: input.id,
        action: 'REFUSE',
        unless: (row) => beyondReach(ctx, 'EmploymentSubsidy', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const payEmploymentSubsidy = (ctx: Context, input: PayEmploymentSubsidyInput) =>
  act(ctx, EmploymentSubsidy, 'payEmploymentSubsidy', input, (paying) => {
    const { id, paidOn } = input;
    return take(
      paying,
      subsidyLife,
      {
        id,
        action: 'PAY',
        unless: (row) =>
          beyondReach(ctx, 'EmploymentSubsidy', row) ??
          afterToday(ctx, 'paidOn', paidOn) ??
          dayBefore(ctx, 'paidOn', paidOn, row.month),
      },
      () => ({ set: { paidOn }, facts: { paidOn } }),
    );
  });

export const findZeroEmploymentFamily = (ctx: Context, input: FindZeroEmploymentFamilyInput) =>
  act(ctx, ZeroEmploymentFamily, 'findZeroEmploymentFamily', input, async (finding) => {
    const { areaId, ableToWork, foundOn } = input;
    const place = await placeFor(ctx, finding, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    const fault =
      (place.communityId ? null : aboveCommunity(ctx)) ??
      outOfRange(ctx, 'ableToWork', ableToWork, 1, LARGEST_FAMILY) ??
      afterToday(ctx, 'foundOn', foundOn);
    if (fault) return fault;

    const family = await begin(finding, zeroEmploymentLife, 'FIND', {
      ...place,
      state: 'OPEN',
      ableToWork,
      foundOn,
    });
    await joinFamily(finding, family);
    return family;
  }).catch((fault) => {
    if (violates(fault, 'zero_employment_once')) return foundAlready(ctx);
    throw fault;
  });

export const clearZeroEmploymentFamily = (ctx: Context, input: ClearZeroEmploymentFamilyInput) =>
  act(ctx, ZeroEmploymentFamily, 'clearZeroEmploymentFamily', input, (clearing) => {
    const { id, clearedOn, outcome, reason } = input;
    return take(
      clearing,
      zeroEmploymentLife,
      {
        id,
        action: 'CLEAR',
        unless: (row) =>
          beyondReach(ctx, 'ZeroEmploymentFamily', row) ??
          blank(ctx, 'reason', reason) ??
          afterToday(ctx, 'clearedOn', clearedOn) ??
          dayBefore(ctx, 'clearedOn', clearedOn, row.foundOn),
      },
      () => ({ set: { clearedOn, outcome }, reason, facts: { clearedOn, outcome } }),
    );
  });

/** Whoever of the household is registered as looking for work is from now on known with the family. */
async function joinFamily(finding: Act, { id: familyId, areaId }: ZeroEmploymentFamily) {
  if (!(await finding.tx.existsBy(Area, { id: areaId, level: 'HOUSEHOLD' }))) return;
  const seekers = await finding.tx.findBy(JobSeeker, { areaId, state: 'SEEKING' });
  await carryAll(finding, seekerLife, { ids: seekers.map(({ id }) => id), action: 'JOIN_FAMILY' }, () => ({
    set: { familyId },
  }));
}

/** Refuses an occupation or a skill that the locality does not know. */
export function notTheTerms(
  ctx: Context,
  localityCode: string,
  given: { occupations: readonly string[]; skills: readonly string[] },
) {
  const rule = ctx.localities.named(localityCode).employment(dateIn(ctx.now));
  const unknown = (['occupations', 'skills'] as const).find((field) =>
    given[field].some((key) => !rule?.[field].some((term) => term.key === key)),
  );
  return unknown
    ? invalidInput(ctx, unknown, {
        en: `The locality does not know all of these ${unknown}; see employmentTerms.`,
        zh: `本地词表没有其中某项，见 employmentTerms。`,
      })
    : null;
}

const appliedAlready = (ctx: Context) =>
  invalidInput(ctx, 'month', {
    en: 'This unit has applied for such a subsidy for that month already.',
    zh: '该单位当月已申请此项补贴。',
  });

const foundAlready = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'This household is on the books already.',
    zh: '该户已登记为零就业家庭。',
  });
