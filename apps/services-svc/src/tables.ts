import { Area, Unit } from '@jinlin/replicas';
import { ServiceApplication } from './application/application.entity';
import { MealBooking } from './canteen/booking.entity';
import { Meal } from './canteen/meal.entity';
import { Certification } from './certification/certification.entity';
import { CommunityProject } from './community-project/community-project.entity';
import { Course, CourseAttendance, CourseEnrolment, CourseSession } from './course/course.entity';
import { DayCareAttendance, DayCareEnrolment } from './day-care/day-care.entity';
import { ElderProfile, RiskTierChange } from './elder/elder.entity';
import { ElderVisit } from './elder/visit.entity';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from './employment/employment.entity';
import { FamilyDoctorContract } from './family-doctor/family-doctor.entity';
import { Donation, Donor, Fund, FundActivity } from './fund/fund.entity';
import { FundGrant } from './fund-grant/fund-grant.entity';
import { SiteInspection } from './inspection/inspection.entity';
import { JobReferral, JobSeeker } from './job-seeker/job-seeker.entity';
import { Services1763690400000 } from './migrations/1763690400000-services';
import { Volunteers1763730000000 } from './migrations/1763730000000-volunteers';
import { Funds1763730100000 } from './migrations/1763730100000-funds';
import { Employment1763730200000 } from './migrations/1763730200000-employment';
import { Certifications1763730300000 } from './migrations/1763730300000-certifications';
import { CommunityProjects1763730400000 } from './migrations/1763730400000-community-projects';
import { AreaCoordinates1763740400000 } from './migrations/1763740400000-area-coordinates';
import { Premises1763740410000 } from './migrations/1763740410000-premises';
import { SiteAgreements1763740420000 } from './migrations/1763740420000-site-agreements';
import { SiteInspections1763740430000 } from './migrations/1763740430000-site-inspections';
import { MobileStops1763740440000 } from './migrations/1763740440000-mobile-stops';
import { Studios1763740450000 } from './migrations/1763740450000-studios';
import { ElderVisits1763740500000 } from './migrations/1763740500000-elder-visits';
import { Canteens1763740510000 } from './migrations/1763740510000-canteens';
import { DayCare1763740520000 } from './migrations/1763740520000-day-care';
import { Applications1763740600000 } from './migrations/1763740600000-applications';
import { Courses1763740610000 } from './migrations/1763740610000-courses';
import { JobSeekers1763740620000 } from './migrations/1763740620000-job-seekers';
import { PointsOnTheMove1763740630000 } from './migrations/1763740630000-points-on-the-move';
import { ServiceContracts1763740640000 } from './migrations/1763740640000-service-contracts';
import { FamilyDoctors1763740650000 } from './migrations/1763740650000-family-doctors';
import { PointsGrants1763740660000 } from './migrations/1763740660000-points-grants';
import { EldersInScope1763740822000 } from './migrations/1763740822000-elders-in-scope';
import { ApplicationsByDeadline1763740823000 } from './migrations/1763740823000-applications-by-deadline';
import { FundGrants1763740824000 } from './migrations/1763740824000-fund-grants';
import { MobileStop } from './mobile-timetable/mobile-stop.entity';
import { PointsAccount, PointsBooking, PointsGoods, PointsPosting } from './points/points.entity';
import { PointsGrant } from './points-benefit/points-benefit.entity';
import { ServiceContract, ServiceOrder, ServicePayment } from './service-contract/service-contract.entity';
import { CanteenSettlement } from './settlement/settlement.entity';
import { ServiceSite, SiteCapacity } from './site/site.entity';
import { SiteAgreement } from './site-agreement/site-agreement.entity';
import { SocialService, SocialServiceReport } from './social-service/social-service.entity';
import { StudioRepresentative } from './studio/studio.entity';
import { PlannedVisit, VisitRound } from './visit-round/visit-round.entity';
import { VisitAlert, VisitFollowUp } from './visit-watch/visit-watch.entity';
import {
  ActivityParticipation,
  Volunteer,
  VolunteerActivity,
  VolunteerTeam,
} from './volunteer/volunteer.entity';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [
    Area,
    Unit,
    ServiceSite,
    SiteCapacity,
    SiteAgreement,
    SiteInspection,
    MobileStop,
    StudioRepresentative,
    Meal,
    MealBooking,
    CanteenSettlement,
    DayCareEnrolment,
    DayCareAttendance,
    ElderProfile,
    ElderVisit,
    RiskTierChange,
    VisitRound,
    PlannedVisit,
    VisitAlert,
    VisitFollowUp,
    VolunteerTeam,
    Volunteer,
    VolunteerActivity,
    ActivityParticipation,
    PointsGoods,
    PointsBooking,
    PointsPosting,
    PointsAccount,
    Fund,
    Donation,
    Donor,
    FundActivity,
    FundGrant,
    SocialService,
    SocialServiceReport,
    JobPosting,
    EmploymentSubsidy,
    ZeroEmploymentFamily,
    Certification,
    CommunityProject,
    ServiceApplication,
    Course,
    CourseSession,
    CourseEnrolment,
    CourseAttendance,
    JobSeeker,
    JobReferral,
    ServiceContract,
    ServicePayment,
    ServiceOrder,
    FamilyDoctorContract,
    PointsGrant,
  ],
  migrations: [
    Services1763690400000,
    Volunteers1763730000000,
    Funds1763730100000,
    Employment1763730200000,
    Certifications1763730300000,
    CommunityProjects1763730400000,
    AreaCoordinates1763740400000,
    Premises1763740410000,
    SiteAgreements1763740420000,
    SiteInspections1763740430000,
    MobileStops1763740440000,
    Studios1763740450000,
    ElderVisits1763740500000,
    Canteens1763740510000,
    DayCare1763740520000,
    Applications1763740600000,
    Courses1763740610000,
    JobSeekers1763740620000,
    PointsOnTheMove1763740630000,
    ServiceContracts1763740640000,
    FamilyDoctors1763740650000,
    PointsGrants1763740660000,
    EldersInScope1763740822000,
    ApplicationsByDeadline1763740823000,
    FundGrants1763740824000,
  ],
};

/** The tables that keep the path of a row's area, and follow when the area moves. */
export const placedTables = [
  ...[
    'service_site',
    'elder_profile',
    'volunteer_team',
    'volunteer_activity',
    'points_goods',
    'fund',
    'fund_activity',
    'fund_grant',
    'social_service',
    'job_posting',
    'employment_subsidy',
    'zero_employment_family',
    'community_project',
    'visit_alert',
    'visit_follow_up',
    'service_application',
    'course',
    'job_seeker',
    'service_contract',
    'family_doctor_contract',
  ].map((table) => ({
    table,
    areaId: 'area_id',
    areaPath: 'area_path',
    communityId: 'community_id',
  })),
  ...[
    'meal_booking',
    'canteen_settlement',
    'day_care_enrolment',
    'elder_visit',
    'visit_span',
    'visit_round',
    'planned_visit',
    'volunteer',
    'activity_participation',
    'certification',
    'points_booking',
    'donation',
    'donor',
    'course_enrolment',
    'job_referral',
    'mobile_stop',
    'studio_representative',
    'service_order',
    'points_grant',
  ].map((table) => ({ table, areaId: 'area_id', areaPath: 'area_path' })),
  ...['meal_booking', 'day_care_enrolment'].map((table) => ({
    table,
    areaId: 'elder_area_id',
    areaPath: 'elder_area_path',
  })),
];
