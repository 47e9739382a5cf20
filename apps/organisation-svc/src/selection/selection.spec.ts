import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { anAppointment, anArea, aPerson, ask, run } from '../testing';
import { aBuilding, criteria, stepsOf } from './selection.testing';

const db = testDatabase(tables);

describe('the five steps to a post (推审选评聘, H29)', () => {
  it('lead from the nomination to the appointment', async () => {
    const { building, people, clerk, open, move } = await aBuilding(db);
    const { id, ...opened } = await open();
    const steps = await stepsOf(db, id, { actor: clerk });

    expect(opened).toMatchObject({
      state: 'NOMINATED',
      ruleVersion: '510522/selections/1',
      availableActions: ['NOMINATE', 'VET', 'FAIL'],
    });
    expect(await move('vetCandidates', steps.VET)).toMatchObject({ state: 'VETTED' });
    expect(await move('recordElection', steps.ELECT)).toMatchObject({
      state: 'ELECTED',
      eligibleVoters: 40,
      votesCast: 31,
    });
    expect(await move('evaluateElected', steps.EVALUATE)).toMatchObject({ state: 'EVALUATED' });
    const appointed = await move('appointElected', steps.APPOINT);
    expect(appointed).toMatchObject({ state: 'APPOINTED', availableActions: [] });

    const { selection, area } = await ask(db, TOLD, { id, areaId: building.id }, { actor: clerk });
    const elected = selection.elected.person.id;
    expect(people.map((person) => person.id)).toContain(elected);
    expect(area.head).toEqual({ person: { id: elected }, source: 'RESIDENT_VOLUNTEER', selection: { id } });
    expect(selection.elected).toMatchObject({
      votes: 31,
      scores: criteria.map((key) => ({ criterion: { key }, score: 90 })),
      evaluationNote: '群众口碑好',
    });
    expect(selection.candidates[1]).toMatchObject({
      verdict: 'STRUCK',
      verdictReason: '不住本楼',
      votes: null,
    });
    expect(selection.history).toEqual(
      ['NOMINATE', 'VET', 'ELECT', 'EVALUATE', 'APPOINT'].map((action) => ({ action })),
    );
  });

  it.each([
    ['NOMINATED', []],
    ['VETTED', ['vetCandidates']],
    ['ELECTED', ['vetCandidates', 'recordElection']],
    ['EVALUATED', ['vetCandidates', 'recordElection', 'evaluateElected']],
  ] as const)('can fail at %s, with the reason', async (failedAt, before) => {
    const { clerk, open, move } = await aBuilding(db);
    const { id } = await open();
    const steps = await stepsOf(db, id, { actor: clerk });
    const inputs = { vetCandidates: steps.VET, recordElection: steps.ELECT, evaluateElected: steps.EVALUATE };
    for (const step of before) await move(step, inputs[step]);

    expect(await move('failSelection', { id, reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await move('failSelection', steps.FAIL)).toMatchObject({
      state: 'FAILED',
      failedAt,
      failureReason: '人选外出务工',
      availableActions: [],
    });
    expect(await open()).toMatchObject({ state: 'NOMINATED' });
  });

  it('are taken by one selection at a time', async () => {
    const { open } = await aBuilding(db);
    await open();

    expect(await open()).toMatchObject({ __typename: 'SelectionUnderWay', code: 'SELECTION_UNDER_WAY' });
  });

  it('are taken once, however many press at the same moment', async () => {
    const { clerk, open, move } = await aBuilding(db);
    const { id } = await open();
    const { VET } = await stepsOf(db, id, { actor: clerk });

    const answers = await Promise.all([1, 2, 3].map(() => move('vetCandidates', VET)));

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ActionNotAllowed',
      'ActionNotAllowed',
      'Selection',
    ]);
  });

  it('end where the post is taken, and the selection stays where it was', async () => {
    const { building, clerk, open, move } = await aBuilding(db);
    const { id } = await open();
    const steps = await stepsOf(db, id, { actor: clerk });
    await move('vetCandidates', steps.VET);
    await move('recordElection', steps.ELECT);
    await move('evaluateElected', steps.EVALUATE);
    const { selection } = await ask(db, TOLD, { id, areaId: building.id }, { actor: clerk });
    await anAppointment(db, building, { post: 'BUILDING_HEAD', personId: selection.elected.person.id });

    expect(await move('appointElected', steps.APPOINT)).toMatchObject({ __typename: 'PostTaken' });
    expect(await move('appointElected', { ...steps.APPOINT, from: '2026-12-01' })).toMatchObject({
      field: 'from',
    });
    expect((await ask(db, TOLD, { id, areaId: building.id })).selection.state).toBe('EVALUATED');
  });
});

