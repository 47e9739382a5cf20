import { join } from 'node:path';
import { feature, subgraph } from '@jinlin/graphql';
import { agreementResolvers } from './agreement/agreement.resolvers';
import { allianceResolvers } from './alliance/alliance.resolvers';
import { appointmentResolvers } from './appointment/appointment.resolvers';
import { areaResolvers } from './area/area.resolvers';
import { brandResolvers } from './brand/brand.resolvers';
import { committeeResolvers } from './committee/committee.resolvers';
import { communityEnterpriseResolvers } from './community-enterprise/community-enterprise.resolvers';
import { communityIncomeResolvers } from './community-income/community-income.resolvers';
import { communityWorkerResolvers } from './community-worker/community-worker.resolvers';
import { compoundResolvers } from './compound/compound.resolvers';
import { deploymentResolvers } from './deployment/deployment.resolvers';
import { dutyResolvers } from './duty/duty.resolvers';
import { emergencyResolvers } from './emergency/emergency.resolvers';
import { entryListResolvers } from './entry-list/entry-list.resolvers';
import { evaluationResolvers } from './evaluation/evaluation.resolvers';
import { exchangeResolvers } from './exchange/exchange.resolvers';
import { financeDisclosureResolvers } from './finance-disclosure/finance-disclosure.resolvers';
import { firstSecretaryResolvers } from './first-secretary/first-secretary.resolvers';
import { gridPlacementResolvers } from './grid-placement/grid-placement.resolvers';
import { groupingResolvers } from './grouping/grouping.resolvers';
import { honourResolvers } from './honour/honour.resolvers';
import { houseCodeResolvers } from './house-code/house-code.resolvers';
import { jointActivityResolvers } from './joint-activity/joint-activity.resolvers';
import { jointWorkResolvers } from './joint-work/joint-work.resolvers';
import { livingRoomResolvers } from './living-room/living-room.resolvers';
import { memberVisitResolvers } from './member-visit/member-visit.resolvers';
import { modelCompoundResolvers } from './model-compound/model-compound.resolvers';
import { noticeResolvers } from './notice/notice.resolvers';
import { organisationTemplateResolvers } from './organisation-template/organisation-template.resolvers';
import { pairingResolvers } from './pairing/pairing.resolvers';
import { partyOrganisationResolvers } from './party-organisation/party-organisation.resolvers';
import { personResolvers } from './person/person.resolvers';
import { planItemResolvers } from './plan-item/plan-item.resolvers';
import { policy } from './policy';
import { policyDocumentResolvers } from './policy-document/policy-document.resolvers';
import { powerListResolvers } from './power-list/power-list.resolvers';
import { powerUseResolvers } from './power-use/power-use.resolvers';
import { publicationResolvers } from './publication/publication.resolvers';
import { readinessResolvers } from './readiness/readiness.resolvers';
import { registrationResolvers } from './registration/registration.resolvers';
import { reportResolvers } from './report/report.resolvers';
import { residentRegistrationResolvers } from './resident-registration/resident-registration.resolvers';
import { responsibilityAreaResolvers } from './responsibility-area/responsibility-area.resolvers';
import { roleTemplateResolvers } from './role-template/role-template.resolvers';
import { searchResolvers } from './search/search.resolvers';
import { selectionResolvers } from './selection/selection.resolvers';
import { serviceItemResolvers } from './service-item/service-item.resolvers';
import { staffingResolvers } from './staffing/staffing.resolvers';
import { streetBodyResolvers } from './street-body/street-body.resolvers';
import { trainingResolvers } from './training/training.resolvers';
import { twoWayOrderResolvers } from './two-way-order/two-way-order.resolvers';
import { unitResolvers } from './unit/unit.resolvers';
import { unitLinkResolvers } from './unit-link/unit-link.resolvers';

const inThisFolder = (sdl: string) => join(__dirname, sdl);

