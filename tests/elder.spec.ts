import { randomUUID } from 'node:crypto';
import { idOf } from '@jinlin/localities';
import { anActor } from '@jinlin/testing';
import { tickVisits } from 'services-svc/src/visit-watch/visit-watch.clock';
import { itIs } from './days';
import { wholeGraph } from './graph';

const graph = wholeGraph(['350322']);
afterEach(() => jest.useRealTimers());

// A village where nobody is on the books before the story begins.
const areaId = idOf('area', '350322203203');
const clerk = anActor('COMMUNITY_CLERK', { areaId });
const visitor = anActor('GRID_WORKER', { areaId });

/** The village's clerk does something, and is not refused. */
async function does(name: string, input: object, seen: string) {
  const answer = await graph.act(name, input, clerk, `... on ${seen} ... on Refusal { message }`);
  if (answer.message) throw new Error(`${name}: ${answer.message}`);
  return answer;
}

/** What the village's clerk is shown. */
async function sees(query: string, variables: object = {}) {
  const { data, errors } = await graph.ask(query, { ...variables }, clerk);
  if (errors) throw new Error(errors[0]!.message);
  return data;
}

test('somebody old who lives alone: visited, missed, reached, fed, taken care of and kept company (S23)', async () => {
  itIs('2026-11-23', '09:00');
  const elder = await isRegistered('郑安宁', ['LIVING_ALONE', 'DISABLED_BY_AGE']);
  expect(elder).toMatchObject({ riskTier: 'HIGH', nextVisitDueOn: '2026-11-30' });
  const round = await does(
    'planVisitRound',
    { areaId, day: '2026-11-24' },
    'VisitRound { stops { id elder { maskedName } } }',
  );
  expect(round.stops).toMatchObject([{ elder: { maskedName: '郑**' } }]);

  // A phone without a connection keeps what it saw, and sends it twice.
  itIs('2026-11-24', '18:00');
  const seenByNobody = {
    clientKey: randomUUID(),
    elderId: elder.id,
    plannedVisitId: round.stops[0].id,
    kind: 'DOOR',
    outcome: 'NOT_REACHED',
    visitedAt: '2026-11-24T10:00:00+08:00',
  };
  const [once, again] = [await isSent(seenByNobody), await isSent(seenByNobody)];
  expect(again).toEqual(once);
  expect((await sees(PROFILE, elder)).elderProfile).toEqual({
    nextVisitDueOn: '2026-11-30',
    recentVisits: [
      {
        outcome: 'NOT_REACHED',
        plannedVisit: { state: 'NOT_REACHED' },
        followUp: { need: 'CONTACT', state: 'OPEN' },
      },
    ],
  });

  // Nobody comes in the week that the tier allows; the clock tells of it.
  itIs('2026-12-01', '00:30');
  await tickVisits(graph.databases.services, new Date());
  expect(await alerts('OPEN')).toEqual([{ kind: 'ROUND', elder: { id: elder.id } }]);

  itIs('2026-12-01', '10:00');
  const reached = {
    clientKey: randomUUID(),
    elderId: elder.id,
    kind: 'DOOR',
    outcome: 'DONE',
    visitedAt: '2026-12-01T09:00:00+08:00',
    need: 'MEALS',
    note: '想吃热饭',
  };
  await isSent(reached);
  expect(await alerts('OPEN')).toEqual([]);
  expect(await alerts('ANSWERED')).toHaveLength(1);

  // What was found to be needed stands on the list of demands, in the service next door, as a draft that names nobody.
  await graph.follow();
  const { visitFollowUps } = await sees(FOLLOW_UPS, elder);
  expect(visitFollowUps.nodes).toEqual([
    { need: 'MEALS', state: 'OPEN', demand: { title: '老人助餐', state: 'DRAFT', requester: null } },
    { need: 'CONTACT', state: 'CLOSED', demand: null },
  ]);
  await eats(elder.id);
  await isCaredFor(elder.id);
  await isKeptCompany();
});

async function isRegistered(name: string, groups: string[]) {
  const { id, riskTier, nextVisitDueOn } = await does(
    'registerElder',
    { areaId, name, birthDate: '1943-05-01', groups },
    'ElderProfile { id riskTier nextVisitDueOn }',
  );
  return { id, riskTier, nextVisitDueOn };
}

/** A phone sends one visit that it kept; answers with what was recorded. */
async function isSent(visit: object) {
  const { data, errors } = await graph.ask(SEND_VISITS, { input: { visits: [visit] } }, visitor);
  if (errors) throw new Error(errors[0]!.message);
  expect(data.recordElderVisits.answers).toEqual([{ id: expect.any(String) }]);
  return data.recordElderVisits.answers[0].id;
}

const alerts = async (state: string) => (await sees(ALERTS, { areaId, state })).visitAlerts.nodes;

async function isOpened(kind: string, name: string) {
  const { id } = await does('registerSite', { areaId, kind, name }, 'ServiceSite { id }');
  await does('openSite', { id }, 'ServiceSite { id }');
  return id;
}

