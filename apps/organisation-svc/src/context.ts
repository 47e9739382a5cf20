import { type ActContext, timelineLoader } from '@jinlin/acts';
import { openReader, poolOf, type Reader, type Scope, scopedReader } from '@jinlin/database';
import { loadersOf } from '@jinlin/graphql';
import type { Actor } from '@jinlin/identity';
import type { Vault } from '@jinlin/privacy';
import type { Asking, SubgraphContext } from '@jinlin/server';
import { withLoaders } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { agreementLists } from './agreement/agreement.list';
import { agreementLoaders } from './agreement/agreement.loaders';
import { allianceLists } from './alliance/alliance.list';
import { allianceLoaders } from './alliance/alliance.loaders';
import { appointmentLists } from './appointment/appointment.list';
import { appointmentLoaders } from './appointment/appointment.loaders';
import { crossPostLists } from './appointment/cross-post.list';
import { areaLists } from './area/area.list';
import { areaLoaders } from './area/area.loaders';
import { brandLists } from './brand/brand.list';
import { brandLoaders } from './brand/brand.loaders';
import { committeeLists } from './committee/committee.list';
import { committeeLoaders } from './committee/committee.loaders';
import { communityEnterpriseLists } from './community-enterprise/community-enterprise.list';
import { communityEnterpriseLoaders } from './community-enterprise/community-enterprise.loaders';
import { communityIncomeLists } from './community-income/community-income.list';
import { communityIncomeLoaders } from './community-income/community-income.loaders';
import { communityWorkerLists } from './community-worker/community-worker.list';
import { communityWorkerLoaders } from './community-worker/community-worker.loaders';
import { compoundLoaders } from './compound/compound.loaders';
import { deploymentLists } from './deployment/deployment.list';
import { deploymentLoaders } from './deployment/deployment.loaders';
import { postsWithDuties } from './duty/duty.instances';
import { dutyLists } from './duty/duty.list';
import { dutyLoaders } from './duty/duty.loaders';
import { emergencyLists } from './emergency/emergency.list';
import { emergencyLoaders } from './emergency/emergency.loaders';
import { entryLists } from './entry-list/entry-list.list';
import { entryListLoaders } from './entry-list/entry-list.loaders';
import { evaluationLists } from './evaluation/evaluation.list';
import { evaluationLoaders } from './evaluation/evaluation.loaders';
import { exportLoaders } from './exchange/export.loaders';
import { importRunLists } from './exchange/import-run.list';
import { financeDisclosureLists } from './finance-disclosure/finance-disclosure.list';
import { financeDisclosureLoaders } from './finance-disclosure/finance-disclosure.loaders';
import { matchingLists } from './first-secretary/matching.list';
import { matchingLoaders } from './first-secretary/matching.loaders';
import { gridPlacementLists } from './grid-placement/grid-placement.list';
import { gridPlacementLoaders } from './grid-placement/grid-placement.loaders';
import { groupingLists } from './grouping/grouping.list';
import { groupingLoaders } from './grouping/grouping.loaders';
import { honourLists } from './honour/honour.list';
import { honourLoaders } from './honour/honour.loaders';
import { houseCodeLists } from './house-code/house-code.list';
import { houseCodeLoaders } from './house-code/house-code.loaders';
import { jointActivityLists } from './joint-activity/joint-activity.list';
import { jointActivityLoaders } from './joint-activity/joint-activity.loaders';
import { compoundCheckLists } from './living-room/living-room.list';
import { livingRoomLoaders } from './living-room/living-room.loaders';
import type { Localities } from './locality';
import { memberVisitLists } from './member-visit/member-visit.list';
import { memberVisitLoaders } from './member-visit/member-visit.loaders';
import { noticeLists } from './notice/notice.list';
import { noticeLoaders } from './notice/notice.loaders';
import { organisationTemplateLoaders } from './organisation-template/organisation-template.loaders';
import { pairingLists } from './pairing/pairing.list';
import { pairingLoaders } from './pairing/pairing.loaders';
import { partyOrganisationLists } from './party-organisation/party-organisation.list';
import { partyOrganisationLoaders } from './party-organisation/party-organisation.loaders';
import { personLoaders } from './person/person.loaders';
import { planItemLists } from './plan-item/plan-item.list';
import { planItemLoaders } from './plan-item/plan-item.loaders';
import { policyDocumentLists } from './policy-document/policy-document.list';
import { policyDocumentLoaders } from './policy-document/policy-document.loaders';
import { powerListLists } from './power-list/power-list.list';
import { powerListLoaders } from './power-list/power-list.loaders';
import { powerUseLists } from './power-use/power-use.list';
import { powerUseLoaders } from './power-use/power-use.loaders';
import { publicationLists } from './publication/publication.list';
import { publicationLoaders } from './publication/publication.loaders';
import { readinessLists } from './readiness/readiness.list';
import { readinessLoaders } from './readiness/readiness.loaders';
import { registrationLists } from './registration/registration.list';
import { registrationLoaders } from './registration/registration.loaders';
import { reportLists } from './report/report.list';
import { reportLoaders } from './report/report.loaders';
import { residentRegistrationLists } from './resident-registration/resident-registration.list';
import { residentRegistrationLoaders } from './resident-registration/resident-registration.loaders';
import { responsibilityAreaLists } from './responsibility-area/responsibility-area.list';
import { responsibilityAreaLoaders } from './responsibility-area/responsibility-area.loaders';
import { roleTemplateLoaders } from './role-template/role-template.loaders';
import { vacancyLists } from './role-template/vacancy.list';
import { searchLists } from './search/search.list';
import { selectionLists } from './selection/selection.list';
import { selectionLoaders } from './selection/selection.loaders';
import { serviceItemLists } from './service-item/service-item.list';
import { serviceItemLoaders } from './service-item/service-item.loaders';
import { staffingLoaders } from './staffing/staffing.loaders';
import { understaffedLists } from './staffing/understaffed.list';
import { streetBodyLists } from './street-body/street-body.list';
import { streetBodyLoaders } from './street-body/street-body.loaders';
import { trainingLists } from './training/training.list';
import { trainingLoaders } from './training/training.loaders';
import { twoWayOrderLists } from './two-way-order/two-way-order.list';
import { twoWayOrderLoaders } from './two-way-order/two-way-order.loaders';
import { unitLists } from './unit/unit.list';
import { unitLoaders } from './unit/unit.loaders';
import { unitLinkLists } from './unit-link/unit-link.list';
import { unitLinkLoaders } from './unit-link/unit-link.loaders';

