import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { JobReferralFilter, JobSeekerFilter } from '../generated/graphql';
import type { Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { JobReferral, JobSeeker } from './job-seeker.entity';

export type SeekerPage = Page<JobSeeker>;
export type ReferralPage = Page<JobReferral>;

interface Args<Where> extends PageInput {
  share: Share | null;
  where: Where;
}

/** Seekers and referrals within the actor's reach, the latest first. */
export const jobSeekerLists = (db: DataSource, within: Reader) => ({
  jobSeekers: lists<JobSeeker, Args<Within<JobSeekerFilter>>>(within, {
    columns: columnsOf(db, JobSeeker, 's'),
    from: 'job_seeker s',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(s.area_path, ${at(where.areaPath)})`,
      where.state && `s.state = ${at(where.state)}`,
      where.occupation && `${at(where.occupation)} = any(s.occupations)`,
      isGiven(where.isOfFamilyWithoutWork) &&
        `(s.family_id is not null) = ${at(where.isOfFamilyWithoutWork)}`,
    ],
    order: [
      ['s.registered_on', 'date'],
      ['s.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ registeredOn, id }) => [registeredOn, id],
    figures: { totalCount },
  }),

  jobReferrals: lists<JobReferral, Args<Within<JobReferralFilter>>>(within, {
    columns: columnsOf(db, JobReferral, 'r'),
    from: 'job_referral r',
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(r.area_path, ${at(where.areaPath)})`,
      where.postingId && `r.posting_id = ${at(where.postingId)}::uuid`,
      where.state && `r.state = ${at(where.state)}`,
    ],
    order: [
      ['r.referred_at', 'timestamptz'],
      ['r.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ referredAt, id }) => [referredAt, id],
    figures: { totalCount },
  }),
});