/** Lunch is booked, eaten and settled: ten yuan, of which the locality pays three to who is 83 (F13). */
async function eats(elderId: string) {
  const canteenId = await isOpened('ELDER_CANTEEN', '书峰村长者食堂');
  const lunch = {
    canteenId,
    day: '2026-12-02',
    sitting: 'LUNCH',
    dishes: ['豆腐汤', '卤面'],
    seats: 20,
    bookingClosesAt: '2026-12-02T08:00:00+08:00',
  };
  const meal = await does('publishMeal', lunch, 'Meal { id }');
  const booking = await does('bookMeal', { mealId: meal.id, elderId }, 'MealBooking { id toPay }');
  expect(booking.toPay).toBe(700);

  itIs('2026-12-02', '13:00');
  await does('serveMeal', { id: booking.id }, 'MealBooking { id }');
  expect(
    await does(
      'settleCanteenDay',
      { canteenId, day: '2026-12-02' },
      'CanteenSettlement { served price subsidy toPay }',
    ),
  ).toMatchObject({ served: 1, price: 1000, subsidy: 300, toPay: 700 });
}

/** The one place in day care is taken; whoever waits knows why, and has it when it is free (D24). */
async function isCaredFor(elderId: string) {
  const siteId = await isOpened('DAY_CARE', '书峰村日间照料中心');
  await does('recordSiteCapacity', { id: siteId, unit: 'PLACE', amount: 1 }, 'ServiceSite { id }');
  const neighbour = await isRegistered('林福', []);
  const taken = await does(
    'applyForDayCare',
    { siteId, elderId: neighbour.id },
    'DayCareEnrolment { id state }',
  );
  await does('acceptDayCarePlace', { id: taken.id }, 'DayCareEnrolment { id }');

  const waiting = await does(
    'applyForDayCare',
    { siteId, elderId },
    'DayCareEnrolment { id state line { place length ahead { count } } }',
  );
  expect(waiting).toMatchObject({ state: 'WAITING', line: { place: 1, length: 1, ahead: [] } });
  await does('endDayCare', { id: taken.id, reason: '随子女迁居' }, 'DayCareEnrolment { id }');
  await does('acceptDayCarePlace', { id: waiting.id }, 'DayCareEnrolment { id }');

  const came = { id: waiting.id, day: '2026-12-02', attended: true };
  const stay = await does(
    'recordDayCareAttendance',
    came,
    'DayCareEnrolment { state attendance { day attended } }',
  );
  expect(stay).toMatchObject({ state: 'ENROLLED', attendance: [{ day: '2026-12-02', attended: true }] });
}

/** A volunteer's two hours are twenty points, which buy what the village has in stock (X14). */
async function isKeptCompany() {
  const founded = { areaId, name: '书峰村敬老队', foundedOn: '2026-12-01' };
  const team = await does('foundVolunteerTeam', founded, 'VolunteerTeam { id }');
  await does('recruitVolunteers', { id: team.id, wanted: 5, call: '陪老人说说话' }, 'VolunteerTeam { id }');
  const volunteer = await does('applyToVolunteer', { teamId: team.id, name: '陈青' }, 'Volunteer { id }');
  await does('admitVolunteer', { id: volunteer.id }, 'Volunteer { id }');
  const hours = { startsAt: '2026-12-02T14:00:00+08:00', endsAt: '2026-12-02T16:00:00+08:00' };
  const activity = await does(
    'planVolunteerActivity',
    { teamId: team.id, title: '陪伴独居老人', kind: 'CARE', ...hours },
    'VolunteerActivity { id }',
  );
  const part = await does(
    'signUpForActivity',
    { activityId: activity.id, volunteerId: volunteer.id },
    'ActivityParticipation { id }',
  );

  itIs('2026-12-02', '17:00');
  await does('holdVolunteerActivity', { id: activity.id, audience: 1 }, 'VolunteerActivity { id }');
  await does('recordVolunteerHours', { id: part.id, minutes: 120 }, 'ActivityParticipation { id }');
  const goods = await does(
    'offerPointsGoods',
    { areaId, name: '洗衣液', price: 15, stock: 1 },
    'PointsGoods { id }',
  );
  const redeemed = await does(
    'redeemPoints',
    { volunteerId: volunteer.id, goodsId: goods.id },
    'PointsBooking { points goods { stock } volunteer { points { earned balance } } }',
  );
  expect(redeemed).toMatchObject({
    points: 15,
    goods: { stock: 0 },
    volunteer: { points: { earned: 20, balance: 5 } },
  });
}

const SEND_VISITS = /* GraphQL */ `
  mutation ($input: RecordElderVisitsInput!) {
    recordElderVisits(input: $input) {
      ... on ElderVisitAnswers { answers { ... on ElderVisit { id } ... on Refusal { message } } }
      ... on Refusal { message }
    }
  }
`;

const PROFILE = /* GraphQL */ `
  query ($id: ID!) {
    elderProfile(id: $id) {
      nextVisitDueOn
      recentVisits { outcome plannedVisit { state } followUp { need state } }
    }
  }
`;

const ALERTS = /* GraphQL */ `
  query ($areaId: ID!, $state: VisitAlertState!) {
    visitAlerts(first: 5, where: { areaId: $areaId, state: $state }) { nodes { kind elder { id } } }
  }
`;

const FOLLOW_UPS = /* GraphQL */ `
  query ($id: ID!) {
    visitFollowUps(first: 5, where: { elderId: $id }) {
      nodes { need state demand { title state requester { maskedName } } }
    }
  }
`;
