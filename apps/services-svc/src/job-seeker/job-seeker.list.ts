import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { HouseholdWithoutWorkFilter, JobReferralFilter, JobSeekerFilter } from '../generated/graphql';
import type { Within } from '../place';
import { belongsTo, type Share } from '../reach';
import { JobReferral, JobSeeker } from './job-seeker.entity';

export type SeekerPage = Page<JobSeeker>;
export type ReferralPage = Page<JobReferral>;

interface Args<Where> extends PageInput {
  share: Share | null;
  where: Where;
}

/** A household in which nobody who registered has work. */
export interface WorklessHousehold {
  areaId: string;
  seekers: number;
  since: string;
}

export type HouseholdPage = Page<WorklessHousehold>;

/** One row a household all of whose registrations are of people who still seek, unless it is on the books already. */
const WORKLESS_HOUSEHOLDS = `(
  select s.area_id, s.area_path, count(*)::int as seekers, min(s.registered_on) as since
  from job_seeker s join area on area.id = s.area_id and area.level = 'HOUSEHOLD'
  where s.state <> 'WITHDRAWN'
    and not exists (select from zero_employment_family f where f.area_id = s.area_id and f.state = 'OPEN')
  group by s.area_id, s.area_path having bool_and(s.state = 'SEEKING')
) h`;

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

  householdsWithoutWork: lists<WorklessHousehold, Args<Within<HouseholdWithoutWorkFilter>>>(within, {
    columns: 'h.area_id as "areaId", h.seekers, h.since',
    from: WORKLESS_HOUSEHOLDS,
    where: ({ share, where }, at) => [
      belongsTo(share, at),
      where.areaPath && `starts_with(h.area_path, ${at(where.areaPath)})`,
    ],
    order: [
      ['h.since', 'date'],
      ['h.area_id', 'uuid'],
    ],
    cursor: ({ since, areaId }) => [since, areaId],
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
