import { type ActContext, timelineLoader } from '@jinlin/acts';
import { openReader, poolOf, type Reader, type Scope, scopedReader } from '@jinlin/database';
import { loadersOf } from '@jinlin/graphql';
import type { Actor } from '@jinlin/identity';
import type { Vault } from '@jinlin/privacy';
import type { Localities } from '@jinlin/profile';
import { areaLoaders } from '@jinlin/replicas';
import type { Asking, SubgraphContext } from '@jinlin/server';
import { withLoaders } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { applicationLists } from './application/application.list';
import { applicationLoaders } from './application/application.loaders';
import { bookingLists } from './canteen/booking.list';
import { canteenLoaders } from './canteen/canteen.loaders';
import { certificationLoaders } from './certification/certification.list';
import { circleLoaders } from './circle/circle.loaders';
import { communityProjectLoaders } from './community-project/community-project.list';
import { courseLists } from './course/course.list';
import { courseLoaders } from './course/course.loaders';
import { dayCareLoaders } from './day-care/day-care.loaders';
import { elderLists } from './elder/elder.list';
import { elderLoaders } from './elder/elder.loaders';
import { employmentLists } from './employment/employment.list';
import { employmentLoaders } from './employment/employment.loaders';
import { familyDoctorLoaders } from './family-doctor/family-doctor.list';
import { fundLists } from './fund/fund.list';
import { fundLoaders } from './fund/fund.loaders';
import { fundGrantLoaders } from './fund-grant/fund-grant.list';
import { hsdsLoaders } from './hsds/hsds.loaders';
import { inspectionLoaders } from './inspection/inspection.find';
import { jobSeekerLists } from './job-seeker/job-seeker.list';
import { jobSeekerLoaders } from './job-seeker/job-seeker.loaders';
import type { LocalityRules } from './locality';
import { mobileStopLoaders } from './mobile-timetable/mobile-stop.loaders';
import { pointsLists } from './points/points.list';
import { pointsLoaders } from './points/points.loaders';
import { pointsBenefitLoaders } from './points-benefit/points-benefit.loaders';
import { serviceContractLoaders } from './service-contract/service-contract.list';
import { settlementLoaders } from './settlement/settlement.list';
import { siteLists } from './site/site.list';
import { siteLoaders } from './site/site.loaders';
import { siteAgreementLoaders } from './site-agreement/site-agreement.loaders';
import { socialServiceLoaders } from './social-service/social-service.list';
import { studioLoaders } from './studio/studio.loaders';
import { visitRoundLoaders } from './visit-round/visit-round.list';
import { visitWatchLoaders } from './visit-watch/visit-watch.list';
import { volunteerLists, volunteerOpenLists } from './volunteer/volunteer.list';
import { volunteerLoaders } from './volunteer/volunteer.loaders';

/** What the service has for as long as it runs. */
export interface Service {
  db: DataSource;
  vault: Vault;
  localities: Localities<LocalityRules>;
  scopeOf: (actor: Actor | null) => Promise<Scope>;
}

/** What one request carries. Made anew for each, so loaders never outlive the request that filled them. */
export interface Context extends ActContext, SubgraphContext {
  vault: Vault;
  localities: Localities<LocalityRules>;
  load: ReturnType<typeof loaders>;
}

/** What is offered and done is open data and needs no transaction; whom it concerns is read within the actor's reach. */
const loaders = loadersOf(
  ({ db, localities }: Service, open: Reader, within: Reader, scope: Scope, now: Date) => [
    () => areaLoaders(db, open),
    () => siteLoaders(db, open),
    () => siteLists(db, open, now),
    () => circleLoaders(open),
    () => hsdsLoaders(open),
    () => siteAgreementLoaders(db, open, localities),
    () => inspectionLoaders(db, open),
    () => mobileStopLoaders(db, open),
    () => studioLoaders(db, open),
    () => canteenLoaders(db, open, within),
    () => bookingLists(db, within),
    () => settlementLoaders(db, open),
    () => dayCareLoaders(db, open, within),
    () => elderLoaders(db, within, scope, localities),
    () => elderLists(db, within, now),
    () => visitRoundLoaders(db, within),
    () => visitWatchLoaders(db, within),
    () => volunteerLoaders(db, open, within),
    () => volunteerOpenLists(db, open),
    () => volunteerLists(db, within),
    () => pointsLoaders(db, open, within),
    () => pointsLists(db, open, within),
    () => pointsBenefitLoaders(db, within),
    () => fundLoaders(db, open, within),
    () => fundLists(db, open),
    () => fundGrantLoaders(db, within),
    () => socialServiceLoaders(db, open),
    () => employmentLoaders(db, open, within, scope, localities),
    () => employmentLists(db, open, within),
    () => certificationLoaders(db, open),
    () => communityProjectLoaders(db, open),
    () => applicationLoaders(db, within, scope, now),
    () => applicationLists(db, within, now),
    () => courseLoaders(db, open, within),
    () => courseLists(db, open, within),
    () => jobSeekerLoaders(db, within, localities, now),
    () => jobSeekerLists(db, within),
    () => serviceContractLoaders(db, open, within),
    () => familyDoctorLoaders(db, within, scope),
    () => ({ timeline: timelineLoader(open) }),
  ],
);

export const contextOf =
  (service: Service) =>
  async ({ actor, language, now, signal }: Asking): Promise<Context> => {
    const { db, vault, localities, scopeOf } = service;
    const scope = await scopeOf(actor);
    const open = openReader(poolOf(db), signal);
    const within = scopedReader(poolOf(db), scope, signal);
    const given = { db, vault, localities, actor, scope, language, now };
    return withLoaders(given, within, () => loaders(service, open, within, scope, now));
  };