/** Builds the whole subgraph, one line a feature. */
export const buildSchema = () =>
  subgraph(
    [
      feature(inThisFolder('organisation.graphql'), {}),
      feature(inThisFolder('area/area.graphql'), areaResolvers),
      feature(inThisFolder('compound/compound.graphql'), compoundResolvers),
      feature(inThisFolder('unit/unit.graphql'), unitResolvers),
      feature(inThisFolder('entry-list/entry-list.graphql'), entryListResolvers),
      feature(inThisFolder('plan-item/plan-item.graphql'), planItemResolvers),
      feature(inThisFolder('party-organisation/party-organisation.graphql'), partyOrganisationResolvers),
      feature(inThisFolder('person/person.graphql'), personResolvers),
      feature(inThisFolder('appointment/appointment.graphql'), appointmentResolvers),
      feature(inThisFolder('role-template/role-template.graphql'), roleTemplateResolvers),
      feature(inThisFolder('selection/selection.graphql'), selectionResolvers),
      feature(inThisFolder('emergency/emergency.graphql'), emergencyResolvers),
      feature(inThisFolder('notice/notice.graphql'), noticeResolvers),
      feature(inThisFolder('unit-link/unit-link.graphql'), unitLinkResolvers),
      feature(inThisFolder('policy-document/policy-document.graphql'), policyDocumentResolvers),
      feature(inThisFolder('duty/duty.graphql'), dutyResolvers),
      feature(inThisFolder('first-secretary/first-secretary.graphql'), firstSecretaryResolvers),
      feature(inThisFolder('registration/registration.graphql'), registrationResolvers),
      feature(inThisFolder('pairing/pairing.graphql'), pairingResolvers),
      feature(inThisFolder('service-item/service-item.graphql'), serviceItemResolvers),
      feature(inThisFolder('report/report.graphql'), reportResolvers),
      feature(inThisFolder('joint-work/joint-work.graphql'), jointWorkResolvers),
      feature(inThisFolder('alliance/alliance.graphql'), allianceResolvers),
      feature(inThisFolder('agreement/agreement.graphql'), agreementResolvers),
      feature(inThisFolder('two-way-order/two-way-order.graphql'), twoWayOrderResolvers),
      feature(inThisFolder('joint-activity/joint-activity.graphql'), jointActivityResolvers),
      feature(inThisFolder('brand/brand.graphql'), brandResolvers),
      feature(inThisFolder('grid-placement/grid-placement.graphql'), gridPlacementResolvers),
      feature(inThisFolder('member-visit/member-visit.graphql'), memberVisitResolvers),
      feature(inThisFolder('house-code/house-code.graphql'), houseCodeResolvers),
      feature(
        inThisFolder('resident-registration/resident-registration.graphql'),
        residentRegistrationResolvers,
      ),
      feature(inThisFolder('living-room/living-room.graphql'), livingRoomResolvers),
      feature(inThisFolder('model-compound/model-compound.graphql'), modelCompoundResolvers),
      feature(inThisFolder('search/search.graphql'), searchResolvers),
      feature(inThisFolder('exchange/exchange.graphql'), exchangeResolvers),
      feature(inThisFolder('staffing/staffing.graphql'), staffingResolvers),
      feature(inThisFolder('community-worker/community-worker.graphql'), communityWorkerResolvers),
      feature(inThisFolder('evaluation/evaluation.graphql'), evaluationResolvers),
      feature(inThisFolder('honour/honour.graphql'), honourResolvers),
      feature(inThisFolder('training/training.graphql'), trainingResolvers),
      feature(inThisFolder('community-income/community-income.graphql'), communityIncomeResolvers),
      feature(
        inThisFolder('community-enterprise/community-enterprise.graphql'),
        communityEnterpriseResolvers,
      ),
      feature(inThisFolder('finance-disclosure/finance-disclosure.graphql'), financeDisclosureResolvers),
      feature(inThisFolder('deployment/deployment.graphql'), deploymentResolvers),
      feature(inThisFolder('power-list/power-list.graphql'), powerListResolvers),
      feature(inThisFolder('power-use/power-use.graphql'), powerUseResolvers),
      feature(inThisFolder('street-body/street-body.graphql'), streetBodyResolvers),
      feature(inThisFolder('responsibility-area/responsibility-area.graphql'), responsibilityAreaResolvers),
      feature(inThisFolder('committee/committee.graphql'), committeeResolvers),
      feature(inThisFolder('grouping/grouping.graphql'), groupingResolvers),
      feature(
        inThisFolder('organisation-template/organisation-template.graphql'),
        organisationTemplateResolvers,
      ),
      feature(inThisFolder('publication/publication.graphql'), publicationResolvers),
      feature(inThisFolder('readiness/readiness.graphql'), readinessResolvers),
    ],
    policy,
  );