/** What the service has for as long as it runs. */
interface Service {
  db: DataSource;
  vault: Vault;
  localities: Localities;
  scopeOf: (actor: Actor | null) => Promise<Scope>;
}

/** What one request carries. Made anew for each, so loaders never outlive the request that filled them. */
export interface Context extends ActContext, SubgraphContext {
  vault: Vault;
  localities: Localities;
  /** Reads what everybody may know. What is sealed of people is read by itself, within the actor's scope. */
  read: Reader;
  load: ReturnType<typeof loaders>;
}

const loaders = loadersOf((db: DataSource, localities: Localities, read: Reader, sealed: Reader) => [
  () => areaLoaders(db, read),
  () => areaLists(db, read),
  () => compoundLoaders(db, read),
  () => unitLoaders(db, read),
  () => unitLists(db, read),
  () => partyOrganisationLoaders(db, read),
  () => partyOrganisationLists(db, read),
  () => personLoaders(db, read, sealed),
  () => appointmentLoaders(db, read),
  () => appointmentLists(db, read),
  () => crossPostLists(read),
  () => roleTemplateLoaders(read),
  () => selectionLoaders(db, read, sealed),
  () => selectionLists(db, read),
  () => emergencyLoaders(db, read),
  () => emergencyLists(db, read),
  () => noticeLoaders(db, read, sealed),
  () => noticeLists(db, read, sealed),
  () => vacancyLists(read),
  () => unitLinkLoaders(db, read),
  () => unitLinkLists(db, read),
  () => policyDocumentLoaders(db, read),
  () => policyDocumentLists(db, read),
  () => dutyLoaders(db, read, postsWithDuties(localities)),
  () => dutyLists(db, read),
  () => matchingLoaders(db, read),
  () => matchingLists(db, read),
  () => registrationLoaders(db, sealed),
  () => registrationLists(db, sealed),
  () => pairingLoaders(db, read),
  () => pairingLists(db, read),
  () => serviceItemLoaders(db, read, sealed),
  () => serviceItemLists(db, read, sealed),
  () => reportLoaders(db, sealed),
  () => reportLists(db, sealed),
  () => allianceLoaders(db, read),
  () => allianceLists(db, read),
  () => agreementLoaders(db, read),
  () => agreementLists(db, read),
  () => twoWayOrderLoaders(db, read),
  () => twoWayOrderLists(db, read),
  () => jointActivityLoaders(db, read),
  () => jointActivityLists(db, read),
  () => brandLoaders(db, read),
  () => brandLists(db, read),
  () => gridPlacementLoaders(db, read),
  () => gridPlacementLists(db, read),
  () => memberVisitLoaders(db, read),
  () => memberVisitLists(db, read),
  () => planItemLoaders(db, read),
  () => planItemLists(db, read),
  () => staffingLoaders(read),
  () => understaffedLists(read),
  () => communityWorkerLoaders(db, localities, sealed),
  () => communityWorkerLists(db, sealed),
  () => evaluationLoaders(db, read, sealed),
  () => evaluationLists(db, read, sealed),
  () => honourLoaders(db, sealed),
  () => honourLists(db, sealed),
  () => trainingLoaders(db, read, sealed),
  () => trainingLists(db, read, sealed),
  () => entryListLoaders(db, read, sealed),
  () => entryLists(db, read, sealed),
  () => communityIncomeLoaders(db, read),
  () => communityIncomeLists(db, read),
  () => communityEnterpriseLoaders(db, read),
  () => communityEnterpriseLists(db, read),
  () => financeDisclosureLoaders(db, sealed),
  () => financeDisclosureLists(db, sealed),
  () => publicationLoaders(db, read, sealed),
  () => publicationLists(db, sealed),
  () => houseCodeLoaders(db, read),
  () => houseCodeLists(db, read),
  () => residentRegistrationLoaders(db, sealed),
  () => residentRegistrationLists(db, sealed),
  () => livingRoomLoaders(db, read),
  () => compoundCheckLists(read),
  () => searchLists(sealed),
  () => exportLoaders(read, sealed),
  () => importRunLists(db, read),
  () => deploymentLoaders(db, read, sealed),
  () => deploymentLists(db, read, sealed),
  () => powerListLoaders(db, read),
  () => powerListLists(db, read),
  () => powerUseLoaders(db, sealed),
  () => powerUseLists(db, sealed),
  () => streetBodyLoaders(db, read),
  () => streetBodyLists(db, read),
  () => responsibilityAreaLoaders(db, read),
  () => responsibilityAreaLists(db, read),
  () => committeeLoaders(db, read),
  () => committeeLists(db, read),
  () => groupingLoaders(db, read),
  () => groupingLists(db, read),
  () => organisationTemplateLoaders(read),
  () => readinessLoaders(read),
  () => readinessLists(db, read),
  () => ({ timeline: timelineLoader(read) }),
]);

export const contextOf =
  ({ db, vault, localities, scopeOf }: Service) =>
  async ({ actor, language, now, signal }: Asking): Promise<Context> => {
    const scope = await scopeOf(actor);
    const sealed = scopedReader(poolOf(db), scope, signal);
    const read = { ...openReader(poolOf(db), signal), end: sealed.end };
    const given = { db, vault, localities, actor, scope, language, now, read };
    return withLoaders(given, read, () => loaders(db, localities, read, sealed));
  };
