import { join } from 'node:path';
import { feature, subgraph } from '@jinlin/graphql';
import { applicationResolvers } from './application/application.resolvers';
import { canteenResolvers } from './canteen/canteen.resolvers';
import { certificationResolvers } from './certification/certification.resolvers';
import { circleResolvers } from './circle/circle.resolvers';
import { communityProjectResolvers } from './community-project/community-project.resolvers';
import { courseResolvers } from './course/course.resolvers';
import { dayCareResolvers } from './day-care/day-care.resolvers';
import { dietResolvers } from './diet/diet.resolvers';
import { elderResolvers } from './elder/elder.resolvers';
import { employmentResolvers } from './employment/employment.resolvers';
import { familyDoctorResolvers } from './family-doctor/family-doctor.resolvers';
import { fundResolvers } from './fund/fund.resolvers';
import { fundGrantResolvers } from './fund-grant/fund-grant.resolvers';
import { inspectionResolvers } from './inspection/inspection.resolvers';
import { jobSeekerResolvers } from './job-seeker/job-seeker.resolvers';
import { mobileTimetableResolvers } from './mobile-timetable/mobile-timetable.resolvers';
import { pointsResolvers } from './points/points.resolvers';
import { pointsBenefitResolvers } from './points-benefit/points-benefit.resolvers';
import { policy } from './policy';
import { serviceContractResolvers } from './service-contract/service-contract.resolvers';
import { settlementResolvers } from './settlement/settlement.resolvers';
import { siteResolvers } from './site/site.resolvers';
import { siteAgreementResolvers } from './site-agreement/site-agreement.resolvers';
import { socialServiceResolvers } from './social-service/social-service.resolvers';
import { studioResolvers } from './studio/studio.resolvers';
import { visitRoundResolvers } from './visit-round/visit-round.resolvers';
import { visitWatchResolvers } from './visit-watch/visit-watch.resolvers';
import { volunteerResolvers } from './volunteer/volunteer.resolvers';

/** Builds the whole subgraph, one line a feature. */
export const buildSchema = () =>
  subgraph(
    [
      feature(join(__dirname, 'services.graphql'), {}),
      feature(join(__dirname, 'site/site.graphql'), siteResolvers),
      feature(join(__dirname, 'circle/circle.graphql'), circleResolvers),
      feature(join(__dirname, 'site-agreement/site-agreement.graphql'), siteAgreementResolvers),
      feature(join(__dirname, 'inspection/inspection.graphql'), inspectionResolvers),
      feature(join(__dirname, 'mobile-timetable/mobile-timetable.graphql'), mobileTimetableResolvers),
      feature(join(__dirname, 'studio/studio.graphql'), studioResolvers),
      feature(join(__dirname, 'canteen/canteen.graphql'), canteenResolvers),
      feature(join(__dirname, 'settlement/settlement.graphql'), settlementResolvers),
      feature(join(__dirname, 'elder/elder.graphql'), elderResolvers),
      feature(join(__dirname, 'diet/diet.graphql'), dietResolvers),
      feature(join(__dirname, 'day-care/day-care.graphql'), dayCareResolvers),
      feature(join(__dirname, 'visit-round/visit-round.graphql'), visitRoundResolvers),
      feature(join(__dirname, 'visit-watch/visit-watch.graphql'), visitWatchResolvers),
      feature(join(__dirname, 'volunteer/volunteer.graphql'), volunteerResolvers),
      feature(join(__dirname, 'points/points.graphql'), pointsResolvers),
      feature(join(__dirname, 'points-benefit/points-benefit.graphql'), pointsBenefitResolvers),
      feature(join(__dirname, 'fund/fund.graphql'), fundResolvers),
      feature(join(__dirname, 'fund-grant/fund-grant.graphql'), fundGrantResolvers),
      feature(join(__dirname, 'social-service/social-service.graphql'), socialServiceResolvers),
      feature(join(__dirname, 'employment/employment.graphql'), employmentResolvers),
      feature(join(__dirname, 'certification/certification.graphql'), certificationResolvers),
      feature(join(__dirname, 'community-project/community-project.graphql'), communityProjectResolvers),
      feature(join(__dirname, 'application/application.graphql'), applicationResolvers),
      feature(join(__dirname, 'course/course.graphql'), courseResolvers),
      feature(join(__dirname, 'job-seeker/job-seeker.graphql'), jobSeekerResolvers),
      feature(join(__dirname, 'service-contract/service-contract.graphql'), serviceContractResolvers),
      feature(join(__dirname, 'family-doctor/family-doctor.graphql'), familyDoctorResolvers),
    ],
    policy,
  );
