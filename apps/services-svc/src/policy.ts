import type { Actor, Policy, Role } from '@jinlin/identity';
import type { MutationResolvers } from './generated/graphql';

type Act = Exclude<keyof MutationResolvers, '__isTypeOf'>;

const planners: readonly Role[] = ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'];
const keepers: readonly Role[] = ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'SITE_MANAGER'];
const employmentKeepers: readonly Role[] = ['COMMUNITY_CLERK', 'STREET_COMMANDER'];
const fundKeepers: readonly Role[] = ['COMMUNITY_CLERK', 'STREET_COMMANDER'];
const volunteerKeepers: readonly Role[] = ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'];
const windowKeepers: readonly Role[] = ['COMMUNITY_CLERK', 'STREET_COMMANDER'];
/** Who carries papers for people, to the window and back (红色代办, X10). */
const windowHelpers: readonly Role[] = ['GRID_WORKER', ...windowKeepers];
const courseKeepers: readonly Role[] = ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER'];
const visitors: readonly Role[] = ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER'];

/** Which roles may run which act. Where they may run it is decided by their area, unit or person. */
export const policy = {
  registerSite: planners,
  startBuildingSite: planners,
  openSite: keepers,
  suspendSite: keepers,
  resumeSite: keepers,
  closeSite: planners,
  changeSiteHours: keepers,
  recordSiteCapacity: keepers,
  reformSite: planners,
  correctSite: planners,
  appraisePremises: planners,
  rateSite: ['STREET_COMMANDER', 'ORGANISER'],
  changeMobileTimetable: keepers,
  signSiteAgreement: planners,
  renewSiteAgreement: planners,
  endSiteAgreement: planners,
  inspectSite: planners,
  mendInspection: keepers,
  seatRepresentative: planners,
  releaseRepresentative: planners,

  publishMeal: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  withdrawMeal: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  bookMeal: ['RESIDENT', 'GRID_WORKER', 'COMMUNITY_CLERK', 'SITE_MANAGER'],
  cancelMealBooking: ['RESIDENT', 'GRID_WORKER', 'COMMUNITY_CLERK', 'SITE_MANAGER'],
  serveMeal: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  recordMissedMeal: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  correctMealBooking: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  settleCanteenDay: ['SITE_MANAGER', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],

  registerElder: visitors,
  changeRiskTier: visitors,
  changeElderGroups: visitors,
  recordMajorChange: visitors,
  recordElderVisit: visitors,
  recordElderVisits: visitors,
  planVisitRound: visitors,
  applyForDayCare: ['RESIDENT', 'SITE_MANAGER', ...visitors],
  acceptDayCarePlace: ['RESIDENT', 'SITE_MANAGER', ...visitors],
  withdrawFromDayCare: ['RESIDENT', 'SITE_MANAGER', ...visitors],
  endDayCare: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  agreeCarePlan: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  recordDayCareAttendance: ['SITE_MANAGER', 'COMMUNITY_CLERK'],
  closeVisitRound: visitors,
  closeVisitFollowUp: visitors,
  endElderCare: visitors,
  recordHardships: visitors,
  recordAllergies: ['RESIDENT', ...visitors],

  foundVolunteerTeam: volunteerKeepers,
  recruitVolunteers: volunteerKeepers,
  endRecruitment: volunteerKeepers,
  disbandVolunteerTeam: volunteerKeepers,
  applyToVolunteer: ['RESIDENT', ...volunteerKeepers],
  admitVolunteer: volunteerKeepers,
  declineVolunteer: volunteerKeepers,
  changeVolunteerRole: volunteerKeepers,
  leaveVolunteerTeam: ['RESIDENT', ...volunteerKeepers],
  planVolunteerActivity: volunteerKeepers,
  holdVolunteerActivity: volunteerKeepers,
  cancelVolunteerActivity: volunteerKeepers,
  signUpForActivity: ['RESIDENT', ...volunteerKeepers],
  withdrawSignUp: ['RESIDENT', ...volunteerKeepers],
  recordVolunteerHours: volunteerKeepers,
  recordMissedService: volunteerKeepers,

  awardPoints: volunteerKeepers,
  redeemPoints: ['RESIDENT', ...volunteerKeepers],
  transferPoints: ['RESIDENT', ...volunteerKeepers],
  reversePointsBooking: volunteerKeepers,
  grantPointsBenefit: volunteerKeepers,
  revokePointsGrant: volunteerKeepers,
  offerPointsGoods: volunteerKeepers,
  restockPointsGoods: volunteerKeepers,
  withdrawPointsGoods: volunteerKeepers,

  openFund: fundKeepers,
  closeFund: fundKeepers,
  receiveDonation: fundKeepers,
  returnDonation: fundKeepers,
  planFundActivity: fundKeepers,
  holdFundActivity: fundKeepers,
  cancelFundActivity: fundKeepers,
  grantFromFund: fundKeepers,
  takeBackFundGrant: fundKeepers,

  startSocialService: planners,
  reportSocialService: planners,
  endSocialService: planners,

  releaseJobs: employmentKeepers,
  recordHires: employmentKeepers,
  closeJobPosting: employmentKeepers,
  applyForEmploymentSubsidy: employmentKeepers,
  grantEmploymentSubsidy: ['STREET_COMMANDER'],
  refuseEmploymentSubsidy: ['STREET_COMMANDER'],
  payEmploymentSubsidy: ['STREET_COMMANDER'],
  findZeroEmploymentFamily: employmentKeepers,
  clearZeroEmploymentFamily: employmentKeepers,

  awardCertification: ['STREET_COMMANDER', 'ORGANISER'],
  revokeCertification: ['STREET_COMMANDER', 'ORGANISER'],

  startCommunityProject: planners,
  endCommunityProject: planners,

  registerJobSeeker: ['RESIDENT', ...employmentKeepers],
  withdrawJobSeeker: ['RESIDENT', ...employmentKeepers],
  resumeJobSearch: ['RESIDENT', ...employmentKeepers],
  referJobSeeker: employmentKeepers,
  hireReferredSeeker: employmentKeepers,
  declineJobReferral: employmentKeepers,
  trainJobSeeker: employmentKeepers,

  signFamilyDoctor: visitors,
  renewFamilyDoctor: ['RESIDENT', ...visitors],
  endFamilyDoctor: ['RESIDENT', ...visitors],

  signServiceContract: ['COMMUNITY_CLERK', 'STREET_COMMANDER'],
  endServiceContract: ['COMMUNITY_CLERK', 'STREET_COMMANDER'],
  payServiceContract: ['STREET_COMMANDER'],
  placeServiceOrder: ['RESIDENT', ...visitors],
  cancelServiceOrder: ['RESIDENT', 'SITE_MANAGER', ...visitors],
  recordServiceHours: ['SITE_MANAGER', ...visitors],
  acceptServiceOrder: ['RESIDENT', ...visitors],
  rejectServiceOrder: ['RESIDENT', ...visitors],

  planCourse: courseKeepers,
  cancelCourse: courseKeepers,
  enrolInCourse: ['RESIDENT', ...courseKeepers],
  withdrawEnrolment: ['RESIDENT', ...courseKeepers],
  holdCourseSession: courseKeepers,
  completeCourse: courseKeepers,

  receiveApplication: ['RESIDENT', ...windowHelpers],
  acceptMaterials: windowKeepers,
  askForMaterials: [...windowKeepers, 'DEPARTMENT_CLERK'],
  handInMaterials: ['RESIDENT', ...windowHelpers],
  forwardApplication: windowKeepers,
  takeOnApplication: ['DEPARTMENT_CLERK'],
  decideApplication: ['DEPARTMENT_CLERK'],
  giveApplicationFeedback: windowHelpers,
  withdrawApplication: ['RESIDENT', ...windowHelpers],
} satisfies Policy<Act>;

