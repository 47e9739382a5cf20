import { randomUUID } from 'node:crypto';
import { openReader, poolOf, scopedReader, statement } from '@jinlin/database';
import { type Asking, anActor, countStatements, testDatabase, withReach } from '@jinlin/testing';
import { aRegistration } from '../registration/registration.testing';
import { ServiceEvaluation } from '../report/report.entity';
import { tables } from '../tables';
import { anArea, ask, aUnit, aUnitLink, run } from '../testing';
import {
  aLinkedCommunity,
  aRound,
  domains,
  giveEverySheet,
  giveSheet,
  type LinkedCommunity,
  type OpenRound,
} from './evaluation.testing';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };

describe('a round of evaluation (H12)', () => {
  it('opens for every unit that served communities that year, linked or registered, under the rule in force', async () => {
    const at = await aLinkedCommunity(db);
    const registered = await aUnit(db, at.county, { name: '卫生局' });
    await aRegistration(db, at.community, { kind: 'UNIT', unitId: registered.id });
    await aUnit(db, at.county, { name: '统计局' });

    const { round } = await aRound(db, {}, at);

    expect(round).toMatchObject({ state: 'OPEN', ruleVersion: '510522/evaluations/1', isOverdue: false });
    expect((await told(round.id, at.organiser)).assessments).toEqual({
      totalCount: 2,
      nodes: expect.arrayContaining([
        { state: 'PENDING', unit: { name: '住房局' }, community: null },
        { state: 'PENDING', unit: { name: '卫生局' }, community: null },
      ]),
    });
  });

  it('is held once a year, not above or below another either, and again when it was given up', async () => {
    const { id, county, street, organiser } = await aRound(db);
    const open = (areaId: string) =>
      run(
        db,
        'openEvaluationRound',
        { areaId, scheme: 'three-evaluations', year: 2026, dueOn: '2026-12-31' },
        { actor: organiser },
      );

    expect(await open(county.id)).toMatchObject({ __typename: 'RoundAlreadyHeld' });
    expect(await open(street.id)).toMatchObject({ __typename: 'RoundAlreadyHeld' });
    await run(db, 'withdrawEvaluationRound', { id, reason: '办法调整' }, { actor: organiser });
    expect(await open(county.id)).toMatchObject({ state: 'OPEN' });
  });

  it('opens once, however many try at the same moment', async () => {
    const { county, organiser } = await aLinkedCommunity(db);
    const input = { areaId: county.id, scheme: 'three-evaluations', year: 2025, dueOn: '2026-12-31' };

    const answers = await Promise.all(
      [1, 2, 3].map(() => run(db, 'openEvaluationRound', input, { actor: organiser })),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'EvaluationRound',
      'RoundAlreadyHeld',
      'RoundAlreadyHeld',
    ]);
  });

  it.each([
    ['scheme', { scheme: 'beauty-contest' }],
    ['year', { year: 2027 }],
    ['year', { year: -1 }],
    ['dueOn', { dueOn: '2026-11-22' }],
    ['subjectIds', { subjectIds: [randomUUID()] }],
    ['areaId', { year: 2019 }],
  ])('does not open with a wrong %s', async (field, wrong) => {
    const { county, organiser } = await aLinkedCommunity(db);
    const input = {
      areaId: county.id,
      scheme: 'three-evaluations',
      year: 2026,
      dueOn: '2026-12-31',
      ...wrong,
    };

    expect(await run(db, 'openEvaluationRound', input, { actor: organiser })).toMatchObject({ field });
  });

  it('is no business of those outside', async () => {
    const { id, assessmentId, county, elsewhere } = await aRound(db);
    const open = { areaId: county.id, scheme: 'three-evaluations', year: 2025, dueOn: '2026-12-31' };

    for (const [act, input] of [
      ['openEvaluationRound', open],
      ['closeEvaluationRound', { id }],
      ['withdrawEvaluationRound', { id, reason: '撤销' }],
      ['excuseFromEvaluation', { id: assessmentId, reason: '免评' }],
    ] as const) {
      expect(await run(db, act, input, { actor: elsewhere })).toMatchObject(none);
    }
  });

  it('names the sheets that are wanted, and is overdue from the day after its last', async () => {
    const round = await aRound(db, { dueOn: '2026-11-23' });
    await giveSheet(db, round, 'SELF', 'PARTY_BUILDING', 90);

    const ledger = await told(round.id, round.organiser);

    expect(ledger.missingSheets.totalCount).toBe(8);
    expect(ledger.self).toEqual({
      totalCount: 2,
      nodes: [
        { evaluator: 'SELF', domain: 'ECONOMIC_DEVELOPMENT', assessment: { unit: { name: '住房局' } } },
        { evaluator: 'SELF', domain: 'GOVERNANCE_AND_SERVICE', assessment: { unit: { name: '住房局' } } },
      ],
    });
    const tomorrow = { now: new Date('2026-11-24T09:00:00+08:00') };
    expect((await told(round.id, round.organiser, tomorrow)).isOverdue).toBe(true);
  });
});

