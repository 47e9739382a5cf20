import { loadOnce } from '@jinlin/service';
import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask, seal } from '../testing';
import { load } from './load';

const db = testDatabase(tables);

beforeAll(async () => {
  await loadOnce(db, load(seal, { codes: ['350100', '350322', '510522'] }), () => {});
}, 60_000);

const leaderOf = async (code: string) => {
  const [{ id }] = await db.query('select id from area where code = $1 and valid_to is null', [code]);
  return anActor('LEADER', { areaId: id });
};

test('the 78 linked units of Hejiang have their scores of 2022, each explained to its sheets (H12, H21)', async () => {
  const { annualAssessments } = await ask(
    db,
    `{ annualAssessments(first: 100, where: { withinCode: "510522", year: 2022 }) {
      totalCount
      nodes {
        state composite
        lines { points voices sheets { score } }
        serviceEvaluations(first: 1) { totalCount }
      }
    } }`,
    {},
    { actor: await leaderOf('510522') },
  );

  expect(annualAssessments.totalCount).toBe(78);
  for (const { state, composite, lines, serviceEvaluations } of annualAssessments.nodes) {
    expect(state).toBe('ASSESSED');
    const points = lines.reduce((sum: number, line: { points: number }) => sum + line.points, 0);
    expect(points).toBeCloseTo(composite, 1);
    expect(lines.at(-1).voices).toBe(serviceEvaluations.totalCount);
    expect(lines.at(-1).voices).toBeGreaterThan(0);
    expect(lines.slice(0, -1).every(({ sheets }: { sheets: unknown[] }) => sheets.length === 1)).toBe(true);
  }
});

test('a round of this year waits for its sheets in Hejiang (H12)', async () => {
  const { evaluationRounds } = await ask(
    db,
    `{ evaluationRounds(first: 1, where: { withinCode: "510522", year: 2026 }) {
      nodes { state assessments(first: 1) { totalCount } missingSheets(first: 1) { totalCount } }
    } }`,
    {},
    { actor: await leaderOf('510522') },
  );

  expect(evaluationRounds.nodes).toEqual([
    { state: 'OPEN', assessments: { totalCount: 78 }, missingSheets: { totalCount: 702 } },
  ]);
});

test('蒲山村 has stars in five fields (X7), the communities of 鼓楼区 answers to three hows (F1)', async () => {
  const { village, district } = await ask(
    db,
    `{
      village: areaByCode(code: "350322108204") {
        annualAssessments(first: 1) { nodes { result domainScores { domain onScale } } }
      }
      district: areaByCode(code: "350102") { outcomeScores(year: 2022) { outcome score assessments } }
    }`,
  );

  const [{ domainScores }] = village.annualAssessments.nodes;
  expect(domainScores).toHaveLength(5);
  for (const { onScale } of domainScores) expect(onScale).toBeGreaterThan(3.5);
  expect(district.outcomeScores.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    'CONVENIENCE',
    'SAFETY',
    'VOICE',
  ]);
});

test('ten secretaries of Fuzhou were candidates of the province in 2021, 35 % of those recommended (F20)', async () => {
  const { secretaries, all, areaByCode } = await ask(
    db,
    `{
      secretaries: honours(first: 1, where: { withinCode: "350100", year: 2021, level: PROVINCE, post: "COMMUNITY_SECRETARY", state: CANDIDATE }) { totalCount }
      all: honours(first: 1, where: { withinCode: "350100", year: 2021, level: PROVINCE }) { totalCount }
      areaByCode(code: "350100") { trainingCoverage(post: "COMMUNITY_SECRETARY", year: 2021) { people trained rate } }
    }`,
    {},
    { actor: await leaderOf('350100') },
  );

  expect(secretaries.totalCount).toBe(10);
  expect(Math.round((secretaries.totalCount / all.totalCount) * 20) * 5).toBe(35);
  expect(areaByCode.trainingCoverage.rate).toBeGreaterThan(98);
});