const elderReaders: readonly Role[] = [...visitors, 'RESIDENT', 'SITE_MANAGER', 'LEADER'];

/** Whether this actor may read about single elders, within their reach. Everybody else gets counts at most. */
export const readsElders = (actor: Actor | null) => actor !== null && elderReaders.includes(actor.role);

const accountants: readonly Role[] = [
  'SITE_MANAGER',
  'COMMUNITY_CLERK',
  'STREET_COMMANDER',
  'LEADER',
  'DATA_ANALYST',
];

/** Whether this actor may read what canteens' days came to. */
export const readsSettlements = (actor: Actor) => accountants.includes(actor.role);

/** Whether this actor sees to it that elders are visited, and so may read which visits are planned, missed and followed up. */
export const followsVisits = (actor: Actor) => visitors.includes(actor.role) || actor.role === 'LEADER';

/** Whether this actor keeps the teams of their area, and so may read who serves in them. */
export const keepsVolunteers = (actor: Actor) => volunteerKeepers.includes(actor.role);

/** Whether this actor keeps the funds of their area, and so may read who gave. */
export const keepsFunds = (actor: Actor) => fundKeepers.includes(actor.role);

/** Whether this actor helps families of their area to work, and so may read which they are. */
export const keepsEmployment = (actor: Actor) => employmentKeepers.includes(actor.role);

/** Whether this actor serves at the one window of their area, and so may read who applied. */
export const keepsWindow = (actor: Actor) => windowHelpers.includes(actor.role);

/** Whether this actor keeps the courses of their area, and so may read who learns in them. */
export const keepsCourses = (actor: Actor) => courseKeepers.includes(actor.role);

/** Whether this actor sees to the orders of their area, and so may read whom they are for. */
export const keepsOrders = (actor: Actor) => visitors.includes(actor.role);

/** Whether this actor plans sites of their area, and so may read who receives people there. */
export const plansSites = (actor: Actor) => planners.includes(actor.role);

/** Whether this actor sees to the family doctors of their area, and so may read which families have one. */
export const keepsFamilyDoctors = (actor: Actor) => visitors.includes(actor.role);
