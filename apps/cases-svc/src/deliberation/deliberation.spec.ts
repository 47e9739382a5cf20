import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { run as runMediation } from '../mediation/mediation.testing';
import { tables } from '../tables';
import { aCase, anArea, ask } from '../testing';
import { aDeliberation, aVote, days, run, yes } from './deliberation.testing';

const db = testDatabase(tables);

const DISPUTE = {
  disputeType: 'PARKING',
  summary: '车位分配',
  parties: [
    { role: 'APPLICANT', name: '张三丰', phone: '15400000001' },
    { role: 'RESPONDENT', name: '李四光' },
  ],
};

type Proposed = Awaited<ReturnType<typeof aDeliberation>>;

/** One that was discussed twice and whose decision hangs out since that Monday. */
async function aPublishedDecision() {
  const place = await aDeliberation(db);
  await run(db, 'moveDeliberation', place.clerk, { id: place.id });
  await aVote(db, place, place.committee, yes(3));
  await aVote(db, place, place.council, yes(4));
  await run(db, 'publishDecision', place.clerk, { id: place.id });
  return place;
}

const rate = ({ id }: Proposed, actor: Proposed['clerk'], score: number, now = NOW) =>
  run(db, 'rateDeliberation', actor, { id, score }, now);

describe('two discussions, two reviews, two disclosures (两议两评两公开, F15)', () => {
  it('goes from the proposal to what the organisation says of it, each step in its turn (SM-8)', async () => {
    const place = await aPublishedDecision();
    const { id, clerk, commander, owners } = place;
    const over = days(7);
    const later = days(14);

    expect(await run(db, 'executeDecision', clerk, { id, result: '已划线' })).toMatchObject({
      code: 'PUBLICITY_NOT_OVER',
      until: '2026-11-30T09:30:00.000Z',
    });
    expect(await run(db, 'executeDecision', clerk, { id, result: ' ' }, over)).toMatchObject({
      code: 'PUBLICITY_NOT_OVER',
    });
    expect(await run(db, 'executeDecision', clerk, { id, result: ' ' }, days(8))).toMatchObject({
      field: 'result',
    });
    expect(await run(db, 'executeDecision', clerk, { id, result: '已划线' }, days(8))).toMatchObject({
      state: 'EXECUTED',
    });
    expect(await run(db, 'publishResult', clerk, { id }, days(8))).toMatchObject({
      state: 'RESULT_PUBLISHED',
      availableActions: ['EVALUATE_BY_RESIDENTS', 'HAND_OVER'],
      publicity: { isOver: false },
    });
    for (const [i, score] of [5, 4, 3].entries()) {
      expect(await rate(place, owners[i]!, score, later)).toMatchObject({ myRating: score, ratings: null });
    }
    expect(await run(db, 'concludeRatings', clerk, { id }, days(16))).toMatchObject({
      state: 'EVALUATED_BY_RESIDENTS',
      ratings: { count: 3, average: 4 },
      endedAt: null,
    });
    const evaluate = (score: number) =>
      run(db, 'evaluateDeliberation', commander, { id, score, remark: '居民满意' }, days(17));
    expect(await evaluate(6)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await evaluate(5)).toMatchObject({
      state: 'EVALUATED',
      organisationScore: 5,
      availableActions: [],
      endedAt: days(17).toISOString(),
    });

    const { deliberation } = await ask(db, ONE, { id }, { actor: clerk });
    expect(deliberation.history.map(({ action }: { action: string }) => action)).toEqual([
      'PROPOSE',
      'MOVE',
      'DISCUSS',
      'DISCUSS_AGAIN',
      'PUBLISH',
      'EXECUTE',
      'PUBLISH_RESULT',
      'EVALUATE_BY_RESIDENTS',
      'EVALUATE_BY_ORGANISATION',
    ]);
    expect(deliberation).toMatchObject({
      procedure: { key: 'TWO_TWO_TWO', steps: { length: 9 } },
      category: { code: '0401', label: 'Parking' },
      votes: [
        { isSecret: false, isSecondDiscussion: false },
        { isSecret: true, isSecondDiscussion: true },
      ],
    });
  });

  it('leaves no step out', async () => {
    const { id, clerk, committee } = await aDeliberation(db);
    const tries = ['publishDecision', 'publishResult', 'concludeRatings'];

    for (const act of tries)
      expect(await run(db, act, clerk, { id })).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    const opening = { deliberationId: id, councilId: committee, closesAt: days(1).toISOString() };
    expect(await run(db, 'openVote', clerk, opening)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await run(db, 'moveDeliberation', clerk, { id })).toMatchObject({
      state: 'MOVED',
      availableActions: ['DISCUSS', 'WITHDRAW'],
    });
    expect(await run(db, 'moveDeliberation', clerk, { id })).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('is evaluated by enough residents of the place, each once, and by nobody else', async () => {
    const place = await aPublishedDecision();
    const { id, clerk, owners } = place;
    const at = days(16);
    expect(await rate(place, owners[0]!, 5)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    await run(db, 'executeDecision', clerk, { id, result: '已划线' }, days(8));
    await run(db, 'publishResult', clerk, { id }, days(8));
    const stranger = anActor('RESIDENT', { areaId: (await anArea(db)).id, personId: randomUUID() });
    const nameless = anActor('RESIDENT', { areaId: place.compound.id });

    expect(await rate(place, owners[0]!, 0, at)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await rate(place, stranger, 5, at)).toMatchObject({ code: 'NO_VOICE' });
    expect(await rate(place, nameless, 5, at)).toMatchObject({ code: 'NO_VOICE' });
    const twice = await Promise.all([rate(place, owners[0]!, 5, at), rate(place, owners[0]!, 1, at)]);
    expect(twice.map(({ __typename }) => __typename).sort()).toEqual(['Deliberation', 'SaidAlready']);
    expect(await run(db, 'concludeRatings', clerk, { id }, at)).toMatchObject({
      code: 'TOO_FEW_RATINGS',
      count: 1,
      least: 3,
    });
  });

  it('hands a dispute over to mediation and waits; what hung out hangs on for the rest of its time', async () => {
    const { id, clerk } = await aPublishedDecision();
    const handOver = (given: object = {}) =>
      run(db, 'handOverDispute', clerk, { id, ...DISPUTE, ...given }, days(1));

    expect(await run(db, 'takeBackDispute', clerk, { id })).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await handOver({ disputeType: 'NONE' })).toMatchObject({ field: 'disputeType' });
    const disputed = await handOver();
    expect(disputed).toMatchObject({
      state: 'PUBLISHED',
      isInDispute: true,
      publicity: { until: null, isOver: false },
      availableActions: ['TAKE_BACK', 'WITHDRAW'],
      mediations: [{ state: 'APPLIED' }],
    });
    const [{ id: mediation }] = disputed.mediations;
    expect(await handOver()).toMatchObject({ code: 'DISPUTE_UNDER_WAY', mediations: [{ id: mediation }] });
    expect(await run(db, 'executeDecision', clerk, { id, result: '已办' }, days(20))).toMatchObject({
      code: 'DISPUTE_UNDER_WAY',
    });
    expect(await run(db, 'takeBackDispute', clerk, { id }, days(20))).toMatchObject({
      code: 'DISPUTE_UNDER_WAY',
    });
    await runMediation(db, 'declineMediation', clerk, { id: mediation, reason: '双方已和解' }, days(20));

    const back = await run(db, 'takeBackDispute', clerk, { id }, days(21));

    expect(back).toMatchObject({
      state: 'PUBLISHED',
      isInDispute: false,
      publicity: { until: '2026-12-18T09:30:00.000Z' },
    });
    const told = await ask(db, MEDIATION, { id: mediation }, { actor: clerk });
    expect(told.mediation.deliberation).toEqual({ id });
  });

  it('is given up with a reason, also in a dispute, and not once it is carried out', async () => {
    const { id, clerk } = await aPublishedDecision();
    await run(db, 'handOverDispute', clerk, { id, ...DISPUTE });
    const withdraw = (reason: string) => run(db, 'withdrawDeliberation', clerk, { id, reason }, days(8));

    expect(await withdraw('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await withdraw('业主分歧大')).toMatchObject({
      state: 'WITHDRAWN',
      isInDispute: false,
      availableActions: [],
    });
    expect(await withdraw('业主分歧大')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });
});

describe('other procedures are other profiles of it', () => {
  it('five discussions: proposal, motion, discussion, publicity, evaluation (五议, F16)', async () => {
    const place = await aDeliberation(db, 'FIVE_DISCUSSIONS');
    const { id, clerk, owners } = place;

    await run(db, 'moveDeliberation', clerk, { id });
    await aVote(db, place, place.council, yes(3));
    await run(db, 'publishDecision', clerk, { id });
    await rate(place, owners[0]!, 4);
    expect(await run(db, 'concludeRatings', clerk, { id })).toMatchObject({ code: 'PUBLICITY_NOT_OVER' });

    expect(await run(db, 'concludeRatings', clerk, { id }, days(4))).toMatchObject({
      state: 'EVALUATED_BY_RESIDENTS',
      endedAt: days(4).toISOString(),
      availableActions: [],
    });
  });

  it('five works: hear, discuss, do, show, evaluate (五步工作法, F16)', async () => {
    const place = await aDeliberation(db, 'FIVE_WORKS');
    const { id, clerk } = place;

    await aVote(db, place, place.council, yes(3));
    expect(await run(db, 'executeDecision', clerk, { id, result: '已办' })).toMatchObject({
      state: 'EXECUTED',
    });
    expect(await run(db, 'publishResult', clerk, { id })).toMatchObject({ state: 'RESULT_PUBLISHED' });
    expect(await run(db, 'concludeRatings', clerk, { id }, days(4))).toMatchObject({
      state: 'EVALUATED_BY_RESIDENTS',
      ratings: { count: 0, average: null },
    });
  });

  it.each([
    ['522701', ['COMPOUND_RULES']],
    ['350100', ['TWO_TWO_TWO', 'FIVE_DISCUSSIONS', 'FIVE_WORKS']],
    ['350322', ['SELF_MANAGEMENT', 'PETITION_REVIEW']],
    ['210100', []],
  ])('%s deliberates by %j (D2, F15, F16, X9, X10)', async (code, keys) => {
    const { deliberationProcedures } = await ask(db, PROCEDURES, { code });

    expect(deliberationProcedures.map(({ key }: { key: string }) => key)).toEqual(keys);
  });
});

describe('a proposal', () => {
  it('is refused where the place, the procedure, the category or the case is wrong', async () => {
    const { compound, clerk } = await aDeliberation(db);
    const elsewhere = await anArea(db);
    const proposing = { areaId: compound.id, procedure: 'TWO_TWO_TWO', title: '停车', proposal: '增加车位' };
    const propose = (given: object) => run(db, 'proposeDeliberation', clerk, { ...proposing, ...given });

    expect(await propose({ areaId: elsewhere.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await propose({ procedure: 'COMPOUND_RULES' })).toMatchObject({ field: 'procedure' });
    expect(await propose({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await propose({ proposal: ' ' })).toMatchObject({ field: 'proposal' });
    expect(await propose({ category: '9999' })).toMatchObject({ field: 'category' });
    expect(await propose({ caseId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('may come of a case, which then leads to it', async () => {
    const { compound, clerk } = await aDeliberation(db);
    const { id: caseId } = await aCase(db, {
      localityCode: '350100',
      areaId: compound.id,
      areaPath: compound.path,
    });
    const proposing = {
      areaId: compound.id,
      procedure: 'FIVE_WORKS',
      title: '停车',
      proposal: '增加车位',
      caseId,
    };
    const { id } = await run(db, 'proposeDeliberation', clerk, proposing);

    const seen = await ask(db, OF_CASE, { id: caseId }, { actor: clerk });

    expect(seen.case.deliberations).toEqual([{ id, case: { id: caseId } }]);
  });
});

describe('who sees a deliberation', () => {
  it('is its area and its electors, and from the first disclosure on everybody', async () => {
    const place = await aDeliberation(db);
    const { id, clerk, owners, committee } = place;
    const stranger = anActor('RESIDENT', { personId: randomUUID() });
    const see = async (actor: Asking['actor']) =>
      (await ask(db, ONE, { id }, { actor: actor ?? null })).deliberation?.id ?? null;

    expect([await see(clerk), await see(owners[0]!), await see(stranger), await see(null)]).toEqual([
      id,
      null,
      null,
      null,
    ]);
    await run(db, 'moveDeliberation', clerk, { id });
    await aVote(db, place, committee, yes(3));
    expect([await see(owners[0]!), await see(owners[4]!)]).toEqual([id, null]);
    await aVote(db, place, place.council, yes(5));
    await run(db, 'publishDecision', clerk, { id });
    expect([await see(owners[4]!), await see(stranger), await see(null)]).toEqual([id, id, id]);
  });

  it('lets nobody of another place act on it, also when everybody sees it', async () => {
    const { id } = await aPublishedDecision();
    const leader = anActor('LEADER', { areaId: (await anArea(db)).id });

    expect(await run(db, 'executeDecision', leader, { id, result: '已办' }, days(8))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run(db, 'withdrawDeliberation', leader, { id, reason: '误' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run(db, 'handOverDispute', leader, { id, ...DISPUTE })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('shows what somebody thinks of it to themselves alone', async () => {
    const place = await aDeliberation(db, 'FIVE_DISCUSSIONS');
    const { id, clerk, owners } = place;
    await run(db, 'moveDeliberation', clerk, { id });
    await aVote(db, place, place.council, yes(3));
    await run(db, 'publishDecision', clerk, { id });
    await rate(place, owners[0]!, 2);
    const mine = async (actor: Proposed['clerk']) =>
      (await ask(db, ONE, { id }, { actor })).deliberation.myRating;

    expect([await mine(owners[0]!), await mine(owners[1]!), await mine(clerk)]).toEqual([2, null, null]);
    expect(await db.query('select * from deliberation_rating')).toEqual([]);
  });
});

test('deliberations are found by what a desk looks for, a hundred areas in as many statements as one', async () => {
  const { id, compound, clerk } = await aPublishedDecision();
  const listed = async (where: object) =>
    (await ask(db, LIST, { where }, { actor: clerk })).deliberations.nodes.map(
      (node: { id: string }) => node.id,
    );
  const cost = async (count: number) => {
    const areas = Array.from({ length: count }, () => ({ __typename: 'Area', id: compound.id }));
    return (await countStatements(() => ask(db, OF_AREAS, { areas }, { actor: clerk }))).statements.length;
  };

  const found = { areaId: compound.id, procedure: 'TWO_TWO_TWO', states: ['PUBLISHED'], category: '04' };
  expect(await listed({ ...found, isUnderWay: true, isInDispute: false })).toEqual([id]);
  expect(await listed({ ...found, isUnderWay: false })).toEqual([]);
  expect(await listed({ ...found, category: '05' })).toEqual([]);
  expect(await cost(100)).toBe(await cost(1));
});

const ONE = `query ($id: ID!) {
  deliberation(id: $id) {
    id myRating category { code label } procedure { key steps { state title councilKinds } }
    votes { isSecret isSecondDiscussion } history { action }
  }
}`;
const MEDIATION = 'query ($id: ID!) { mediation(id: $id) { deliberation { id } } }';
const PROCEDURES = 'query ($code: AreaCode!) { deliberationProcedures(localityCode: $code) { key } }';
const OF_CASE = 'query ($id: ID!) { case(id: $id) { deliberations { id case { id } } } }';
const LIST = 'query ($where: DeliberationFilter) { deliberations(first: 5, where: $where) { nodes { id } } }';
const OF_AREAS = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area {
      deliberations(first: 5) { totalCount nodes { votes { id council { id } } mediations { id } myRating case { id } publicity { isOver } } }
    }
  }
}`;
