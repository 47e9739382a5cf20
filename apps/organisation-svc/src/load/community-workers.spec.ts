import { loadOnce } from '@jinlin/service';
import { anActor, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { codes: ['210100', '350100', '510522'] }), () => {});
}, 60_000);

const figures: [figure: string, counted: number, code: string, query: string][] = [
  [
    'S.workerPay (S17, S26), in fen',
    595_000,
    '210100',
    'areaByCode(code: "210100") { workforce(asOf: "2022-08-18") { figure: meanMonthlyPay } }',
  ],
  [
    'F.careerMoves (F21)',
    14,
    '350100',
    'careerMoves(first: 1, where: { withinCode: "350100", kind: PUBLIC_INSTITUTION, from: "2021-01-01", to: "2021-12-31" }) { figure: totalCount }',
  ],
  [
    'the mean age of 兴隆社区 (H9)',
    40,
    '510522',
    'areaByCode(code: "510522002002") { workforce(asOf: "2022-07-21") { figure: meanAge } }',
  ],
  [
    'those of 兴隆社区 who finished college (H9), in percent',
    100,
    '510522',
    'areaByCode(code: "510522002002") { workforce(asOf: "2022-07-21") { figure: collegeRate } }',
  ],
];

test.each(figures)('%s is %i', async (_, counted, code, query) => {
  const [{ id }] = await db.query('select id from area where code = $1', [code]);
  const actor = anActor('LEADER', { areaId: id });

  const [answer] = Object.values<Record<string, unknown>>(await ask(db, `{ ${query} }`, {}, { actor }));

  expect(answer?.workforce ?? answer).toEqual({ figure: counted });
});

test('most of the 110 streets of Shenyang have their fifty staff, and the few that have not are named (S16)', async () => {
  const { areaByCode } = await ask(
    db,
    `{ areaByCode(code: "210100") {
      staffing { streetsFullyStaffed staffWantedPerStreet }
      understaffed(level: COMMUNITY, first: 1) { totalCount }
    } }`,
  );

  expect(areaByCode.staffing).toEqual({ streetsFullyStaffed: 108, staffWantedPerStreet: 50 });
  expect(areaByCode.understaffed.totalCount).toBeLessThan(10);
});

test('every worker who serves holds the post where they do', async () => {
  const [{ astray }] = await withReach(db, (tx) =>
    tx.query(`
      select count(*)::int as astray from community_worker w join appointment h on h.id = w.appointment_id
      where h.area_id <> w.area_id or h.person_id <> w.person_id or (h.state = 'SERVING') <> (w.state = 'SERVING')
    `),
  );

  expect(astray).toBe(0);
});
