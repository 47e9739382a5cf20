import { loadOnce } from '@jinlin/service';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { codes: ['510522', '350322'] }), () => {});
}, 60_000);

test('Hejiang and Xianyou tell how some heads of buildings and units came to their posts (H29, X6)', async () => {
  const { county } = await ask(db, '{ county: areaByCode(code: "510522") { id } }');
  const actor = anActor('ORGANISER', { areaId: county.id });

  const { buildings, units, failed, underWay, one } = await ask(db, TOLD, {}, { actor });

  expect(buildings.totalCount).toBeGreaterThan(40);
  expect(units.totalCount).toBeGreaterThan(5);
  expect(failed.totalCount).toBeGreaterThan(0);
  expect(underWay.totalCount).toBeGreaterThan(0);
  expect(one.nodes[0].elected.person.id).toBe(one.nodes[0].appointment.person.id);
  expect(one.nodes[0].history).toHaveLength(5);
});

const TOLD = /* GraphQL */ `
  {
    buildings: selections(first: 1, where: { withinCode: "510522", post: "BUILDING_HEAD", state: APPOINTED }) { totalCount }
    units: selections(first: 1, where: { withinCode: "350322", post: "UNIT_HEAD", state: APPOINTED }) { totalCount }
    failed: selections(first: 1, where: { state: FAILED }) { totalCount }
    underWay: selections(first: 1, where: { isUnderWay: true }) { totalCount }
    one: selections(first: 1, where: { withinCode: "510522", state: APPOINTED }) {
      nodes { elected { person { id } } appointment { person { id } } history { action } }
    }
  }
`;
