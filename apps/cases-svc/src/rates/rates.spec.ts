import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase, withReach } from '@jinlin/testing';
import type { Case } from '../case/case.entity';
import { CaseExclusion } from '../exclusion/exclusion.entity';
import { tables } from '../tables';
import { aCase, anArea, ask, aUnit } from '../testing';
import { type RateCounts, ranked, ratesOf } from './rates';

const db = testDatabase(tables);

const at = (day: number, hour = 10) => new Date(Date.UTC(2026, 9, day, hour));
const OCTOBER = { from: '2026-10-01T00:00:00+08:00', before: '2026-11-01T00:00:00+08:00' };

/** A case of October that was handled in time and praised; a test spells out what was otherwise. */
const handled = (given: Partial<Case>) =>
  aCase(db, {
    state: 'VISITED',
    reporterPhoneHash: Buffer.from(randomUUID()),
    dispatchedAt: at(8),
    contactDueAt: at(9),
    firstContactAt: at(8, 12),
    dueAt: at(15),
    handledAt: at(10),
    visitedAt: at(12),
    outcome: 'RESOLVED',
    wasContacted: true,
    wasSolved: true,
    satisfaction: 'SATISFIED',
    ...given,
  });

/** A street with ten cases: one unsolved and dissatisfied, one late, one left out, one never spoken with. */
async function aStreet() {
  const county = await anArea(db, { level: 'COUNTY', code: '510522', path: `/${randomUUID().slice(0, 8)}/` });
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001', path: `${county.path}s/` });
  const unit = await aUnit(db, { areaId: county.id });
  const here = { areaId: street.id, areaPath: street.path, responsibleUnitId: unit.id, deskUnitId: unit.id };
  await handled({ ...here, wasSolved: false, satisfaction: 'DISSATISFIED', reopenCount: 1 });
  await handled({ ...here, handledAt: at(16), visitedAt: at(17), satisfaction: 'BASICALLY_SATISFIED' });
  const leftOut = await handled({ ...here, wasSolved: false, satisfaction: 'DISSATISFIED' });
  await withReach(db, (tx) =>
    tx.save(CaseExclusion, {
      caseId: leftOut.id,
      localityCode: '510522',
      state: 'GRANTED',
      kind: 'IN_COURT',
      evidence: '立案通知',
      ruleVersion: '510522/threeRates/1',
      proposedAt: at(13),
      decidedAt: at(14),
    } as CaseExclusion),
  );
  await handled({ ...here, firstContactAt: null, returnCount: 1 });
  for (let i = 0; i < 6; i++) await handled(here);
  return { county, street, unit, here, leader: anActor('LEADER', { areaId: county.id }) };
}

const ofArea = async (id: string, actor: ReturnType<typeof anActor>, period: object = OCTOBER) =>
  (await ask(db, OF_AREA, { areas: [{ __typename: 'Area', id }], ...period }, { actor }))._entities[0]
    .caseRates;

describe('the three rates of an area', () => {
  it('are counted from its cases, without those left out by approval (IND-1 to IND-5)', async () => {
    const { county, leader } = await aStreet();

    expect(await ofArea(county.id, leader)).toEqual({
      response: { counted: 9, outOf: 10, percent: 90 },
      resolution: { counted: 8, outOf: 9, percent: 88.9 },
      satisfaction: { counted: 7, outOf: 9, percent: 77.8 },
      composite: 84,
      weights: { response: 10, resolution: 45, satisfaction: 45 },
      ruleVersion: '510522/threeRates/1',
      excluded: 1,
      handling: {
        dispatched: 10,
        onTime: 9,
        late: 1,
        unfinished: 0,
        onTimeRate: { percent: 90 },
        dissatisfiedRate: { counted: 1, outOf: 9 },
        firstTimeRate: { counted: 8, outOf: 9 },
        returnRate: { percent: 10 },
        repeatRate: { counted: 0, outOf: 10 },
        meanHandlingHours: 62.4,
      },
    });
  });

  it('tell nothing of a period in which nothing was, rather than zero', async () => {
    const { county, leader } = await aStreet();
    const july = { from: '2026-07-01T00:00:00+08:00', before: '2026-08-01T00:00:00+08:00' };

    expect(await ofArea(county.id, leader, july)).toMatchObject({
      response: { outOf: 0, percent: null },
      composite: null,
    });
    await expect(ofArea(county.id, leader, { from: OCTOBER.before, before: OCTOBER.from })).rejects.toThrow(
      'A period ends after it begins.',
    );
  });

  it('count who asked for the same again', async () => {
    const { county, here, leader } = await aStreet();
    const caller = { ...here, reporterPhoneHash: Buffer.from(randomUUID()) };
    await handled({ ...caller, openedAt: at(1) });
    await handled({ ...caller, openedAt: at(20) });

    expect(await ofArea(county.id, leader)).toMatchObject({
      handling: { repeatRate: { counted: 1, outOf: 12 } },
    });
  });

  it('are not told of what lies out of reach: a rate never comes from not being allowed to look', async () => {
    const { county, street, unit } = await aStreet();
    const commander = anActor('STREET_COMMANDER', { areaId: street.id });
    const ofUnit = async (actor: ReturnType<typeof anActor>) =>
      (await ask(db, OF_UNIT, { units: [{ __typename: 'Unit', id: unit.id }], ...OCTOBER }, { actor }))
        ._entities[0].caseRates;

    expect(await ofArea(county.id, commander)).toBeNull();
    expect(await ofArea(street.id, commander)).toMatchObject({ composite: 84 });
    expect(await ofUnit(anActor('DEPARTMENT_CLERK', { unitId: unit.id }))).toMatchObject({ composite: 84 });
    expect(await ofUnit(anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }))).toBeNull();
  });

  it('cost as many statements for a hundred areas as for one', async () => {
    const { county, street, leader } = await aStreet();
    const cost = async (ids: string[]) => {
      const areas = ids.map((id) => ({ __typename: 'Area', id }));
      return (await countStatements(() => ask(db, OF_AREA, { areas, ...OCTOBER }, { actor: leader })))
        .statements.length;
    };
    await cost([county.id]);

    expect(await cost(Array.from({ length: 100 }, (_, i) => [county.id, street.id][i % 2]!))).toBe(
      await cost([county.id, street.id]),
    );
  });
});

