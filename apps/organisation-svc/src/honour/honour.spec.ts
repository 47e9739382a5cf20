import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { HonourAction } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPartyOrganisation, aPerson, ask, run } from '../testing';
import { honourStates } from './honour.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';

/** A community with its secretary, and who may recommend him or her. */
async function aSecretary() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  const person = await aPerson(db, community);
  await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY', personId: person.id });
  const recommend = (given: object = {}, actor = organiser) =>
    run(
      db,
      'recommendForHonour',
      { kind: 'EXCELLENT_PARTY_WORKER', level: 'PROVINCE', year: 2026, personId: person.id, ...given },
      { actor },
    );
  return { county, street, community, person, organiser, elsewhere, recommend };
}

describe('an honour (F20)', () => {
  it('goes from recommendation to candidate to conferral, and can be taken back', async () => {
    const { organiser, recommend, person } = await aSecretary();

    const { id, ...recommended } = await recommend({ post: 'COMMUNITY_SECRETARY' });
    const act = (name: string, input: object = {}) => run(db, name, { id, ...input }, { actor: organiser });

    expect(recommended).toMatchObject({ state: 'RECOMMENDED', recommendedOn: TODAY, conferredOn: null });
    expect(await act('conferHonour', { on: TODAY })).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await act('putForwardForHonour')).toMatchObject({ state: 'CANDIDATE' });
    expect(await act('conferHonour', { on: '2026-11-22' })).toMatchObject({ field: 'on' });
    expect(await act('conferHonour', { on: '2026-11-24' })).toMatchObject({ field: 'on' });
    expect(await act('conferHonour', { on: TODAY })).toMatchObject({
      state: 'CONFERRED',
      conferredOn: TODAY,
    });
    expect(await act('revokeHonour', { reason: ' ' })).toMatchObject({ field: 'reason' });
    expect((await ask(db, OF_PERSON, { id: person.id }, { actor: null })).person.honours).toEqual([
      { kind: 'EXCELLENT_PARTY_WORKER', post: { code: 'COMMUNITY_SECRETARY' }, area: { name: '百花亭社区' } },
    ]);
    expect(await act('revokeHonour', { reason: '违纪' })).toMatchObject({ state: 'REVOKED' });
  });

  it('is recommended once a year, also under a race, and anew when it was declined', async () => {
    const { organiser, recommend } = await aSecretary();

    const answers = await Promise.all([recommend(), recommend(), recommend()]);

    const types = answers.map(({ __typename }) => __typename);
    expect(types.toSorted()).toEqual(['AlreadyRecommended', 'AlreadyRecommended', 'Honour']);
    const { id } = answers.find(({ __typename }) => __typename === 'Honour')!;
    const decline = (reason: string) => run(db, 'declineHonour', { id, reason }, { actor: organiser });
    expect(await decline('')).toMatchObject({ field: 'reason' });
    expect(await decline('名额有限')).toMatchObject({ state: 'DECLINED' });
    expect(await recommend()).toMatchObject({ state: 'RECOMMENDED' });
    expect(await recommend({ level: 'COUNTY' })).toMatchObject({ state: 'RECOMMENDED' });
  });

  it('is told to be recommended elsewhere, and no more', async () => {
    const { person, recommend } = await aSecretary();
    const far = await aCounty(db);
    await anAppointment(db, far.street, { post: 'STREET_SECRETARY', personId: person.id });
    await recommend({ post: 'COMMUNITY_SECRETARY' });

    const input = { clientKey: 'far', kind: 'EXCELLENT_PARTY_WORKER', level: 'PROVINCE', year: 2026 };
    const { recommendForHonour } = await ask(
      db,
      RECOMMEND,
      { input: { ...input, personId: person.id, post: 'STREET_SECRETARY' } },
      { actor: far.organiser },
    );

    expect(recommendForHonour).toEqual({ code: 'ALREADY_RECOMMENDED', honour: null });
  });

  it.each([
    ['a year to come', 'year', { year: 2027 }],
    ['a year that never was', 'year', { year: -1 }],
    ['a post not held', 'post', { post: 'FIRST_SECRETARY' }],
    ['a front runner in no post (S27)', 'post', { kind: 'FRONT_RUNNER' }],
    ['an organisation’s honour for a person', 'partyOrganisationId', { kind: 'ADVANCED_PARTY_ORGANISATION' }],
    ['nobody', 'personId', { personId: null }],
  ])('is not recommended for %s', async (_, field, wrong) => {
    const { recommend } = await aSecretary();

    expect(await recommend(wrong)).toMatchObject({ field });
  });

  it('is for Party members, and for those within reach', async () => {
    const { community, recommend, elsewhere } = await aSecretary();
    const { id: personId } = await aPerson(db, community, { politicalStatus: 'NONE' });

    expect(await recommend({ personId })).toMatchObject({ field: 'personId' });
    expect(await recommend({}, elsewhere)).toMatchObject(none);
  });

  it('of a Party organisation is open from the first day', async () => {
    const { community, organiser, recommend } = await aSecretary();
    const organisation = await aPartyOrganisation(db, community);
    const given = {
      kind: 'ADVANCED_PARTY_ORGANISATION',
      personId: null,
      partyOrganisationId: organisation.id,
    };

    const { id } = await recommend(given);

    expect(
      (await ask(db, OF_ORGANISATION, { id: organisation.id }, { actor: null })).partyOrganisation,
    ).toEqual({
      honours: [{ id, state: 'RECOMMENDED' }],
    });
    expect(await recommend(given, organiser)).toMatchObject({ __typename: 'AlreadyRecommended' });
  });

  it('that is no more than recommended is shown to those concerned alone', async () => {
    const { recommend, person, organiser, elsewhere } = await aSecretary();
    const { id } = await recommend();
    const seenBy = async (actor: typeof organiser | null) =>
      (await ask(db, 'query ($id: ID!) { honour(id: $id) { state } }', { id }, { actor })).honour !== null;
    const self = anActor('RESIDENT', { personId: person.id });

    expect(await Promise.all([organiser, self].map(seenBy))).toEqual([true, true]);
    expect(await Promise.all([elsewhere, null].map(seenBy))).toEqual([false, false]);
  });

  it('that is no more than recommended is followed up by what came after its community (D13)', async () => {
    const { street, community, recommend, organiser } = await aSecretary();
    const heir = await anArea(db, { name: '荔枝社区' }, street);
    const { id } = await recommend({ post: 'COMMUNITY_SECRETARY' });

    const merger = { ids: [community.id, heir.id], into: { survivorId: heir.id }, on: TODAY };
    await run(db, 'mergeAreas', merger, { actor: organiser });

    expect(await run(db, 'putForwardForHonour', { id }, { actor: organiser })).toMatchObject({
      state: 'CANDIDATE',
    });
    const { honour } = await ask(
      db,
      'query ($id: ID!) { honour(id: $id) { area { name } } }',
      { id },
      { actor: organiser },
    );
    expect(honour).toEqual({ area: { name: '荔枝社区' } });
  });

  it('is moved by those alone who reach it', async () => {
    const { recommend, elsewhere } = await aSecretary();
    const { id } = await recommend();

    for (const [act, input] of [
      ['putForwardForHonour', {}],
      ['conferHonour', { on: TODAY }],
      ['declineHonour', { reason: '名额有限' }],
      ['revokeHonour', { reason: '违纪' }],
    ] as const) {
      expect(await run(db, act, { id, ...input }, { actor: elsewhere })).toMatchObject(none);
    }
  });
});

