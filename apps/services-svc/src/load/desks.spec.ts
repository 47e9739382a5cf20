import { idOf } from '@jinlin/localities';
import { loadOnce } from '@jinlin/service';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, askArea, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { now: NOW, codes: ['522701', '350322', '510522'] }), () => undefined);
}, 120_000);

const 平桥 = idOf('area', '522701001003');
const clerk = anActor('COMMUNITY_CLERK', { areaId: 平桥 });

test.each(['522701001003', '350322104009'])(
  'the window of %s has applications in every state (D12, X10)',
  async (code) => {
    const areaId = idOf('area', code);
    const actor = anActor('COMMUNITY_CLERK', { areaId });

    const { serviceApplications, overdue, onBehalf } = await ask(db, APPLICATIONS, {}, { actor });
    const [{ windowWork }] = await askArea(db, [areaId], 'windowWork { received decided overdue }', {
      actor,
    });

    const states = serviceApplications.nodes.map(({ state }: { state: string }) => state);
    expect(new Set(states).size).toBe(8);
    expect(overdue.totalCount).toBe(1);
    expect(onBehalf.totalCount).toBeGreaterThan(0);
    expect(windowWork).toEqual({ received: 10, decided: 3, overdue: 1 });
  },
);

test('the night school of 思源社区 has taught, teaches, and takes enrolments (D20)', async () => {
  const { courses } = await ask(db, COURSES);

  expect(courses.nodes.map(({ state }: { state: string }) => state)).toEqual(['OPEN', 'OPEN', 'COMPLETED']);
  expect(courses.nodes[0].site.name).toMatch('农民夜校');
  expect(courses.personTimes).toBe(126);
});

test('who looks for work in 平桥 is shown what fits them (S20)', async () => {
  const { jobSeekers } = await ask(db, SEEKERS, {}, { actor: clerk });

  expect(jobSeekers.totalCount).toBe(7);
  for (const { matches } of jobSeekers.nodes) {
    expect(matches[0].score).toBeGreaterThan(40);
    expect(matches[0].score).toBeGreaterThanOrEqual(matches[1].score);
  }
});

test('care at home is ordered, served, accepted and paid under a contract', async () => {
  const { serviceContracts, serviceOrders } = await ask(db, CONTRACTS, {}, { actor: clerk });

  expect(serviceContracts).toMatchObject({ accepted: 18_000, paid: 18_000 });
  expect(serviceOrders.totalCount).toBe(6);
});

test('social organisations educate, mediate and advise in communities of Hejiang (H27)', async () => {
  const { socialServices } = await ask(db, SOCIAL);

  expect(socialServices.totalCount).toBeGreaterThan(10);
});

const APPLICATIONS = /* GraphQL */ `
  {
    serviceApplications(first: 20) { nodes { state } }
    overdue: serviceApplications(first: 1, where: { isOverdue: true }) { totalCount }
    onBehalf: serviceApplications(first: 1, where: { isOnBehalf: true }) { totalCount }
  }
`;
const COURSES = /* GraphQL */ `
  {
    courses(first: 9, where: { areaCode: "522701004012", programme: "NIGHT_SCHOOL" }) {
      personTimes
      nodes { state site { name } }
    }
  }
`;
const SEEKERS = /* GraphQL */ `
  {
    jobSeekers(first: 9, where: { areaCode: "522701001003", state: SEEKING }) {
      totalCount
      nodes { matches(first: 2) { score } }
    }
  }
`;
const CONTRACTS = /* GraphQL */ `
  {
    serviceContracts(first: 1, where: { areaCode: "522701001003", field: HOME_CARE }) { accepted paid }
    serviceOrders(first: 1) { totalCount }
  }
`;
const SOCIAL = '{ socialServices(first: 1, where: { areaCode: "510522" }) { totalCount } }';
