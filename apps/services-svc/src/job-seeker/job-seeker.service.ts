import { type Act, act, begin, lock, take, takeAll, violates } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { actionNotAllowed, blank, invalidInput, isRefusal, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import { CourseEnrolment } from '../course/course.entity';
import { enrol } from '../course/course.service';
import { JobPosting, ZeroEmploymentFamily } from '../employment/employment.entity';
import { postingLife } from '../employment/employment.life';
import { MOST_WAGE, notTheTerms } from '../employment/employment.service';
import type {
  DeclineJobReferralInput,
  HireReferredSeekerInput,
  ReferJobSeekerInput,
  RegisterJobSeekerInput,
  ResumeJobSearchInput,
  TrainJobSeekerInput,
  WithdrawJobSeekerInput,
} from '../generated/graphql';
import { aboveCommunity, outOfRange } from '../guards';
import { personOf, sealedPerson } from '../person';
import { homeFor } from '../place';
import { isIn, seekersOf } from '../reach';
import { JobReferral, JobSeeker } from './job-seeker.entity';
import { referralLife, seekerLife } from './job-seeker.life';

/** A resident registers themselves, wherever they live; who helps people to work, those of their area. */
export const registerJobSeeker = (ctx: Context, input: RegisterJobSeekerInput) =>
  act(ctx, JobSeeker, 'registerJobSeeker', input, async (registering) => {
    const personId = personOf(registering, input.personId);
    const place = await homeFor(ctx, registering, input.areaId);
    if (!place || !isIn(seekersOf(ctx), { ...place, personId })) return notFound(ctx, 'Area', input.areaId);
    if (!place.communityId) return aboveCommunity(ctx);

    const { familyId, schooling, leastWage = null } = input;
    const wanted = { occupations: [...new Set(input.occupations)], skills: [...new Set(input.skills)] };
    if (familyId && !(await isWithoutWork(registering, familyId))) {
      return notFound(ctx, 'ZeroEmploymentFamily', familyId);
    }
    const fault =
      blank(ctx, 'name', input.name) ??
      outOfRange(ctx, 'occupations', wanted.occupations.length, 1, 10) ??
      notTheTerms(ctx, place.localityCode, wanted) ??
      (isGiven(leastWage) ? outOfRange(ctx, 'leastWage', leastWage, 1, MOST_WAGE) : null);
    if (fault) return fault;

    return begin(registering, seekerLife, 'REGISTER', {
      ...place,
      communityId: place.communityId,
      state: 'SEEKING',
      ...sealedPerson(ctx.vault, input),
      personId,
      familyId: familyId ?? null,
      ...wanted,
      schooling,
      leastWage,
      registeredOn: dateIn(ctx.now),
    });
  }).catch((fault) => {
    if (violates(fault, 'job_seeker_once')) return registeredAlready(ctx);
    throw fault;
  });

export const withdrawJobSeeker = (ctx: Context, input: WithdrawJobSeekerInput) =>
  act(ctx, JobSeeker, 'withdrawJobSeeker', input, async (withdrawing) => {
    const { id, reason } = input;
    const seeker = await take(
      withdrawing,
      seekerLife,
      { id, action: 'WITHDRAW', unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', reason) },
      () => ({ reason }),
    );
    if (!isRefusal(seeker)) await endReferrals(withdrawing, id);
    return seeker;
  });

export const resumeJobSearch = (ctx: Context, input: ResumeJobSearchInput) =>
  act(ctx, JobSeeker, 'resumeJobSearch', input, (resuming) => {
    const { id, reason } = input;
    return take(
      resuming,
      seekerLife,
      { id, action: 'RESUME', unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', reason) },
      () => ({ reason }),
    );
  });

export const referJobSeeker = (ctx: Context, input: ReferJobSeekerInput) =>
  act(ctx, JobReferral, 'referJobSeeker', input, async (referring) => {
    const { seekerId, postingId } = input;
    const seeker = await lock(referring, JobSeeker, seekerId);
    if (!seeker || !isIn(seekersOf(ctx), seeker)) return notFound(ctx, 'JobSeeker', seekerId);
    if (seeker.state !== 'SEEKING') return actionNotAllowed(ctx, 'REFER', seeker.state);
    const posting = await referring.tx.findOneBy(JobPosting, { id: postingId });
    if (posting?.localityCode !== seeker.localityCode) return notFound(ctx, 'JobPosting', postingId);
    if (posting.state !== 'OPEN') return actionNotAllowed(ctx, 'REFER', posting.state);
    if (posting.filled >= posting.vacancies) return filled(ctx);

    const { personId, areaId, areaPath } = seeker;
    return begin(referring, referralLife, 'REFER', {
      state: 'REFERRED',
      seekerId,
      postingId,
      referredAt: ctx.now,
      personId,
      areaId,
      areaPath,
    });
  }).catch((fault) => {
    if (violates(fault, 'job_referral_once')) return referredAlready(ctx);
    throw fault;
  });

/** First the seeker stays locked, then the referral, then the posting: nobody is hired twice, and no vacancy is filled twice. */
export const hireReferredSeeker = (ctx: Context, input: HireReferredSeekerInput) =>
  act(ctx, JobReferral, 'hireReferredSeeker', input, async (hiring) => {
    const known = await hiring.tx.findOneBy(JobReferral, { id: input.id });
    if (known) await lock(hiring, JobSeeker, known.seekerId);

    const referral = await take(hiring, referralLife, {
      id: input.id,
      action: 'HIRE',
      unless: (row) => notTheirs(ctx, row),
    });
    if (isRefusal(referral)) return referral;

    const posting = await take(
      hiring,
      postingLife,
      {
        id: referral.postingId,
        action: 'RECORD_HIRES',
        unless: (row) => (row.filled < row.vacancies ? null : filled(ctx)),
      },
      (row) => ({ set: { filled: row.filled + 1 }, facts: { hires: 1 } }),
    );
    if (isRefusal(posting)) return posting;

    const seeker = await take(hiring, seekerLife, { id: referral.seekerId, action: 'PLACE' });
    if (isRefusal(seeker)) return seeker;
    await endReferrals(hiring, seeker.id);
    return referral;
  });

export const declineJobReferral = (ctx: Context, input: DeclineJobReferralInput) =>
  act(ctx, JobReferral, 'declineJobReferral', input, (declining) => {
    const { id, by: declinedBy, reason } = input;
    return take(
      declining,
      referralLife,
      { id, action: 'DECLINE', unless: (row) => notTheirs(ctx, row) ?? blank(ctx, 'reason', reason) },
      () => ({ set: { declinedBy }, reason, facts: { declinedBy } }),
    );
  });

export const trainJobSeeker = (ctx: Context, input: TrainJobSeekerInput) =>
  act(ctx, CourseEnrolment, 'trainJobSeeker', input, async (training) => {
    const { seekerId, courseId } = input;
    const seeker = await lock(training, JobSeeker, seekerId);
    if (!seeker || !isIn(seekersOf(ctx), seeker)) return notFound(ctx, 'JobSeeker', seekerId);
    if (seeker.state !== 'SEEKING') return actionNotAllowed(ctx, 'TRAIN', seeker.state);

    const { maskedName, maskedPhone, sealedName, sealedPhone, personId } = seeker;
    const learner = { maskedName, maskedPhone, sealedName, sealedPhone, personId, seekerId };
    return enrol(ctx, training, courseId, { ...learner, isRelocated: false });
  }).catch((fault) => {
    const once = ['course_enrolment_once', 'course_enrolment_seeker_once'];
    if (once.some((index) => violates(fault, index))) return trainedAlready(ctx);
    throw fault;
  });

/** Ends what a seeker is still referred to. */
async function endReferrals(ending: Act, seekerId: string) {
  const open = await ending.tx.findBy(JobReferral, { seekerId, state: 'REFERRED' });
  await takeAll(ending, referralLife, { ids: open.map(({ id }) => id), action: 'WITHDRAW' });
}

/** Whether it is on the books, within reach: row-level security hides any other. */
const isWithoutWork = ({ tx }: Act, id: string) => tx.existsBy(ZeroEmploymentFamily, { id, state: 'OPEN' });

const notTheirs = (ctx: Context, row: JobSeeker | JobReferral) =>
  isIn(seekersOf(ctx), row) ? null : notFound(ctx, row.__typename, row.id);

const filled = (ctx: Context) =>
  invalidInput(ctx, 'postingId', { en: 'Every vacancy of it is filled.', zh: '该岗位已招满。' });

const registeredAlready = (ctx: Context) =>
  invalidInput(ctx, 'personId', { en: 'They are registered already.', zh: '该居民已登记求职。' });

const referredAlready = (ctx: Context) =>
  invalidInput(ctx, 'postingId', { en: 'They are referred to it already.', zh: '已推荐至该岗位。' });

const trainedAlready = (ctx: Context) =>
  invalidInput(ctx, 'courseId', { en: 'They are enrolled in it already.', zh: '已报名该课程。' });
