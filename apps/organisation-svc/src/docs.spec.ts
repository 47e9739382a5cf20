import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { agreementStates, commitmentStates } from './agreement/agreement.states';
import { allianceMembershipStates, allianceStates } from './alliance/alliance.states';
import { appointmentStates } from './appointment/appointment.states';
import { areaStates } from './area/area.states';
import { brandStates } from './brand/brand.states';
import { communityWorkerStates } from './community-worker/community-worker.states';
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
import { matchingStates, portfolioStates } from './first-secretary/matching.states';
import { gridPlacementStates } from './grid-placement/grid-placement.states';
import { honourStates } from './honour/honour.states';
import { attendanceSheetStates, jointActivityStates } from './joint-activity/joint-activity.states';
import { noticeStates } from './notice/notice.states';
import { allocationStates, pairingStates } from './pairing/pairing.states';
import { partyOrganisationStates } from './party-organisation/party-organisation.states';
import { planItemStates } from './plan-item/plan-item.states';
import { policyDocumentStates } from './policy-document/policy-document.states';
import { registrationStates } from './registration/registration.states';
import { serviceReportStates } from './report/report.states';
import { schema } from './schema';
import { selectionStates } from './selection/selection.states';
import { serviceClaimStates, serviceItemStates } from './service-item/service-item.states';
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
])('the docs show the life of %s as it is', (_, states) => {
  expect(docs).toContain(states.diagram());
});

test('every query in the docs can be asked', () => {
  const queries = [...docs.matchAll(/```graphql\n(.*?)```/gs)].map(([, query = '']) => query);

  expect(queries.length).toBeGreaterThan(0);
  expect(queries.flatMap((query) => validate(schema, parse(query)))).toEqual([]);
});