describe('the nomination (推)', () => {
  it('takes more candidates until they are vetted', async () => {
    const { building, people, clerk, open, move } = await aBuilding(db);
    const { id } = await open({ candidates: [{ personId: people[0]!.id }] });
    const more = (personId: string) => move('nominateCandidates', { id, candidates: [{ personId }] });

    expect((await more(people[1]!.id)).candidates).toHaveLength(2);
    expect(await more(people[1]!.id)).toMatchObject({ field: 'candidates' });
    await move('vetCandidates', (await stepsOf(db, id, { actor: clerk })).VET);
    expect(await more((await aPerson(db, building)).id)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is for posts that the locality chooses so, at their level, within reach, and of people who are known', async () => {
    const { community, grid, building, people, elsewhere, open } = await aBuilding(db);

    expect(await open({ post: 'GRID_HEAD', areaId: grid.id })).toMatchObject({ field: 'post' });
    expect(await open({ areaId: community.id })).toMatchObject({ field: 'areaId' });
    expect(await open({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await open({ candidates: [] })).toMatchObject({ field: 'candidates' });
    expect(await open({ candidates: [{ personId: building.id }] })).toMatchObject({ __typename: 'NotFound' });
    expect(
      await open({ candidates: [people[0]!, people[0]!].map(({ id: personId }) => ({ personId })) }),
    ).toMatchObject({ field: 'candidates' });
    expect(await open({ candidates: [{ personId: people[0]!.id, source: 'VETERAN' }] })).toMatchObject({
      field: 'candidates',
    });
  });
});

describe('the vetting (审)', () => {
  it('speaks of every candidate once, says why somebody may not stand, and leaves somebody', async () => {
    const { clerk, open, move } = await aBuilding(db);
    const { id } = await open();
    const { VET } = await stepsOf(db, id, { actor: clerk });
    const [one, two] = VET.verdicts as [object, object];
    const vet = (verdicts: object[]) => move('vetCandidates', { id, verdicts });

    expect(await vet([one])).toMatchObject({ field: 'verdicts' });
    expect(await vet([one, one])).toMatchObject({ field: 'verdicts' });
    expect(await vet([one, { ...two, reason: ' ' }])).toMatchObject({ field: 'verdicts' });
    expect(
      await vet([one, two].map((each) => ({ ...each, verdict: 'STRUCK', reason: '不符合' }))),
    ).toMatchObject({ field: 'verdicts' });
  });
});

describe('the election (选)', () => {
  it('counts votes for all who stand, no more than could vote, and wants a winner', async () => {
    const { open, move } = await aBuilding(db);
    const { id, ...selection } = await open();
    const [one, two] = (selection.candidates as { id: string }[]).map((candidate) => candidate.id);
    await move('vetCandidates', {
      id,
      verdicts: [one, two].map((candidateId) => ({ candidateId, verdict: 'PASSED' })),
    });
    const elect = (votes: [string | undefined, number][], eligibleVoters = 40) =>
      move('recordElection', {
        id,
        eligibleVoters,
        votes: votes.map(([candidateId, count]) => ({ candidateId, votes: count })),
      });

    expect(await elect([[one, 10]])).toMatchObject({ field: 'votes' });
    expect(
      await elect([
        [one, -1],
        [two, 5],
      ]),
    ).toMatchObject({ field: 'votes' });
    expect(
      await elect([
        [one, 30],
        [two, 11],
      ]),
    ).toMatchObject({ field: 'eligibleVoters' });
    expect(
      await elect([
        [one, 0],
        [two, 0],
      ]),
    ).toMatchObject({ field: 'eligibleVoters' });
    expect(
      await elect([
        [one, 15],
        [two, 15],
      ]),
    ).toMatchObject({ field: 'votes' });
    const elected = await elect([
      [one, 15],
      [two, 16],
    ]);
    expect(elected).toMatchObject({ state: 'ELECTED', votesCast: 31 });
    expect(elected.candidates).toContainEqual(
      expect.objectContaining({ id: two, isElected: true, votes: 16 }),
    );
  });
});

describe('the evaluation (评)', () => {
  it('scores each criterion once, from 0 to 100', async () => {
    const { clerk, open, move } = await aBuilding(db);
    const { id } = await open();
    const steps = await stepsOf(db, id, { actor: clerk });
    await move('vetCandidates', steps.VET);
    await move('recordElection', steps.ELECT);
    const evaluate = (keys: string[], score = 80) =>
      move('evaluateElected', { id, scores: keys.map((criterion) => ({ criterion, score })) });

    expect(await evaluate(criteria.slice(1))).toMatchObject({ field: 'scores' });
    expect(await evaluate(['prestige', ...criteria.slice(0, 3)])).toMatchObject({ field: 'scores' });
    expect(await evaluate(['charm', ...criteria.slice(1)])).toMatchObject({ field: 'scores' });
    expect(await evaluate(criteria, 101)).toMatchObject({ field: 'scores' });
    expect(await evaluate(criteria, 100)).toMatchObject({ state: 'EVALUATED' });
  });
});

describe('sources of unit heads (X6)', () => {
  let codes = 0;
  const inXianyou = (given: Partial<Area>, parent: Area | null = null) => {
    codes += 1;
    return anArea(db, { code: `3503227${String(codes).padStart(5, '0')}`, ...given }, parent);
  };

  it('are seven, in order, of which the first is for Party members', async () => {
    const { selectionRules } = await ask(
      db,
      '{ selectionRules(localityCode: "350322") { post { code } sources { title priority isForPartyMembers } criteria { title } } }',
      {},
      { language: 'zh-CN' },
    );

    expect(selectionRules).toEqual([
      {
        post: { code: 'UNIT_HEAD' },
        sources: ['党员', '两代表一委员', '退役军人', '民兵', '积极分子', '乡贤', '志愿者'].map(
          (title, index) => ({
            title,
            priority: index + 1,
            isForPartyMembers: index === 0,
          }),
        ),
        criteria: ['有威望', '熟悉情况', '有时间', '身体健康'].map((title) => ({ title })),
      },
    ]);
  });

  it('decide between as many votes, and put preferred candidates first', async () => {
    const unit = await inXianyou({ level: 'UNIT' });
    const actor = anActor('ORGANISER', { areaId: unit.id });
    const [volunteer, veteran, member] = [
      await aPerson(db, unit, { politicalStatus: 'NONE' }),
      await aPerson(db, unit, { politicalStatus: 'NONE' }),
      await aPerson(db, unit),
    ];
    const open = (candidates: object[]) =>
      run(db, 'openSelection', { areaId: unit.id, post: 'UNIT_HEAD', candidates }, { actor });

    expect(await open([{ personId: veteran!.id, source: 'PARTY_MEMBER' }])).toMatchObject({
      field: 'candidates',
    });
    expect(await open([{ personId: veteran!.id }])).toMatchObject({ field: 'candidates' });
    expect(await open([{ personId: veteran!.id, source: 'NEIGHBOUR' }])).toMatchObject({
      field: 'candidates',
    });
    const { id, candidates } = await open([
      { personId: volunteer!.id, source: 'VOLUNTEER' },
      { personId: veteran!.id, source: 'VETERAN' },
      { personId: member!.id, source: 'PARTY_MEMBER' },
    ]);
    const standing = candidates as { id: string; person: { id: string } }[];
    expect(standing.map(({ person }) => person.id)).toEqual([member!.id, veteran!.id, volunteer!.id]);
    await run(
      db,
      'vetCandidates',
      { id, verdicts: standing.map((each) => ({ candidateId: each.id, verdict: 'PASSED' })) },
      { actor },
    );
    const votes = [4, 9, 9].map((count, index) => ({ candidateId: standing[index]!.id, votes: count }));

    const elected = await run(db, 'recordElection', { id, eligibleVoters: 30, votes }, { actor });

    expect(elected.candidates).toContainEqual(
      expect.objectContaining({ isElected: true, person: { id: veteran!.id } }),
    );
  });
});

describe('who may know who stands', () => {
  it('is whoever is responsible for the place, and the candidate', async () => {
    const { people, organiser, elsewhere, open, community } = await aBuilding(db);
    const { id } = await open();
    const seen = async (actor: ReturnType<typeof anActor> | null) =>
      (await ask(db, CANDIDATES, { id }, { actor })).selection.candidates.length;
    const [candidate] = people;

    expect(await seen(organiser)).toBe(2);
    expect(await seen(anActor('COMMUNITY_CLERK', { areaId: community.id }))).toBe(2);
    expect(await seen(elsewhere)).toBe(0);
    expect(await seen(null)).toBe(0);
    const self = anActor('RESIDENT', { personId: candidate!.id });
    expect(await seen(self)).toBe(1);
    const { person } = await ask(db, CANDIDACIES, { id: candidate!.id }, { actor: self });
    expect(person.candidacies).toEqual([{ selection: { id, state: 'NOMINATED' }, isElected: false }]);
  });

  it('holds for every step: what lies outside is as if it did not exist', async () => {
    const { clerk, elsewhere, open, move } = await aBuilding(db);
    const { id } = await open();
    const steps = await stepsOf(db, id, { actor: clerk });

    expect(await move('vetCandidates', steps.VET, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await move('failSelection', steps.FAIL, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });
});

test('a selection fails with the area that it was for (D13)', async () => {
  const { grid, building, organiser, open } = await aBuilding(db);
  const survivor = await anArea(db, { level: 'BUILDING' }, grid);
  const { id } = await open();

  await run(
    db,
    'mergeAreas',
    { ids: [building.id, survivor.id], into: { survivorId: survivor.id }, on: '2026-11-23' },
    { actor: organiser },
  );

  const { selection } = await ask(db, FAILED, { id });
  expect(selection).toEqual({ state: 'FAILED', failedAt: 'NOMINATED', failureReason: '所属区域已撤并' });
});

describe('a list of selections', () => {
  it('filters by place, post, step and day', async () => {
    const { community, building, grid, people, open, move } = await aBuilding(db);
    const next = await anArea(db, { level: 'BUILDING' }, grid);
    const { id } = await open();
    await open({ areaId: next.id, candidates: [{ personId: people[0]!.id }] });
    await move('failSelection', { id, reason: '无人应选' });
    const count = async (where: object) =>
      (await ask(db, LIST, { where: { withinId: community.id, ...where } })).selections.totalCount;

    expect(await count({})).toBe(2);
    expect(await count({ withinId: building.id, post: 'BUILDING_HEAD' })).toBe(1);
    expect(await count({ state: 'FAILED' })).toBe(1);
    expect(await count({ failedAt: 'NOMINATED' })).toBe(1);
    expect(await count({ isUnderWay: true })).toBe(1);
    expect(await count({ openedFrom: '2026-11-23', openedBefore: '2026-11-24' })).toBe(2);
    const here = await ask(db, AT_AREA, { id: building.id });
    expect(here.area.selections).toEqual({ totalCount: 1, nodes: [{ id, post: { code: 'BUILDING_HEAD' } }] });
  });

  it('is read in as many statements for many as for one', async () => {
    const { county, grid, people, organiser, open } = await aBuilding(db);
    for (let nth = 0; nth < 5; nth++) {
      const building = await anArea(db, { level: 'BUILDING' }, grid);
      await open({ areaId: building.id, candidates: people.map(({ id: personId }) => ({ personId })) });
    }
    const list = (first: number) => ask(db, ALL, { first, id: county.id }, { actor: organiser });

    const one = await countStatements(() => list(1));
    const five = await countStatements(() => list(100));

    expect(five.answer.selections.nodes).toHaveLength(5);
    expect(five.statements.length).toBe(one.statements.length);
  });
});

const TOLD = /* GraphQL */ `
  query ($id: ID!, $areaId: ID!) {
    selection(id: $id) {
      state
      elected { person { id } votes scores { criterion { key } score } evaluationNote }
      candidates { verdict verdictReason votes }
      history { action }
    }
    area(id: $areaId) { head { person { id } source selection { id } } }
  }
`;
const CANDIDATES = 'query ($id: ID!) { selection(id: $id) { candidates { id } } }';
const CANDIDACIES = /* GraphQL */ `
  query ($id: ID!) { person(id: $id) { candidacies { isElected selection { id state } } } }
`;
const FAILED = 'query ($id: ID!) { selection(id: $id) { state failedAt failureReason } }';
const LIST = 'query ($where: SelectionFilter) { selections(first: 1, where: $where) { totalCount } }';
const AT_AREA = /* GraphQL */ `
  query ($id: ID!) { area(id: $id) { selections(first: 5) { totalCount nodes { id post { code } } } } }
`;
const ALL = /* GraphQL */ `
  query ($first: Int!, $id: ID!) {
    selections(first: $first, where: { withinId: $id }) {
      nodes {
        post { title } area { name } rule { criteria { key } } votesCast appointment { id }
        candidates { person { maskedName } source { title } scores { score } selection { state } }
        elected { id }
        history { action }
      }
    }
  }
`;
