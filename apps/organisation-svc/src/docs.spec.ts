import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { agreementStates, commitmentStates } from './agreement/agreement.states';
import { allianceMembershipStates, allianceStates } from './alliance/alliance.states';
import { appointmentStates } from './appointment/appointment.states';
import { areaStates } from './area/area.states';
import { brandStates } from './brand/brand.states';
import { committeeStates } from './committee/committee.states';
import { communityEnterpriseStates } from './community-enterprise/community-enterprise.states';
import { communityIncomeStates } from './community-income/community-income.states';
import { communityWorkerStates } from './community-worker/community-worker.states';
import {
  deploymentCallStates,
  deploymentShiftStates,
  deploymentStates,
  rosterSheetStates,
} from './deployment/deployment.states';
import { cataloguedDutyStates, dutyFulfilmentStates, supervisionItemStates } from './duty/duty.states';
import { emergencyPeriodStates } from './emergency/emergency.states';
import {
  assessmentItemStates,
  entryRequestStates,
  issuedEntryListStates,
  sentDownMatterStates,
} from './entry-list/entry-list.states';
import {
  annualAssessmentStates,
  evaluationRoundStates,
  evaluationSheetStates,
} from './evaluation/evaluation.states';
import { financeDisclosureStates } from './finance-disclosure/finance-disclosure.states';
import { matchingStates, portfolioStates } from './first-secretary/matching.states';
import { gridPlacementStates } from './grid-placement/grid-placement.states';
import { tagStates } from './grouping/tag.states';
import { honourStates } from './honour/honour.states';
import { houseCodeStates } from './house-code/house-code.states';
import { attendanceSheetStates, jointActivityStates } from './joint-activity/joint-activity.states';
import { livingRoomStates } from './living-room/living-room.states';
import { noticeStates } from './notice/notice.states';
import { allocationStates, pairingStates } from './pairing/pairing.states';
import { partyOrganisationStates } from './party-organisation/party-organisation.states';
import { planItemStates } from './plan-item/plan-item.states';
import { policyDocumentStates } from './policy-document/policy-document.states';
import { powerListStates } from './power-list/power-list.states';
import { powerUseStates } from './power-use/power-use.states';
import { publicationStates } from './publication/publication.states';
import { registrationStates } from './registration/registration.states';
import { serviceReportStates } from './report/report.states';
import { residentRegistrationStates } from './resident-registration/resident-registration.states';
import { responsibilityAreaStates } from './responsibility-area/responsibility-area.states';
import { selectionStates } from './selection/selection.states';
import { serviceClaimStates, serviceItemStates } from './service-item/service-item.states';
import { streetBodyStates } from './street-body/street-body.states';
import { schema } from './testing';
import { trainingCourseStates } from './training/training.states';
import { twoWayOrderStates } from './two-way-order/two-way-order.states';
import { unitStates } from './unit/unit.states';
import { unitLinkStates } from './unit-link/unit-link.states';

const docs = readFileSync(join(__dirname, '../../../docs/domain/organisation.md'), 'utf8');

test.each([
  ['an area', areaStates],
  ['a unit', unitStates],
  ['a Party organisation', partyOrganisationStates],
  ['an appointment', appointmentStates],
  ['a linked unit', unitLinkStates],
  ['an alliance', allianceStates],
  ['a membership of an alliance', allianceMembershipStates],
  ['an agreement', agreementStates],
  ['a commitment', commitmentStates],
  ['a two-way order', twoWayOrderStates],
  ['an activity', jointActivityStates],
  ['an attendance sheet', attendanceSheetStates],
  ['a brand', brandStates],
  ['a unit in a grid', gridPlacementStates],
  ['a publication', publicationStates],
  ['a policy document', policyDocumentStates],
  ['how a first secretary is found', matchingStates],
  ['a portfolio', portfolioStates],
  ['an entry of a duty log', dutyFulfilmentStates],
  ['a supervision item', supervisionItemStates],
  ['a duty of the catalogue', cataloguedDutyStates],
  ['a registration', registrationStates],
  ['an allocation', allocationStates],
  ['a pairing', pairingStates],
  ['a service item', serviceItemStates],
  ['a claim', serviceClaimStates],
  ['a report', serviceReportStates],
  ['an item of a plan', planItemStates],
  ['a community worker', communityWorkerStates],
  ['a round of evaluation', evaluationRoundStates],
  ['an annual assessment', annualAssessmentStates],
  ['an evaluation sheet', evaluationSheetStates],
  ['an honour', honourStates],
  ['a course', trainingCourseStates],
  ['a selection', selectionStates],
  ['an emergency', emergencyPeriodStates],
  ['a notice', noticeStates],
  ['an issued entry list', issuedEntryListStates],
  ['a matter sent down', sentDownMatterStates],
  ['a request for entry', entryRequestStates],
  ['an assessment item', assessmentItemStates],
  ['an entry of an income ledger', communityIncomeStates],
  ['an enterprise of a community', communityEnterpriseStates],
  ['a disclosure', financeDisclosureStates],
  ['a call to the front line', deploymentCallStates],
  ['a deployment', deploymentStates],
  ['a shift', deploymentShiftStates],
  ['a roster sheet', rosterSheetStates],
  ['a responsibility area', responsibilityAreaStates],
  ['a list of powers', powerListStates],
  ['a use of a power', powerUseStates],
  ['an institution of a street', streetBodyStates],
  ['a committee', committeeStates],
  ['a tag', tagStates],
  ['a house code', houseCodeStates],
  ['a registration by house code', residentRegistrationStates],
  ['a living room', livingRoomStates],
])('the docs show the life of %s as it is', (_, states) => {
  expect(docs).toContain(states.diagram());
});

test('every query in the docs can be asked', () => {
  const queries = [...docs.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query);

  expect(queries.length).toBeGreaterThan(0);
  expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
});