describe('a sheet', () => {
  it('is given once by an evaluator on a subject in a field, also under a race', async () => {
    const round = await aRound(db);

    const answers = await Promise.all(
      [80, 85, 90].map((score) => giveSheet(db, round, 'SELF', domains[0], score)),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'EvaluationSheet',
      'SheetAlreadyGiven',
      'SheetAlreadyGiven',
    ]);
    expect(await giveSheet(db, round, 'SELF', domains[1], 80)).toMatchObject({ state: 'GIVEN' });
    expect(await giveSheet(db, round, 'ORGANISATION', domains[0], 80)).toMatchObject({
      ruleVersion: '510522/evaluations/1',
    });
  });

  it.each([
    ['evaluator', 'ORGANISATION', { evaluator: 'STREET' }],
    ['domain', 'SELF', { domain: 'BEAUTY' }],
    ['score', 'SELF', { score: 101 }],
    ['score', 'SELF', { score: -1 }],
    ['voices', 'SELF', { voices: 2 }],
    ['voices', 'MASSES', { voices: null }],
    ['voices', 'MASSES', { voices: 0 }],
    ['communityId', 'MASSES', { communityId: null }],
  ] as const)('is not given with a wrong %s', async (field, evaluator, wrong) => {
    const round = await aRound(db);

    expect(await giveSheet(db, round, evaluator, domains[0], 80, wrong)).toMatchObject({ field });
  });

  it('is given by those alone who speak for the evaluator, and reach the subject', async () => {
    const round = await aRound(db);
    const { assessmentId, street, county, community, organiser } = round;
    const give = (evaluator: string, actor: Asking['actor'], given: object = {}) =>
      run(
        db,
        'giveEvaluationSheet',
        { assessmentId, evaluator, domain: domains[0], score: 80, ...given },
        { actor: actor! },
      );
    const otherUnit = anActor('DEPARTMENT_CLERK', { unitId: (await aUnit(db, county)).id });
    const unserved = await anArea(db, { name: '无关社区' }, street);
    const asked = { communityId: unserved.id, voices: 10 };

    expect(await give('SELF', otherUnit)).toMatchObject(none);
    expect(await give('ORGANISATION', round.elsewhere)).toMatchObject(none);
    expect(await give('MASSES', organiser, asked)).toMatchObject(none);
    expect(
      await give('MASSES', anActor('COMMUNITY_CLERK', { areaId: unserved.id }), {
        communityId: community.id,
        voices: 10,
      }),
    ).toMatchObject(none);
    await expect(give('ORGANISATION', round.clerk)).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    await expect(give('SELF', organiser)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it('is revised and taken back by whoever gave it, as long as the round is open', async () => {
    const round = await aRound(db);
    const { id } = await giveSheet(db, round, 'MASSES', domains[0], 80);
    const revise = (given: object, actor = round.clerk) =>
      run(
        db,
        'reviseEvaluationSheet',
        { id, score: 70, voices: 55, reason: '补充参评居民', ...given },
        { actor },
      );

    expect(await revise({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await revise({ score: 101 })).toMatchObject({ field: 'score' });
    expect(await revise({ voices: 0 })).toMatchObject({ field: 'voices' });
    expect(await revise({})).toMatchObject({ score: 70, voices: 55 });

    const own = await giveSheet(db, round, 'SELF', domains[0], 90);
    const theirs = { id: own.id, reason: '有误' };
    await expect(
      run(db, 'withdrawEvaluationSheet', theirs, { actor: round.organiser }),
    ).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect(await run(db, 'withdrawEvaluationSheet', theirs, { actor: round.desk })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await giveSheet(db, round, 'SELF', domains[0], 85)).toMatchObject({ score: 85 });
  });

  it('is sealed until the round is closed, by the database too', async () => {
    const round = await aRound(db);
    const { id } = await giveSheet(db, round, 'ORGANISATION', domains[0], 80, { comment: '台账不全' });
    const seenBy = async (actor: Asking['actor']) =>
      (
        await ask(
          db,
          'query ($id: ID!) { evaluationSheet(id: $id) { score comment } }',
          { id },
          { actor: actor! },
        )
      ).evaluationSheet;
    const everything = statement('select id from evaluation_sheet where id = any($1::uuid[])');

    expect(await seenBy(round.organiser)).toEqual({ score: 80, comment: '台账不全' });
    expect(await seenBy(round.desk)).toBeNull();
    expect(await seenBy(round.clerk)).toBeNull();
    expect(await openReader(poolOf(db)).rows(everything, [[id]])).toEqual([]);
    const near = scopedReader(poolOf(db), {
      reach: 'AREA',
      areaPath: round.street.path,
      unitId: null,
      personId: null,
    });
    expect(await near.rows(everything, [[id]])).toEqual([]);
    await near.end();

    await giveEverySheetBut(round, [['ORGANISATION', domains[0]]]);
    await close(round);
    expect(await seenBy(round.desk)).toEqual({ score: 80, comment: null });
  });
});

describe('a round that closes', () => {
  it('is refused while the rule wants sheets, and names them', async () => {
    const round = await aRound(db);
    await giveEverySheetBut(round, [['MASSES', domains[2]]]);

    const { closeEvaluationRound } = await ask(db, CLOSE, { id: round.id }, { actor: round.organiser });

    expect(closeEvaluationRound).toEqual({
      __typename: 'SheetsMissing',
      count: 1,
      missing: [
        { evaluator: 'MASSES', domain: 'GOVERNANCE_AND_SERVICE', assessment: { unit: { name: '住房局' } } },
      ],
    });
  });

  it('makes a score of every line, each traceable to its sheets, and keeps the version it was made under', async () => {
    const round = await aRound(db);
    const scores = { SELF: 100, MASSES: 80, ORGANISATION: 90 };
    for (const [evaluator, score] of Object.entries(scores)) {
      for (const domain of domains) await giveSheet(db, round, evaluator as 'SELF', domain, score);
    }

    expect(await close(round)).toMatchObject({ state: 'CLOSED', availableActions: [] });

    const { annualAssessment } = await ask(db, EXPLAINED, { id: round.assessmentId }, { actor: round.desk });
    expect(annualAssessment).toMatchObject({
      state: 'ASSESSED',
      composite: 88,
      result: 'Good',
      ruleVersion: '510522/evaluations/1',
      round: { scheme: { title: 'Three evaluations of linked units' } },
    });
    const { lines } = annualAssessment;
    expect(lines).toHaveLength(10);
    expect(lines[0]).toEqual({
      evaluator: 'SELF',
      domain: 'PARTY_BUILDING',
      weight: 5.4,
      share: 6,
      score: 100,
      points: 6,
      isMissing: false,
      voices: 1,
      sheets: [{ score: 100, givenByUnit: { name: '住房局' }, givenByArea: null }],
    });
    expect(lines[3].sheets).toEqual([{ score: 80, givenByUnit: null, givenByArea: { name: '百花亭社区' } }]);
    expect(lines[6].sheets).toEqual([{ score: 90, givenByUnit: null, givenByArea: { name: '合江县' } }]);
    const points = lines.reduce((sum: number, line: { points: number }) => sum + line.points, 0);
    expect(points).toBeCloseTo(annualAssessment.composite, 2);
  });

  it('joins in what communities said of the unit and its members that year (H21), as it stood then', async () => {
    const round = await aRound(db);
    const { unit, organiser } = round;
    await said(round, 60, { year: 2025 });
    const [ofUnit, ofMember] = [await said(round, 70), await said(round, 90, { personId: randomUUID() })];
    await giveEverySheet(db, round, 100);

    await close(round);
    await said(round, 0);

    const { annualAssessment } = await ask(db, EXPLAINED, { id: round.assessmentId }, { actor: organiser });
    expect(annualAssessment.composite).toBe(98);
    expect(annualAssessment.lines.at(-1)).toMatchObject({
      evaluator: null,
      share: 10,
      score: 80,
      points: 8,
      voices: 2,
    });
    expect(annualAssessment.serviceEvaluations).toEqual({
      totalCount: 2,
      averageScore: 80,
      nodes: expect.arrayContaining([{ id: ofUnit }, { id: ofMember }]),
    });
    const { unit: seen } = await ask(db, OF_UNIT, { id: unit.id }, { actor: null });
    expect(seen.annualAssessments).toEqual({
      meanComposite: 98,
      nodes: [{ year: 2026, result: 'Excellent' }],
    });
  });

  it('stands: no sheet comes, changes or goes any more', async () => {
    const round = await aRound(db);
    await giveEverySheet(db, round);
    const { annualAssessment } = await ask(
      db,
      SHEETS,
      { id: round.assessmentId },
      { actor: round.organiser },
    );
    const own = annualAssessment.lines[0].sheets[0];
    await close(round);

    const refused = { __typename: 'ActionNotAllowed' };
    expect(await giveSheet(db, round, 'SELF', domains[0], 100)).toMatchObject(refused);
    const revised = { id: own.id, score: 100, reason: '更正' };
    expect(await run(db, 'reviseEvaluationSheet', revised, { actor: round.desk })).toMatchObject(refused);
    expect(await close(round)).toMatchObject(refused);
    const excused = { id: round.assessmentId, reason: '免评' };
    expect(await run(db, 'excuseFromEvaluation', excused, { actor: round.organiser })).toMatchObject(refused);
  });

  it('leaves out whoever was excused with a reason', async () => {
    const at = await aLinkedCommunity(db);
    const dissolved = await aUnit(db, at.county, { name: '旧局' });
    await aUnitLink(db, at.community, { unitId: dissolved.id });
    const round = await aRound(db, {}, at);
    const { nodes } = await assessments({ roundId: round.id });
    const [kept, excused] = [at.unit.id, dissolved.id].map(
      (unitId) => nodes.find(({ unit }: { unit: { id: string } }) => unit.id === unitId).id,
    );
    const excuse = (reason: string) =>
      run(db, 'excuseFromEvaluation', { id: excused, reason }, { actor: at.organiser });

    expect(await excuse('')).toMatchObject({ field: 'reason' });
    expect(await excuse('机构撤销')).toMatchObject({ state: 'EXCUSED' });
    await giveEverySheet(db, { ...round, assessmentId: kept });
    expect(
      await giveSheet(db, { ...round, assessmentId: excused }, 'ORGANISATION', domains[0], 80),
    ).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await close(round)).toMatchObject({ state: 'CLOSED' });
    expect(await assessments({ roundId: round.id, state: 'ASSESSED' })).toMatchObject({
      totalCount: 1,
      meanComposite: 90,
    });
  });
});

describe('departments in Duyun (D10)', () => {
  it('are assessed on the advice of the street as well; what nobody said is left out', async () => {
    const city = await anArea(db, { level: 'COUNTY', code: `522701${stamp()}`, name: '都匀市' });
    const street = await anArea(db, { level: 'TOWNSHIP', code: `522701${stamp()}`, name: '广惠街道' }, city);
    const community = await anArea(db, { code: `522701${stamp()}` }, street);
    const unit = await aUnit(db, city);
    await aUnitLink(db, community, { unitId: unit.id });
    const organiser = anActor('ORGANISER', { areaId: city.id });
    const commander = anActor('STREET_COMMANDER', { areaId: street.id });
    const input = { areaId: city.id, scheme: 'department-assessment', year: 2026, dueOn: '2026-12-31' };
    const { id } = await run(db, 'openEvaluationRound', input, { actor: organiser });
    const [{ id: assessmentId }] = (await assessments({ roundId: id })).nodes;
    const give = (domain: string, score: number, actor = commander) =>
      run(db, 'giveEvaluationSheet', { assessmentId, evaluator: 'STREET', domain, score }, { actor });
    const far = await anArea(db, { level: 'TOWNSHIP', code: `522701${stamp()}` }, city);

    expect(await run(db, 'closeEvaluationRound', { id }, { actor: organiser })).toMatchObject({
      __typename: 'SheetsMissing',
    });
    expect(await give('SERVICE', 90, anActor('STREET_COMMANDER', { areaId: far.id }))).toMatchObject(none);
    await give('PARTY_BUILDING', 80);
    await give('SERVICE', 90);
    await run(db, 'closeEvaluationRound', { id }, { actor: organiser });

    const { annualAssessment } = await ask(db, EXPLAINED, { id: assessmentId }, { actor: organiser });
    expect(annualAssessment).toMatchObject({ composite: 86, result: 'Good' });
  });
});

describe('a village in Xianyou (X7)', () => {
  it('gets stars in five fields, and a missing sheet counts as none', async () => {
    const town = await anArea(db, { level: 'TOWNSHIP', code: `350322${stamp()}`, name: '大济镇' });
    const village = await anArea(db, { code: `350322${stamp()}`, name: '蒲山村', urban: false }, town);
    const township = anActor('STREET_COMMANDER', { areaId: town.id });
    const organiser = anActor('ORGANISER', { areaId: town.id });
    const input = { areaId: town.id, scheme: 'five-stars', year: 2026, dueOn: '2026-12-31' };
    const { id } = await run(db, 'openEvaluationRound', input, { actor: organiser });
    const [{ id: assessmentId, community }] = (await assessments({ roundId: id })).nodes;
    const give = (evaluator: string, domain: string, score: number, actor = township, given: object = {}) =>
      run(db, 'giveEvaluationSheet', { assessmentId, evaluator, domain, score, ...given }, { actor });
    const villageClerk = anActor('COMMUNITY_CLERK', { areaId: village.id });

    expect(community).toEqual({ name: '蒲山村' });
    for (const domain of ['SYSTEM', 'GROUND', 'SERVICE', 'MANAGEMENT']) {
      await give('STREET', domain, 5);
      await give('MASSES', domain, 4, township, { voices: 30 });
      await give('SELF', domain, 5, villageClerk);
    }
    // Nobody asks about themselves.
    expect(await give('MASSES', 'CUSTOMS', 5, villageClerk, { voices: 30 })).toMatchObject(none);
    expect(await give('STREET', 'CUSTOMS', 6)).toMatchObject({ field: 'score' });
    await run(db, 'closeEvaluationRound', { id }, { actor: organiser });

    const { annualAssessment } = await ask(db, EXPLAINED, { id: assessmentId }, { actor: organiser });
    expect(annualAssessment).toMatchObject({ composite: 73.6, result: 'Four stars' });
    expect(annualAssessment.domainScores).toEqual([
      { domain: 'SYSTEM', outcome: null, score: 92, onScale: 4.6 },
      { domain: 'GROUND', outcome: null, score: 92, onScale: 4.6 },
      { domain: 'SERVICE', outcome: null, score: 92, onScale: 4.6 },
      { domain: 'MANAGEMENT', outcome: null, score: 92, onScale: 4.6 },
      { domain: 'CUSTOMS', outcome: null, score: 0, onScale: 0 },
    ]);
    const { area } = await ask(db, OF_AREA, { id: village.id });
    expect(area.annualAssessments.nodes).toEqual([{ year: 2026, composite: 73.6 }]);
  });
});

describe('a round under way', () => {
  it('goes on at what came after its areas, and evaluates there once (D13)', async () => {
    const county = await anArea(db, { level: 'COUNTY', code: `350322${stamp()}` });
    const [town, heir] = [
      await anArea(db, { level: 'TOWNSHIP', code: `350322${stamp()}` }, county),
      await anArea(db, { level: 'TOWNSHIP', code: `350322${stamp()}`, name: '新镇' }, county),
    ];
    const [one, two] = [
      await anArea(db, { code: `350322${stamp()}`, name: '甲村' }, town),
      await anArea(db, { code: `350322${stamp()}`, name: '乙村' }, town),
    ];
    const organiser = anActor('ORGANISER', { areaId: county.id });
    const input = { areaId: town.id, scheme: 'five-stars', year: 2026, dueOn: '2026-12-31' };
    const { id } = await run(db, 'openEvaluationRound', input, { actor: organiser });
    const merge = (ids: string[], survivorId: string) =>
      run(db, 'mergeAreas', { ids, into: { survivorId }, on: '2026-11-23' }, { actor: organiser });

    await merge([one.id, two.id], two.id);
    await merge([town.id, heir.id], heir.id);

    const { totalCount, nodes } = await assessments({ roundId: id, state: 'PENDING' });
    expect([totalCount, nodes[0].community]).toEqual([1, { name: '乙村' }]);
    expect((await assessments({ roundId: id, state: 'EXCUSED' })).totalCount).toBe(1);
    const { evaluationRounds } = await ask(db, ROUNDS, { where: { withinId: heir.id } });
    expect(evaluationRounds.nodes).toEqual([{ id, area: { name: '新镇' } }]);
  });
});

describe('the three hows of Fuzhou (F1)', () => {
  it('are told over a place and a year', async () => {
    const street = await anArea(db, { level: 'TOWNSHIP', code: `350102${stamp()}` });
    for (const score of [80, 90]) await anEvaluatedCommunity(street, score);

    const { area } = await ask(db, OUTCOMES, { id: street.id, year: 2026 }, { actor: null });

    expect(area.outcomeScores).toEqual([
      { outcome: 'CONVENIENCE', score: 85, assessments: 2 },
      { outcome: 'SAFETY', score: 85, assessments: 2 },
      { outcome: 'VOICE', score: 85, assessments: 2 },
    ]);
    expect((await ask(db, OUTCOMES, { id: street.id, year: 2025 })).area.outcomeScores).toEqual([]);
  });

  async function anEvaluatedCommunity(street: LinkedCommunity['street'], score: number) {
    const community = await anArea(db, { code: `350102${stamp()}` }, street);
    const organiser = anActor('ORGANISER', { areaId: street.id });
    const commander = anActor('STREET_COMMANDER', { areaId: street.id });
    const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const input = { areaId: community.id, scheme: 'three-hows', year: 2026, dueOn: '2026-12-31' };
    const { id } = await run(db, 'openEvaluationRound', input, { actor: organiser });
    const [{ id: assessmentId }] = (await assessments({ roundId: id })).nodes;
    for (const domain of ['CONVENIENT', 'HEARD', 'SAFE']) {
      for (const [evaluator, actor, voices] of [
        ['SELF', clerk, null],
        ['MASSES', commander, 20],
        ['STREET', commander, null],
      ] as const) {
        const sheet = { assessmentId, evaluator, domain, score, voices };
        await run(db, 'giveEvaluationSheet', sheet, { actor });
      }
    }
    await run(db, 'closeEvaluationRound', { id }, { actor: organiser });
  }
});

test('the schemes of a locality can be read as the rule that they are (H12)', async () => {
  const { evaluationSchemes } = await ask(db, SCHEMES);

  expect(evaluationSchemes).toEqual([
    {
      key: 'three-evaluations',
      subject: 'LINKED_UNIT',
      scale: 100,
      serviceWeight: 10,
      missingSheets: 'REFUSE',
      evaluators: [
        { kind: 'SELF', weight: 20 },
        { kind: 'MASSES', weight: 40 },
        { kind: 'ORGANISATION', weight: 40 },
      ],
      domains: [
        { key: 'PARTY_BUILDING', weight: 30, outcome: null },
        { key: 'ECONOMIC_DEVELOPMENT', weight: 30, outcome: null },
        { key: 'GOVERNANCE_AND_SERVICE', weight: 40, outcome: null },
      ],
      results: [
        { from: 90, title: 'Excellent' },
        { from: 80, title: 'Good' },
        { from: 60, title: 'Passed' },
        { from: 0, title: 'Failed' },
      ],
    },
  ]);
});

test('twenty assessments are explained in as many statements as one', async () => {
  const at = await aLinkedCommunity(db);
  for (let more = 1; more < 20; more++) {
    await aUnitLink(db, at.community, { unitId: (await aUnit(db, at.county)).id });
  }
  const round = await aRound(db, {}, at);
  await giveEverySheet(db, round);
  const list = (first: number) =>
    ask(db, LIST, { first, where: { roundId: round.id } }, { actor: at.organiser });

  const one = await countStatements(() => list(1));
  const twenty = await countStatements(() => list(20));

  expect(twenty.answer.annualAssessments.nodes).toHaveLength(20);
  expect(twenty.statements.length).toBe(one.statements.length);
});

test('assessments are listed by year, scheme and score', async () => {
  const round = await aRound(db);
  await giveEverySheet(db, round, 85);
  await close(round);
  const count = async (where: object) =>
    (await assessments({ withinId: round.county.id, ...where })).totalCount;

  expect(await count({ year: 2026, scheme: 'three-evaluations', state: 'ASSESSED' })).toBe(1);
  expect(await count({ compositeFrom: 85 })).toBe(1);
  expect(await count({ compositeBelow: 85 })).toBe(0);
  expect(await count({ year: 2025 })).toBe(0);
  const { evaluationRounds } = await ask(db, ROUNDS, {
    where: { withinId: round.county.id, state: 'CLOSED' },
  });
  expect(evaluationRounds).toEqual({ totalCount: 1, nodes: [{ id: round.id, area: { name: '合江县' } }] });
});

let stamps = 500_000;
/** The rest of a code that no other area bears. */
const stamp = () => String(++stamps);

const close = ({ id, organiser }: OpenRound) => run(db, 'closeEvaluationRound', { id }, { actor: organiser });

async function giveEverySheetBut(round: OpenRound, but: readonly (readonly [string, string])[]) {
  for (const evaluator of ['SELF', 'MASSES', 'ORGANISATION'] as const) {
    for (const domain of domains) {
      const isLeft = but.some(([kind, field]) => kind === evaluator && field === domain);
      if (!isLeft) await giveSheet(db, round, evaluator, domain, 90);
    }
  }
}

/** What the community says of the unit, or of a member that it sent. */
const said = ({ unit, community }: OpenRound, score: number, given: Partial<ServiceEvaluation> = {}) =>
  withReach(db, async (manager) => {
    const row = manager.create(ServiceEvaluation, {
      state: 'GIVEN',
      registrationId: randomUUID(),
      unitId: unit.id,
      areaId: community.id,
      year: 2026,
      score,
      ...given,
    });
    return (await manager.save(row)).id;
  });

const told = async (id: string, actor: Asking['actor'], asking: Asking = {}) =>
  (await ask(db, LEDGER, { id }, { actor: actor!, ...asking })).evaluationRound;

const assessments = async (where: object) => (await ask(db, LIST, { first: 20, where })).annualAssessments;

const LEDGER = /* GraphQL */ `
  query ($id: ID!) {
    evaluationRound(id: $id) {
      isOverdue
      assessments(first: 5) { totalCount nodes { state unit { name } community { name } } }
      missingSheets(first: 10) { totalCount }
      self: missingSheets(first: 10, evaluator: SELF) {
        totalCount
        nodes { evaluator domain assessment { unit { name } } }
      }
    }
  }
`;
const CLOSE = /* GraphQL */ `
  mutation ($id: ID!) {
    closeEvaluationRound(input: { clientKey: "close", id: $id }) {
      __typename
      ... on SheetsMissing { count missing { evaluator domain assessment { unit { name } } } }
    }
  }
`;
const EXPLAINED = /* GraphQL */ `
  query ($id: ID!) {
    annualAssessment(id: $id) {
      state composite result ruleVersion
      round { scheme { title } }
      lines {
        evaluator domain weight share score points isMissing voices
        sheets { score givenByUnit { name } givenByArea { name } }
      }
      domainScores { domain outcome score onScale }
      serviceEvaluations(first: 5) { totalCount averageScore nodes { id } }
    }
  }
`;
const SHEETS = 'query ($id: ID!) { annualAssessment(id: $id) { lines { sheets { id } } } }';
const OF_UNIT = /* GraphQL */ `
  query ($id: ID!) {
    unit(id: $id) { annualAssessments(first: 3, year: 2026) { meanComposite nodes { year result } } }
  }
`;
const OF_AREA =
  'query ($id: ID!) { area(id: $id) { annualAssessments(first: 3) { nodes { year composite } } } }';
const OUTCOMES = /* GraphQL */ `
  query ($id: ID!, $year: Int!) { area(id: $id) { outcomeScores(year: $year) { outcome score assessments } } }
`;
const SCHEMES = /* GraphQL */ `
  {
    evaluationSchemes(localityCode: "510522") {
      key subject scale serviceWeight missingSheets
      evaluators { kind weight }
      domains { key weight outcome }
      results { from title }
    }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: AnnualAssessmentFilter) {
    annualAssessments(first: $first, where: $where) {
      totalCount meanComposite
      nodes {
        id state result unit { id } community { name }
        round { year scheme { title } }
        lines { points sheets { score } }
        domainScores { score }
        serviceEvaluations(first: 2) { totalCount }
        history { action }
      }
    }
  }
`;
const ROUNDS = /* GraphQL */ `
  query ($where: EvaluationRoundFilter) {
    evaluationRounds(first: 5, where: $where) { totalCount nodes { id area { name } } }
  }
`;
