import type { Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import type { DataSource } from 'typeorm';
import { CourseEnrolment } from '../course/course.entity';
import type { EmploymentRules } from '../employment/employment.rules';
import { JobReferral, JobSeeker } from './job-seeker.entity';
import { matchLoader } from './matches';

export const jobSeekerLoaders = (
  db: DataSource,
  within: Reader,
  localities: Localities<EmploymentRules & { code: string }>,
  now: Date,
) => ({
  jobSeeker: oneBy(db, within, JobSeeker, 'id'),
  jobReferral: oneBy(db, within, JobReferral, 'id'),
  seekersOfFamily: manyBy(db, within, JobSeeker, 'familyId', 'registered_on, id'),
  referralsOfSeeker: manyBy(db, within, JobReferral, 'seekerId', 'referred_at desc, id'),
  trainingOfSeeker: manyBy(db, within, CourseEnrolment, 'seekerId', 'enrolled_at desc, id'),
  jobMatches: matchLoader(db, within, localities, now),
});
