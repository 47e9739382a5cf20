import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { anAgreement, aPair, type PairOf } from '../joint-work/joint-work.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { tickCommitments } from './commitment.clock';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };

const ofUnit = { promisedBy: 'UNIT', content: '提供会议室', dueOn: '2027-10-03' };
const ofCommunity = { promisedBy: 'COMMUNITY', content: '开放停车位', workingDays: 10 };

const propose = (db_: typeof db, { community, unit, clerk }: PairOf, given: object = {}, actor = clerk) =>
  run(
    db_,
    'proposeAgreement',
    {
      areaId: community.id,
      unitId: unit.id,
      title: '党建共建协议',
      theme: 'four-joints/01',
      from: '2026-11-01',
      to: '2027-12-31',
      commitments: [ofUnit, ofCommunity],
      ...given,
    },
    { actor },
  );

describe('a co-construction agreement (H17)', () => {
  it('is proposed by one side and signed by the other; its commitments get their days by the working calendar', async () => {
    const pair = await aPair(db);

    const { id, ...proposed } = await propose(db, pair);
    const sign = (actor: typeof pair.clerk) => run(db, 'signAgreement', { id, on: '2026-11-20' }, { actor });

    expect(proposed).toMatchObject({
      state: 'PROPOSED',
      proposedBy: 'COMMUNITY',
      theme: { key: 'four-joints/01', title: 'Party-building brands' },
    });
    expect(await sign(pair.clerk)).toMatchObject({
      __typename: 'OtherSideSigns',
      message: 'The unit signs what the other side proposed.',
    });
    expect(await sign(pair.stranger)).toMatchObject(none);
    expect(await sign(pair.desk)).toMatchObject({ state: 'IN_FORCE', signedOn: '2026-11-20' });
    expect(await sign(pair.desk)).toMatchObject({ __typename: 'ActionNotAllowed' });
    const { agreement } = await ask(db, AGREEMENT, { id });
    expect(agreement.commitments.nodes).toEqual([
      // Ten working days from a Friday.
      { state: 'PROMISED', promisedBy: 'COMMUNITY', dueOn: '2026-12-04', history: acts('OFFER', 'PROMISE') },
      // A Sunday is wanted; holidays of 2027 are not published, so the Monday after it is due.
      { state: 'PROMISED', promisedBy: 'UNIT', dueOn: '2027-10-04', history: acts('OFFER', 'PROMISE') },
    ]);
    expect(agreement.history).toEqual(acts('PROPOSE', 'SIGN'));
  });

  it('may be proposed by the unit, and signed by the community', async () => {
    const pair = await aPair(db);

    const { id, ...proposed } = await propose(db, pair, {}, pair.desk);

    expect(proposed).toMatchObject({ proposedBy: 'UNIT' });
    expect(await run(db, 'signAgreement', { id, on: '2026-11-20' }, { actor: pair.clerk })).toMatchObject({
      state: 'IN_FORCE',
    });
  });

  it('is kept on both sides by the organisation department, which has it on paper', async () => {
    const pair = await aPair(db);

    const { id } = await propose(db, pair, { proposedBy: 'UNIT' }, pair.organiser);

    expect(await run(db, 'signAgreement', { id, on: '2026-11-20' }, { actor: pair.organiser })).toMatchObject(
      { state: 'IN_FORCE', proposedBy: 'UNIT' },
    );
    await expect(propose(db, pair, { proposedBy: 'UNIT' })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
  });

  it.each([
    ['title', { title: ' ' }],
    ['theme', { theme: 'four-joints/09' }],
    ['to', { to: '2026-10-31' }],
    ['commitments', { commitments: [] }],
    ['content', { commitments: [{ ...ofUnit, content: '' }] }],
    ['dueOn', { commitments: [{ ...ofUnit, dueOn: '2028-01-01' }] }],
    ['dueOn', { commitments: [{ ...ofUnit, workingDays: 3 }] }],
    ['dueOn', { commitments: [{ promisedBy: 'UNIT', content: '提供会议室' }] }],
    ['workingDays', { commitments: [{ ...ofCommunity, workingDays: 0 }] }],
  ])('is not proposed with a wrong %s', async (field, wrong) => {
    expect(await propose(db, await aPair(db), wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is made with a community, by a unit that is there, by those who act for one of them', async () => {
    const pair = await aPair(db);

    expect(await propose(db, pair, { areaId: pair.street.id }, pair.organiser)).toMatchObject({
      field: 'areaId',
    });
    expect(await propose(db, pair, { unitId: pair.community.id })).toMatchObject(none);
    expect(await propose(db, pair, {}, pair.stranger)).toMatchObject(none);
    expect(await propose(db, pair, {}, pair.elsewhere)).toMatchObject(none);
  });

  it('is taken back before it is signed, and its offers with it', async () => {
    const pair = await aPair(db);
    const { id } = await propose(db, pair);
    const withdraw = (reason: string, actor = pair.clerk) =>
      run(db, 'withdrawAgreement', { id, reason }, { actor });

    expect(await withdraw('', pair.clerk)).toMatchObject({ field: 'reason' });
    expect(await withdraw('条件不成熟', pair.stranger)).toMatchObject(none);
    expect(await withdraw('条件不成熟')).toMatchObject({ state: 'WITHDRAWN' });
    const { agreement } = await ask(db, AGREEMENT, { id });
    expect(agreement.commitments.nodes.map(({ state }: { state: string }) => state)).toEqual([
      'RELEASED',
      'RELEASED',
    ]);
  });

  it('is not signed for days to come, nor after its term', async () => {
    const pair = await aPair(db);
    const { id } = await propose(db, pair, { to: '2026-11-20', commitments: [ofCommunity] });
    const sign = (on: string) => run(db, 'signAgreement', { id, on }, { actor: pair.desk });

    expect(await sign('2026-11-24')).toMatchObject({ field: 'on' });
    expect(await sign('2026-11-21')).toMatchObject({ field: 'on' });
  });

  it('runs longer, takes on more, and is concluded when all is settled', async () => {
    const pair = await aPair(db);
    const { agreement, commitment } = await anAgreement(db, pair);
    const { id } = agreement;
    const by = { actor: pair.clerk };

    expect(await run(db, 'extendAgreement', { id, to: '2027-12-31' }, by)).toMatchObject({ field: 'to' });
    expect(await run(db, 'extendAgreement', { id, to: '2028-12-31' }, by)).toMatchObject({
      to: '2028-12-31',
    });
    const more = await run(
      db,
      'addCommitment',
      { agreementId: id, commitment: { ...ofCommunity, workingDays: 1 } },
      by,
    );
    expect(more).toMatchObject({ state: 'PROMISED', dueOn: '2026-11-24' });
    expect(await run(db, 'concludeAgreement', { id }, by)).toMatchObject({
      __typename: 'CommitmentsOpen',
      message: '2 commitments are not kept: record them, release them, or terminate the agreement.',
    });
    await run(db, 'keepCommitment', { id: commitment.id, on: '2026-11-20' }, by);
    await run(db, 'releaseCommitment', { id: more.id, reason: '不再需要' }, { actor: pair.desk });
    expect(await run(db, 'concludeAgreement', { id }, by)).toMatchObject({
      state: 'CONCLUDED',
      endedOn: '2026-11-23',
      availableActions: [],
    });
    expect(await run(db, 'addCommitment', { agreementId: id, commitment: ofCommunity }, by)).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('takes on nothing for days gone by, out of its term, or from strangers', async () => {
    const pair = await aPair(db);
    const { agreement } = await anAgreement(db, pair);
    const add = (commitment: object, actor = pair.clerk) =>
      run(db, 'addCommitment', { agreementId: agreement.id, commitment }, { actor });

    expect(await add({ ...ofUnit, dueOn: '2026-11-20' })).toMatchObject({ field: 'dueOn' });
    expect(await add({ ...ofUnit, dueOn: '2028-11-20' })).toMatchObject({ field: 'dueOn' });
    expect(await add(ofUnit, pair.stranger)).toMatchObject(none);
  });

  it('releases what is owed when it is terminated, and leaves broken what was broken', async () => {
    const pair = await aPair(db);
    const { agreement } = await anAgreement(db, pair);
    await anAgreementCommitment(pair, agreement.id, { state: 'BROKEN', dueOn: '2026-03-02' });
    const terminate = (reason: string, actor = pair.desk) =>
      run(db, 'terminateAgreement', { id: agreement.id, reason }, { actor });

    expect(await terminate(' ')).toMatchObject({ field: 'reason' });
    expect(await terminate('单位撤并', pair.stranger)).toMatchObject(none);
    expect(await terminate('单位撤并')).toMatchObject({ state: 'TERMINATED', endedOn: '2026-11-23' });
    const { agreement: told } = await ask(db, AGREEMENT, { id: agreement.id });
    expect(told.commitments.nodes.map(({ state }: { state: string }) => state).sort()).toEqual([
      'BROKEN',
      'RELEASED',
    ]);
  });
});

describe('a commitment (H17)', () => {
  it('is certified by the side that it was made to, not by the one that made it', async () => {
    const pair = await aPair(db);
    const { commitment } = await anAgreement(db, pair);
    const keep = (actor: typeof pair.clerk) =>
      run(db, 'keepCommitment', { id: commitment.id, on: '2026-11-20', note: '已修缮' }, { actor });

    for (const areaId of [null, pair.county.id]) {
      await expect(keep({ ...pair.desk, areaId })).rejects.toMatchObject({
        extensions: { code: 'FORBIDDEN' },
      });
    }
    expect(await keep(pair.stranger)).toMatchObject(none);
    expect(await keep(pair.clerk)).toMatchObject({ state: 'KEPT', keptOn: '2026-11-20' });
    expect(await keep(pair.clerk)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('falls due as many working days before its day as the profile says, and is broken the day after it', async () => {
    const pair = await aPair(db);
    const { commitment } = await anAgreement(db, pair, { dueOn: '2026-11-30' });
    const stateAt = async (clock: string) => {
      await tickCommitments(db, localities, new Date(`${clock}T01:00:00Z`));
      return (await ask(db, COMMITMENT, { id: commitment.id })).commitment.state;
    };

    expect(await stateAt('2026-11-20')).toBe('PROMISED');
    // A Sunday: five working days are left.
    expect(await stateAt('2026-11-22')).toBe('DUE');
    expect(await stateAt('2026-11-30')).toBe('DUE');
    expect(await stateAt('2026-12-01')).toBe('BROKEN');
    expect(await stateAt('2026-12-02')).toBe('BROKEN');
    const { commitment: told } = await ask(db, COMMITMENT, { id: commitment.id });
    expect(told.history).toEqual(acts('FALL_DUE', 'BREAK'));
    expect(await db.query('select type from outbox where subject = $1 order by id', [commitment.id])).toEqual(
      [{ type: 'commitment.fall_due' }, { type: 'commitment.break' }],
    );
  });

  it('is kept late after its day, and in time where that turns out later', async () => {
    const pair = await aPair(db);
    const late = await anAgreement(db, pair, { state: 'BROKEN', dueOn: '2026-11-02' });
    const inTime = await anAgreement(db, pair, { state: 'BROKEN', dueOn: '2026-11-02' });
    const keep = (id: string, on: string) => run(db, 'keepCommitment', { id, on }, { actor: pair.clerk });

    expect(await keep(late.commitment.id, '2026-11-03')).toMatchObject({ state: 'KEPT_LATE' });
    expect(await keep(inTime.commitment.id, '2026-11-02')).toMatchObject({ state: 'KEPT' });
  });

  it.each([
    ['on', 'keepCommitment', { on: '2026-11-24' }],
    ['on', 'keepCommitment', { on: '2026-01-04' }],
    ['dueOn', 'postponeCommitment', { dueOn: '2026-11-22', reason: '天气' }],
    ['dueOn', 'postponeCommitment', { dueOn: '2026-11-25', reason: '天气' }],
    ['dueOn', 'postponeCommitment', { dueOn: '2028-01-03', reason: '天气' }],
    ['reason', 'postponeCommitment', { dueOn: '2026-12-10', reason: '' }],
    ['reason', 'releaseCommitment', { reason: ' ' }],
  ])('is refused a wrong %s by %s', async (field, act, wrong) => {
    const pair = await aPair(db);
    const { commitment } = await anAgreement(db, pair, { dueOn: '2026-11-30' });

    expect(await run(db, act, { id: commitment.id, ...wrong }, { actor: pair.clerk })).toMatchObject({
      field,
    });
  });

  it('is given a later day, on which people work', async () => {
    const pair = await aPair(db);
    const { commitment } = await anAgreement(db, pair, { state: 'DUE', dueOn: '2026-11-30' });

    expect(
      await run(
        db,
        'postponeCommitment',
        { id: commitment.id, dueOn: '2026-12-12', reason: '天气' },
        { actor: pair.clerk },
      ),
    ).toMatchObject({ state: 'PROMISED', dueOn: '2026-12-14' });
  });
});

test('how commitments stand is counted for a place and for a unit, many in as many statements as one', async () => {
  const pair = await aPair(db);
  for (const state of ['PROMISED', 'DUE', 'BROKEN'] as const) await anAgreement(db, pair, { state });
  await anAgreement(db, pair, { state: 'KEPT', keptOn: '2026-11-20' });
  await anAgreement(db, pair, { state: 'KEPT_LATE', dueOn: '2026-11-19', keptOn: '2026-11-20' });
  await anAgreement(db, pair, { promisedBy: 'COMMUNITY', state: 'KEPT', keptOn: '2026-11-20' });
  const other = await aPair(db);

  const tally = (refs: object[]) => ask(db, TALLIES, { refs });
  const refs = [
    { __typename: 'Area', id: pair.street.id },
    { __typename: 'Unit', id: pair.unit.id },
    { __typename: 'Area', id: other.street.id },
    { __typename: 'Unit', id: other.unit.id },
  ];
  const two = await countStatements(() => tally(refs.slice(0, 2)));
  const four = await countStatements(() => tally(refs));

  const stood = { promised: 1, due: 1, keptLate: 1, broken: 1 };
  expect(four.answer._entities.slice(0, 2)).toEqual([
    { commitmentTally: { ...stood, kept: 2, keptRate: 50 } },
    { commitmentTally: { ...stood, kept: 1, keptRate: 33.33 } },
  ]);
  expect(four.answer._entities[2].commitmentTally).toMatchObject({ kept: 0, keptRate: null });
  expect(four.statements.length).toBe(two.statements.length);
});

test('agreements and commitments are found by what a desk asks for; ten in as many statements as one', async () => {
  const pair = await aPair(db);
  for (let nth = 0; nth < 9; nth++) await anAgreement(db, pair);
  await anAgreement(db, pair, { state: 'BROKEN', promisedBy: 'COMMUNITY', dueOn: '2026-02-02' });
  const other = { ...pair, unit: await aUnit(db, pair.county) };
  await propose(db, other);
  const count = async (where: object, on = '2026-11-23') => {
    const now = new Date(`${on}T02:00:00Z`);
    return (await ask(db, AGREEMENTS, { where: { withinId: pair.street.id, ...where } }, { now })).agreements;
  };
  const promises = async (where: object) =>
    (await ask(db, COMMITMENTS, { where: { withinId: pair.street.id, ...where } })).commitments.totalCount;

  expect(await count({})).toMatchObject({ totalCount: 11, unitsCount: 2 });
  expect(await count({ isSigned: true })).toMatchObject({ totalCount: 10, unitsCount: 1 });
  expect(await count({ state: 'PROPOSED', theme: 'four-joints/01' })).toMatchObject({ totalCount: 1 });
  expect(await count({ hasBroken: true })).toMatchObject({ totalCount: 1 });
  expect(await count({ unitId: pair.unit.id, endsBy: '2027-12-31' })).toMatchObject({ totalCount: 10 });
  expect(await count({ isPastTerm: true })).toMatchObject({ totalCount: 0 });
  expect(await count({ isPastTerm: true }, '2028-01-01')).toMatchObject({ totalCount: 10 });
  expect(await count({ signedFrom: '2026-01-06' })).toMatchObject({ totalCount: 0 });
  expect(await count({ signedTo: '2026-01-05' })).toMatchObject({ totalCount: 10 });
  expect(await promises({ state: 'BROKEN' })).toBe(1);
  expect(await promises({ states: ['PROMISED', 'OFFERED'] })).toBe(11);
  expect(await promises({ promisedBy: 'COMMUNITY', dueBy: '2026-11-01' })).toBe(1);
  const list = (first: number) => ask(db, AGREEMENTS, { first, where: { withinId: pair.street.id } });
  const one = await countStatements(() => list(1));
  const ten = await countStatements(() => list(10));
  expect(ten.statements.length).toBe(one.statements.length);
});

test('pages of commitments follow one another, those without a day last', async () => {
  const pair = await aPair(db);
  await anAgreement(db, pair, { dueOn: '2026-12-01' });
  await propose(db, pair, { commitments: [ofCommunity, ofCommunity] });
  const page = async (after: string | null) =>
    (await ask(db, COMMITMENTS, { first: 2, after, where: { withinId: pair.street.id } })).commitments;

  const { nodes, pageInfo } = await page(null);
  const rest = await page(pageInfo.endCursor);

  expect([...nodes, ...rest.nodes].map(({ dueOn }) => dueOn)).toEqual(['2026-12-01', null, null]);
});

test('an actor of neither side learns what everybody may, and changes nothing', async () => {
  const pair = await aPair(db);
  const { agreement } = await anAgreement(db, pair);
  const actor = anActor('ORGANISER', { areaId: (await anArea(db, { level: 'COUNTY' })).id });

  expect((await ask(db, AGREEMENT, { id: agreement.id }, { actor })).agreement.state).toBe('IN_FORCE');
  for (const [act, input] of [
    ['extendAgreement', { to: '2029-01-01' }],
    ['concludeAgreement', {}],
  ] as const) {
    expect(await run(db, act, { id: agreement.id, ...input }, { actor })).toMatchObject(none);
  }
});

const acts = (...names: string[]) => names.map((action) => ({ action }));

const anAgreementCommitment = async (pair: PairOf, agreementId: string, given: object) => {
  const { commitment } = await anAgreement(db, pair, given);
  await db.query('update commitment set agreement_id = $1 where id = $2', [agreementId, commitment.id]);
};

const AGREEMENT = /* GraphQL */ `
  query ($id: ID!) {
    agreement(id: $id) {
      state
      commitments(first: 5) { nodes { state promisedBy dueOn history { action } } }
      history { action }
    }
  }
`;
const COMMITMENT = 'query ($id: ID!) { commitment(id: $id) { state history { action } } }';
const TALLIES = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Area { commitmentTally { promised due kept keptLate broken keptRate } }
      ... on Unit { commitmentTally { promised due kept keptLate broken keptRate } }
    }
  }
`;
const AGREEMENTS = /* GraphQL */ `
  query ($first: Int = 1, $where: AgreementFilter) {
    agreements(first: $first, where: $where) {
      totalCount unitsCount
      nodes {
        isPastTerm theme { title } community { name } unit { name agreements(first: 1) { totalCount } }
        commitments(first: 5) { totalCount nodes { agreement { title } } }
        history { action }
      }
    }
  }
`;
const COMMITMENTS = /* GraphQL */ `
  query ($first: Int = 1, $after: String, $where: CommitmentFilter) {
    commitments(first: $first, after: $after, where: $where) {
      totalCount nodes { dueOn } pageInfo { endCursor }
    }
  }
`;
