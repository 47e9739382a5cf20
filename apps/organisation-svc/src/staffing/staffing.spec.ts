import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPerson, ask, run } from '../testing';

const db = testDatabase(tables);

const staff = async (area: Parameters<typeof anAppointment>[1], post: string, count: number) => {
  const { id: personId } = await aPerson(db, area);
  await anAppointment(db, area, { post, personId });
  for (let more = 1; more < count; more++) await anAppointment(db, area, { post });
};

test('an area has so many community workers for its residents, beside how many it should have (S16, S26)', async () => {
  const { street } = await aCounty(db);
  const community = await anArea(db, { registeredPopulation: 5000 }, street);
  await staff(community, 'COMMUNITY_WORKER', 9);

  const { area } = await ask(db, STAFFING, { id: street.id });

  expect(area.staffing).toMatchObject({
    communityWorkers: 9,
    urbanResidents: 5000,
    workersPer10kResidents: 18,
    workersWantedPer10k: 18,
    hasWorkersWanted: true,
    ruleVersion: '510522/thresholds/1',
  });
});

test('a street should have fifty staff; how many streets have is counted from their posts (S16)', async () => {
  const { county, street } = await aCounty(db);
  const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
  await staff(street, 'STREET_STAFF', 50);
  await staff(other, 'STREET_STAFF', 47);

  const { area } = await ask(db, STAFFING, { id: county.id });

  expect(area.staffing).toMatchObject({
    streetStaff: 97,
    streets: 2,
    streetsFullyStaffed: 1,
    staffWantedPerStreet: 50,
  });
  expect(area.streets).toEqual({
    totalCount: 1,
    missingCount: 3,
    nodes: [{ area: { name: '临港街道' }, people: 47, wanted: 50 }],
  });
});

test('staff of a day past is who served then, by the boundaries of that day or of today (S16)', async () => {
  const { county, street, organiser } = await aCounty(db);
  const other = await anArea(db, { level: 'TOWNSHIP', name: '临港街道' }, county);
  const community = await anArea(db, { registeredPopulation: 5000 }, street);
  await staff(community, 'COMMUNITY_WORKER', 2);
  await anAppointment(db, community, {
    post: 'COMMUNITY_WORKER',
    state: 'ENDED',
    fromOn: '2022-01-01',
    toOn: '2024-01-01',
  });
  const move = { id: community.id, parentId: other.id, on: '2026-11-01' };
  await run(db, 'moveArea', move, { actor: organiser });
  const workers = async (area: { id: string }, asOf: string, boundaries: string) =>
    (await ask(db, STAFFING_THEN, { id: area.id, asOf, boundaries })).area.staffing.communityWorkers;

  expect(await workers(street, '2023-06-01', 'THEN')).toBe(3);
  expect(await workers(other, '2023-06-01', 'TODAY')).toBe(3);
  expect(await workers(street, '2026-06-01', 'TODAY')).toBe(0);
  expect(await workers(street, '2026-06-01', 'THEN')).toBe(2);
});

const STAFFING_THEN = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate, $boundaries: Boundaries!) {
    area(id: $id, asOf: $asOf) { staffing(boundaries: $boundaries) { communityWorkers } }
  }
`;

test('the communities that want workers are named, whole people each (S16)', async () => {
  const { street } = await aCounty(db);
  await staff(await anArea(db, { registeredPopulation: 1000 }, street), 'COMMUNITY_WORKER', 2);
  const short = await anArea(db, { registeredPopulation: 1001, name: '荔枝社区' }, street);
  await staff(short, 'COMMUNITY_WORKER', 1);
  await anArea(db, { registeredPopulation: 5000, urban: false }, street);

  const { area } = await ask(db, STAFFING, { id: street.id });

  expect(area.communities).toEqual({
    totalCount: 1,
    missingCount: 1,
    nodes: [{ area: { name: '荔枝社区' }, people: 1, wanted: 2 }],
  });
});

test('the staff of twenty areas is read in as many statements as that of one', async () => {
  const { county } = await aCounty(db);
  const refs = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { id } = await anArea(db, { level: 'TOWNSHIP' }, county);
      return { __typename: 'Area', id };
    }),
  );

  const one = await countStatements(() => ask(db, OF_MANY, { refs: refs.slice(0, 1) }));
  const twenty = await countStatements(() => ask(db, OF_MANY, { refs }));

  expect(twenty.statements.length).toBe(one.statements.length);
});

const STAFFING = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) {
      staffing {
        communityWorkers urbanResidents workersPer10kResidents workersWantedPer10k hasWorkersWanted
        streetStaff streets streetsFullyStaffed staffWantedPerStreet ruleVersion
      }
      streets: understaffed(level: STREET, first: 5) {
        totalCount missingCount nodes { area { name } people wanted }
      }
      communities: understaffed(level: COMMUNITY, first: 5) {
        totalCount missingCount nodes { area { name } people wanted }
      }
    }
  }
`;
const OF_MANY = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Area { staffing { streetStaff } understaffed(level: STREET, first: 3) { nodes { people } } }
    }
  }
`;
