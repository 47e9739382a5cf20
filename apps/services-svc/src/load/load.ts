import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { areasOfAll, idOf, localityCodes, oneOf, seededRandom, unitsOf } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import { loadReplicas } from '@jinlin/replicas';
import type { Load } from '@jinlin/service';
import { ServiceApplication } from '../application/application.entity';
import { MealBooking } from '../canteen/booking.entity';
import { ELDER_CANTEEN } from '../canteen/canteen.find';
import { Meal } from '../canteen/meal.entity';
import { Certification } from '../certification/certification.entity';
import { CommunityProject } from '../community-project/community-project.entity';
import { Course, CourseAttendance, CourseEnrolment, CourseSession } from '../course/course.entity';
import { DayCareAttendance, DayCareEnrolment } from '../day-care/day-care.entity';
import { DAY_CARE } from '../day-care/day-care.find';
import { ElderProfile } from '../elder/elder.entity';
import { ElderVisit } from '../elder/visit.entity';
import { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from '../employment/employment.entity';
import { FamilyDoctorContract } from '../family-doctor/family-doctor.entity';
import { Donation, Donor, Fund, FundActivity } from '../fund/fund.entity';
import { SiteInspection } from '../inspection/inspection.entity';
import { JobReferral, JobSeeker } from '../job-seeker/job-seeker.entity';
import { type LocalityRules, localities } from '../locality';
import { MobileStop } from '../mobile-timetable/mobile-stop.entity';
import { PointsBooking, PointsGoods } from '../points/points.entity';
import { ServiceContract, ServiceOrder } from '../service-contract/service-contract.entity';
import { ServiceSite, SiteCapacity } from '../site/site.entity';
import { SiteAgreement } from '../site-agreement/site-agreement.entity';
import { SocialService, SocialServiceReport } from '../social-service/social-service.entity';
import { StudioRepresentative } from '../studio/studio.entity';
import {
  ActivityParticipation,
  Volunteer,
  VolunteerActivity,
  VolunteerTeam,
} from '../volunteer/volunteer.entity';
import { livedApplications } from './applications';
import { livedCertifications } from './certifications';
import { livedCommunityProjects } from './community-projects';
import { livedCourses } from './courses';
import { livedDayCare } from './day-care';
import { livedElder, spanColumns } from './elders';
import { livedEmployment } from './employment';
import { livedFamilyDoctors } from './family-doctors';
import { livedFunds } from './funds';
import { livedHomeCare } from './home-care';
import { livedJobSeekers } from './job-seekers';
import { livedMeals } from './meals';
import { type Places, placesOf, shown } from './places';
import { type LoadedContracts, livedContracts } from './service-contracts';
import { sitePlansOf } from './site-plans';
import { livedSiteRecords } from './site-records';
import { livedSite } from './sites';
import { type LoadedVolunteers, livedVolunteers } from './volunteers';

const SHENYANG = '210100';

/** What services-svc starts with: its replicas, and what reaches people in five localities, each with its history. */
export const load =
  (vault: Vault, { now = new Date(), codes = localityCodes } = {}): Load =>
  async ({ client, db, progress }) => {
    const replicated = await loadReplicas({ client, db }, areasOfAll(codes), codes.flatMap(unitsOf));
    progress('areas and units', replicated, replicated);

    await client.query(spanning('disable'));
    for (const [index, code] of codes.entries()) {
      const start = startOf(localities.named(code), vault, now);
      const {
        sites,
        siteRecords,
        homeCare,
        elders,
        meals,
        volunteers,
        funds,
        employment,
        certifications,
        projects,
      } = start;
      const { applications, courses, jobSeekers, contracts, familyDoctors, stays } = start;
      const bookings = meals.flatMap((meal) => meal.bookings);
      const history = [
        ...sites,
        ...siteRecords.agreements,
        ...siteRecords.inspections,
        ...siteRecords.representatives,
        ...homeCare,
        ...elders,
        ...meals,
        ...stays,
        ...certifications,
        ...projects,
        ...applications,
        ...familyDoctors,
        volunteers,
        funds,
        employment,
        courses,
        jobSeekers,
        contracts,
      ].flatMap((record) => record.history);

      const copy = <Row extends object>(entity: new () => Row, rows: readonly Omit<Row, '__typename'>[]) =>
        copyRows(client, db.getMetadata(entity), rows);
      await copy(
        ServiceSite,
        sites.map(({ row }) => row),
      );
      await copy(
        SiteCapacity,
        sites.flatMap(({ capacity }) => capacity),
      );
      await copy(
        MobileStop,
        sites.flatMap(({ stops }) => stops),
      );
      await copy(
        SiteAgreement,
        siteRecords.agreements.map(({ row }) => row),
      );
      await copy(
        SiteInspection,
        siteRecords.inspections.map(({ row }) => row),
      );
      await copy(
        StudioRepresentative,
        siteRecords.representatives.map(({ row }) => row),
      );
      await copy(
        ElderProfile,
        elders.map(({ row }) => row),
      );
      await copy(
        ElderVisit,
        elders.flatMap(({ visits }) => visits),
      );
      await copyInto(
        client,
        'visit_span',
        spanColumns,
        elders.flatMap(({ spans }) => spans),
      );
      await copy(
        Meal,
        meals.map(({ row }) => row),
      );
      await copy(MealBooking, bookings);
      await copy(
        DayCareEnrolment,
        stays.map(({ row }) => row),
      );
      await copy(
        DayCareAttendance,
        stays.flatMap(({ attendance }) => attendance),
      );
      await copy(VolunteerTeam, volunteers.teams);
      await copy(Volunteer, volunteers.volunteers);
      await copy(VolunteerActivity, volunteers.activities);
      await copy(ActivityParticipation, volunteers.participations);
      await copy(PointsGoods, volunteers.goods);
      await copy(PointsBooking, volunteers.bookings);
      // Checked with the statement, since indexes are built before this transaction ends.
      await client.query('set constraints points_booking_balances immediate');
      await copyInto(client, 'points_posting', postingColumns, postingCells(volunteers));
      await copy(Fund, funds.funds);
      await copy(Donation, funds.donations);
      await copy(Donor, funds.donors);
      await copy(FundActivity, funds.activities);
      await copy(SocialService, funds.services);
      await copy(SocialServiceReport, funds.reports);
      await copy(JobPosting, employment.postings);
      await copy(EmploymentSubsidy, employment.subsidies);
      await copy(ZeroEmploymentFamily, employment.families);
      await copy(
        Certification,
        certifications.map(({ row }) => row),
      );
      await copy(
        CommunityProject,
        projects.map(({ row }) => row),
      );
      await copy(
        ServiceContract,
        homeCare.map(({ row }) => row),
      );
      await copy(
        ServiceApplication,
        applications.map(({ row }) => row),
      );
      await copy(Course, courses.courses);
      await copy(CourseSession, courses.sessions);
      await copy(CourseEnrolment, courses.enrolments);
      await copy(CourseAttendance, courses.attendance);
      await copy(JobPosting, jobSeekers.postings);
      await copy(JobSeeker, jobSeekers.seekers);
      await copy(JobReferral, jobSeekers.referrals);
      await copy(ServiceContract, contracts.contracts);
      await copyInto(client, 'service_payment', paymentColumns, paymentCells(contracts));
      await copy(ServiceOrder, contracts.orders);
      await copy(
        FamilyDoctorContract,
        familyDoctors.map(({ row }) => row),
      );
      await copyInto(client, 'history', historyColumns, cells(history));
      progress('localities: sites, elders and meals', index + 1, codes.length);
    }
    await client.query(spanning('enable'));
  };

/** Spans are loaded beside the visits that they follow from. */
const spanning = (how: 'enable' | 'disable') => `
  alter table elder_profile ${how} trigger elder_begins_a_span;
  alter table elder_visit ${how} trigger visit_ends_a_span;
`;

const postingColumns = ['booking_id', 'volunteer_id', 'points', 'posted_at'];

function* postingCells({ postings }: LoadedVolunteers) {
  for (const { bookingId, volunteerId, points, postedAt } of postings) {
    yield [bookingId, volunteerId, points, postedAt];
  }
}

const paymentColumns = ['contract_id', 'amount', 'paid_on'];

function* paymentCells({ payments }: LoadedContracts) {
  for (const { contractId, amount, paidOn } of payments) yield [contractId, amount, paidOn];
}

function* cells(history: readonly HistoryRow[]) {
  for (const row of history) yield historyCells(row);
}

/** The records that one locality starts with, the same in every run but for the seals and the day. */
function startOf(rules: LocalityRules, vault: Vault, now: Date) {
  const places = placesOf(rules.code);
  const random = seededRandom(`services ${rules.code}`);

  const sites = sitePlansOf(places).map((plan) => livedSite(plan, places, random));
  const elders = elderPlansOf(places).map((plan) => livedElder(plan, rules, vault, random, now));
  const neighboursOf = ({ communityId }: { communityId: string | null }) =>
    elders.map(({ row }) => row).filter((elder) => elder.communityId === communityId);
  const meals = sites
    .filter(({ row }) => row.kind === ELDER_CANTEEN)
    .flatMap(({ row }) => livedMeals(row, neighboursOf(row), rules, random, now));
  const stays = sites
    .filter(({ row }) => row.kind === DAY_CARE)
    .flatMap(({ row }) => livedDayCare(row, neighboursOf(row), rules, now));
  return {
    sites,
    stays,
    siteRecords: livedSiteRecords(sites, rules, vault),
    homeCare: livedHomeCare(places),
    elders,
    meals,
    volunteers: livedVolunteers(places, rules, vault),
    funds: livedFunds(places, unitsOf(rules.code), vault),
    employment: livedEmployment(places, unitsOf(rules.code)),
    certifications: livedCertifications(places),
    projects: livedCommunityProjects(places, unitsOf(rules.code)),
    applications: livedApplications(places, rules, vault, now),
    courses: livedCourses(places, rules, sites, vault, now),
    jobSeekers: livedJobSeekers(places, rules, unitsOf(rules.code), vault, now),
    contracts: livedContracts(
      places,
      unitsOf(rules.code),
      elders.map(({ row }) => row),
      now,
    ),
    familyDoctors: livedFamilyDoctors(places, sites, vault, now),
  };
}

/** Sixteen elders in each community that the docs speak of, four in every other. */
function elderPlansOf({ locality, urban, homesIn }: Places) {
  const random = seededRandom(`elders ${locality}`);
  return urban.flatMap((community) =>
    Array.from({ length: shown.has(community.code) ? 16 : 4 }, (_, number) => ({
      community,
      home: oneOf(random, homesIn(community)),
      number,
      wasVisitedInAugust2022: locality === SHENYANG,
      personId:
        number === 0 && shown.has(community.code) ? idOf('person', `elder of ${community.code}`) : null,
    })),
  );
}