test('units and streets are ranked by their composite', async () => {
  const { county, here, unit, leader } = await aStreet();
  const better = await aUnit(db, { areaId: county.id });
  await handled({ ...here, responsibleUnitId: better.id, deskUnitId: better.id });
  const rank = async (of: string) =>
    (await ask(db, RANKING, { of, ...OCTOBER, code: county.code }, { actor: leader })).caseRanking;
  await db.query('update area set valid_to = $1 where code = $2 and id <> $3', [
    '2026-01-01',
    county.code,
    county.id,
  ]);

  expect(await rank('UNITS')).toEqual({
    ruleVersion: '510522/threeRates/1',
    places: [
      { rank: 1, unit: { id: better.id }, area: null, tie: null, rates: { composite: 100 } },
      { rank: 2, unit: { id: unit.id }, area: null, tie: null, rates: { composite: 84 } },
    ],
  });
  expect((await rank('TOWNSHIPS')).places).toMatchObject([{ rank: 1, area: { id: here.areaId } }]);
  const outside = anActor('STREET_COMMANDER', { areaId: here.areaId });
  expect(
    (await ask(db, RANKING, { of: 'UNITS', ...OCTOBER, code: county.code }, { actor: outside })).caseRanking,
  ).toBeNull();
});

describe('a tie', () => {
  const rule = {
    weights: { response: 20, resolution: 40, satisfaction: 40 },
    countsAsSatisfied: ['SATISFIED'],
    decimals: 1,
    ruleVersion: 'x/threeRates/1',
  };
  const period = { from: NOW, before: NOW };
  const place = (name: string, solved: number, satisfied: number) => {
    const counts = { ...NOTHING, contactDue: 10, contactedInTime: 10, visited: 10, solved };
    return { name, rates: ratesOf({ ...counts, bySatisfaction: { SATISFIED: satisfied } }, rule, period) };
  };

  it('is broken by the resolution rate, and says so', () => {
    const [first, second] = ranked([place('乙', 8, 9), place('甲', 9, 8)]);

    expect([first!.name, second!.name]).toEqual(['甲', '乙']);
    expect(first!.tie!.en).toBe('Composite 88 is shared; the resolution rate decided.');
  });

  it('that nothing breaks is a shared rank, and the next is skipped', () => {
    const places = ranked([place('甲', 9, 9), place('乙', 9, 9), place('丙', 5, 5)]);

    expect(places.map(({ rank }) => rank)).toEqual([1, 1, 3]);
    expect(places[0]!.tie!.zh).toContain('名次并列');
    expect(places[2]!.tie).toBeNull();
  });

  it('is no tie with somebody of whom nothing can be counted: they are not ranked', () => {
    expect(ranked([{ name: '丁', rates: ratesOf(NOTHING, rule, period) }])).toEqual([]);
  });
});

test('a score stays under the rule of its period, whatever rule comes after', () => {
  const counts = {
    ...NOTHING,
    contactDue: 10,
    contactedInTime: 10,
    visited: 10,
    solved: 5,
    bySatisfaction: {},
  };
  const weighed = (response: number, version: number) =>
    ratesOf(
      counts,
      {
        weights: { response, resolution: 100 - response, satisfaction: 0 },
        countsAsSatisfied: ['SATISFIED'],
        decimals: 1,
        ruleVersion: `x/threeRates/${version}`,
      },
      { from: NOW, before: NOW },
    );

  expect(weighed(20, 1)).toMatchObject({ composite: 60, ruleVersion: 'x/threeRates/1' });
  expect(weighed(50, 2)).toMatchObject({ composite: 75, ruleVersion: 'x/threeRates/2' });
});

const NOTHING: RateCounts = {
  contactDue: 0,
  contactedInTime: 0,
  visited: 0,
  solved: 0,
  bySatisfaction: {},
  visitedOnce: 0,
  excluded: 0,
  dispatched: 0,
  onTime: 0,
  late: 0,
  returned: 0,
  known: 0,
  repeated: 0,
  hours: null,
};

const RATES = `
  response { counted outOf percent }
  resolution { counted outOf percent }
  satisfaction { counted outOf percent }
  composite
  weights { response resolution satisfaction }
  ruleVersion
  excluded
  handling {
    dispatched onTime late unfinished
    onTimeRate { percent }
    dissatisfiedRate { counted outOf }
    firstTimeRate { counted outOf }
    returnRate { percent }
    repeatRate { counted outOf }
    meanHandlingHours
  }
`;
const OF_AREA = `query ($areas: [_Any!]!, $from: DateTime!, $before: DateTime!) {
  _entities(representations: $areas) { ... on Area { caseRates(from: $from, before: $before) { ${RATES} } } }
}`;
const OF_UNIT = `query ($units: [_Any!]!, $from: DateTime!, $before: DateTime!) {
  _entities(representations: $units) { ... on Unit { caseRates(from: $from, before: $before) { composite } } }
}`;
const RANKING = `query ($code: AreaCode!, $of: RankingOf!, $from: DateTime!, $before: DateTime!) {
  caseRanking(areaCode: $code, of: $of, from: $from, before: $before) {
    ruleVersion places { rank area { id } unit { id } tie rates { composite } }
  }
}`;