test('front runners are secretaries with posts (S27), listed with all that was recommended', async () => {
  const { street, organiser, recommend } = await aSecretary();
  await recommend({ kind: 'FRONT_RUNNER', level: 'COUNTY', post: 'COMMUNITY_SECRETARY' });
  await recommend();
  const count = async (where: object) =>
    (await ask(db, LIST, { where: { withinId: street.id, ...where } }, { actor: organiser })).honours
      .totalCount;

  expect(await count({})).toBe(2);
  expect(await count({ kind: 'FRONT_RUNNER' })).toBe(1);
  expect(await count({ post: 'COMMUNITY_SECRETARY', level: 'COUNTY' })).toBe(1);
  expect(await count({ level: 'PROVINCE', year: 2026, state: 'RECOMMENDED' })).toBe(1);
});

test('the honours of twenty people are read in as many statements as those of one', async () => {
  const { community, organiser, recommend } = await aSecretary();
  for (let more = 0; more < 20; more++) await recommend({ personId: (await aPerson(db, community)).id });
  const list = (first: number) =>
    ask(db, MANY, { first, where: { withinId: community.id } }, { actor: organiser });

  const one = await countStatements(() => list(1));
  const twenty = await countStatements(() => list(20));

  expect(twenty.answer.honours.nodes).toHaveLength(20);
  expect(twenty.statements.length).toBe(one.statements.length);
});

test('whatever is tried in whatever order, only the steps of the table happen', async () => {
  const ACTIONS = ['PUT_FORWARD', 'CONFER', 'DECLINE', 'REVOKE'] as const;
  const acts: Record<HonourAction, [act: string, input: object]> = {
    PUT_FORWARD: ['putForwardForHonour', {}],
    CONFER: ['conferHonour', { on: TODAY }],
    DECLINE: ['declineHonour', { reason: '名额有限' }],
    REVOKE: ['revokeHonour', { reason: '违纪' }],
  };
  expect([...honourStates.reachable('RECOMMENDED')].sort()).toEqual([...honourStates.states].sort());

  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTIONS), { minLength: 2, maxLength: 6 }), async (tried) => {
      const { recommend, organiser } = await aSecretary();
      const { id } = await recommend();
      let state: (typeof honourStates.states)[number] = 'RECOMMENDED';

      for (const action of tried) {
        const [act, input] = acts[action];
        const answer = await run(db, act, { id, ...input }, { actor: organiser });
        const next = honourStates.next(state, action);
        expect(answer.__typename === 'Honour').toBe(next !== undefined);
        state = next ?? state;
      }
      expect(
        (await ask(db, 'query ($id: ID!) { honour(id: $id) { state } }', { id }, { actor: organiser }))
          .honour,
      ).toEqual({
        state,
      });
    }),
    { numRuns: 10 },
  );
});

test('the events of honours say nothing of whose they are', async () => {
  const { recommend, person } = await aSecretary();
  const { id } = await recommend();

  const [event] = await db.query('select data from outbox where subject = $1', [id]);

  expect(JSON.stringify(event)).not.toContain(person.id);
});

const OF_PERSON = 'query ($id: ID!) { person(id: $id) { honours { kind post { code } area { name } } } }';
const OF_ORGANISATION = 'query ($id: ID!) { partyOrganisation(id: $id) { honours { id state } } }';
const LIST = 'query ($where: HonourFilter) { honours(first: 1, where: $where) { totalCount } }';
const MANY = /* GraphQL */ `
  query ($first: Int!, $where: HonourFilter) {
    honours(first: $first, where: $where) {
      nodes { kind person { maskedName honours { id } } partyOrganisation { name } post { title } area { name } history { action } }
    }
  }
`;
const RECOMMEND = /* GraphQL */ `
  mutation ($input: RecommendForHonourInput!) {
    recommendForHonour(input: $input) { ... on AlreadyRecommended { code honour { id } } }
  }
`;
