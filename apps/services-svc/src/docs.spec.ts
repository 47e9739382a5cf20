import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationStates } from './application/application.states';
import { bookingStates, mealStates } from './canteen/meal.states';
import { certificationStates } from './certification/certification.states';
import { communityProjectStates } from './community-project/community-project.states';
import { courseStates, enrolmentStates } from './course/course.states';
import { dayCareStates } from './day-care/day-care.states';
import { elderStates } from './elder/elder.states';
import { postingStates, subsidyStates, zeroEmploymentStates } from './employment/employment.states';
import { familyDoctorStates } from './family-doctor/family-doctor.states';
import { donationStates, fundActivityStates, fundStates } from './fund/fund.states';
import { fundGrantStates } from './fund-grant/fund-grant.states';
import { inspectionStates } from './inspection/inspection.states';
import { referralStates, seekerStates } from './job-seeker/job-seeker.states';
import { goodsStates, bookingStates as pointsStates } from './points/points.states';
import { grantStates } from './points-benefit/points-benefit.states';
import { contractStates, orderStates } from './service-contract/service-contract.states';
import { settlementStates } from './settlement/settlement.states';
import { siteStates } from './site/site.states';
import { siteAgreementStates } from './site-agreement/site-agreement.states';
import { socialServiceStates } from './social-service/social-service.states';
import { representativeStates } from './studio/studio.states';
import { plannedVisitStates, visitRoundStates } from './visit-round/visit-round.states';
import { visitAlertStates, visitFollowUpStates } from './visit-watch/visit-watch.states';
import {
  activityStates,
  participationStates,
  teamStates,
  volunteerStates,
} from './volunteer/volunteer.states';

const docs = readFileSync(join(__dirname, '../../../docs/domain/services.md'), 'utf8');

test.each([
  ['site', siteStates],
  ['agreement about a site', siteAgreementStates],
  ['inspection', inspectionStates],
  ['seat at a studio', representativeStates],
  ['meal', mealStates],
  ['booking', bookingStates],
  ['elder', elderStates],
  ['alert of a missed visit', visitAlertStates],
  ['follow-up of a visit', visitFollowUpStates],
  ['round', visitRoundStates],
  ['stop of a round', plannedVisitStates],
  ['settlement', settlementStates],
  ['place in day care', dayCareStates],
  ['volunteer team', teamStates],
  ['volunteer', volunteerStates],
  ['volunteer activity', activityStates],
  ['part in an activity', participationStates],
  ['points booking', pointsStates],
  ['goods for points', goodsStates],
  ['benefit of points', grantStates],
  ['fund', fundStates],
  ['donation', donationStates],
  ['activity of a fund', fundActivityStates],
  ['grant of a fund', fundGrantStates],
  ['social service', socialServiceStates],
  ['job posting', postingStates],
  ['employment subsidy', subsidyStates],
  ['zero-employment family', zeroEmploymentStates],
  ['seeker', seekerStates],
  ['referral', referralStates],
  ['course', courseStates],
  ['enrolment', enrolmentStates],
  ['application', applicationStates],
  ['contract', contractStates],
  ['order', orderStates],
  ['family’s doctor', familyDoctorStates],
  ['recognition', certificationStates],
  ['community project', communityProjectStates],
])('the docs draw the life of a %s as it is', (_, states) => {
  expect(docs).toContain(states.diagram());
});
