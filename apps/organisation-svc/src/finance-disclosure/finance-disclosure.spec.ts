import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { FinanceDisclosureAction } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, run } from '../testing';
import { financeDisclosureStates } from './finance-disclosure.states';

const db = testDatabase(tables);

/** After the fifteen days that the profile of Hejiang says. */
const AFTERWARDS = new Date('2026-12-09T09:30:00+08:00');

async function aCompound() {
  const { county, street, elsewhere } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const compound = await anArea(db, { level: 'COMPOUND', name: '西湖广场小区' }, community);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const { id: personId } = await aPerson(db, community);
  const resident = anActor('RESIDENT', { areaId: compound.id, personId });
  const draft = (given: object = {}, actor = clerk) =>
    run(db, 'draftFinanceDisclosure', { areaId: compound.id, ...books, ...given }, { actor });
  const act = (name: string, input: Record<string, unknown>, { actor = clerk, now = NOW } = {}) =>
    run(db, name, input, { actor, now });
  return { county, street, community, compound, clerk, resident, elsewhere, draft, act };
}

/** Half of the fees are paid, the lifts' advertising pays for the guards, and residents get a little. */
const books = {
  from: '2026-01-01',
  to: '2026-06-30',
  opening: 1_000,
  closing: 5_500,
  feesDue: 10_000,
  lines: [
    { kind: 'FEES', title: '物业费', amount: 5_000 },
    { kind: 'COMMON_REVENUE', title: '电梯广告', amount: 2_500 },
    { kind: 'SERVICES', title: '保安保洁', amount: 2_000 },
    { kind: 'DIVIDEND', title: '居民分红', amount: 1_000 },
  ],
};

describe('the money of a compound (F22)', () => {
  it('is drawn up, hangs out for the days of the profile, and is confirmed', async () => {
    const { draft, act } = await aCompound();

    const { id, ...drafted } = await draft();
    const published = await act('publishFinanceDisclosure', { id });

    expect(drafted).toMatchObject({
      state: 'DRAFT',
      income: 7_500,
      expense: 3_000,
      closing: 5_500,
      feesPaidRate: 50,
      dividend: 1_000,
    });
    expect(published).toMatchObject({
      state: 'PUBLISHED',
      publishedOn: '2026-11-23',
      publicUntil: '2026-12-08',
    });
    expect(await act('confirmFinanceDisclosure', { id })).toMatchObject({ __typename: 'StillPublic' });
    expect(await act('confirmFinanceDisclosure', { id }, { now: AFTERWARDS })).toMatchObject({
      state: 'CONFIRMED',
      availableActions: [],
    });
    const { financeDisclosure } = await ask(db, TOLD, { id }, { actor: null });
    expect(financeDisclosure.lines[1]).toEqual({
      kind: 'COMMON_REVENUE',
      isIncome: true,
      title: '电梯广告',
      amount: 2_500,
    });
    expect(financeDisclosure.history.map(({ action }: { action: string }) => action)).toEqual([
      'DRAFT',
      'PUBLISH',
      'CONFIRM',
    ]);
  });

  it('must add up, from where the period before left off', async () => {
    const { draft } = await aCompound();
    expect(await draft({ closing: 5_501 })).toMatchObject({
      __typename: 'SumsDoNotAddUp',
      message: '"closing" is 5501 fen; the sums come to 5500.',
    });
    await draft();
    const next = { from: '2026-07-01', to: '2026-09-30', feesDue: 0 };

    expect(await draft({ ...next, opening: 5_000, closing: 9_500 })).toMatchObject({
      __typename: 'SumsDoNotAddUp',
      message: '"opening" is 5000 fen; the sums come to 5500.',
    });
    expect(await draft({ ...next, opening: 5_500, closing: 10_000 })).toMatchObject({ feesPaidRate: null });
  });

  it('is shown once for each day, and again when it was withdrawn', async () => {
    const { draft, act } = await aCompound();
    const { id } = await draft();

    expect(await draft({ from: '2026-06-30', to: '2026-07-31' })).toMatchObject({
      __typename: 'DisclosureOverlaps',
    });
    expect(await act('withdrawFinanceDisclosure', { id, reason: '票据遗漏' })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await draft()).toMatchObject({ state: 'DRAFT' });
  });

  it('can be written anew until it hangs out', async () => {
    const { draft, act } = await aCompound();
    const { id } = await draft();
    const lines = [{ kind: 'FEES', title: '物业费', amount: 8_000 }];

    const revised = await act('reviseFinanceDisclosure', {
      id,
      opening: 0,
      closing: 8_000,
      feesDue: 8_000,
      lines,
    });
    expect(revised).toMatchObject({ income: 8_000, expense: 0, feesPaidRate: 100 });
    expect(
      await act('reviseFinanceDisclosure', { id, opening: 0, closing: 1, feesDue: 0, lines }),
    ).toMatchObject({ __typename: 'SumsDoNotAddUp' });
    await act('publishFinanceDisclosure', { id });
    expect(await act('reviseFinanceDisclosure', { id, opening: 0, closing: 8_000, lines })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('waits for whoever objects to be answered', async () => {
    const { clerk, resident, draft, act } = await aCompound();
    const { id } = await draft();
    await act('publishFinanceDisclosure', { id });

    expect(
      await act('objectToFinanceDisclosure', { id, text: '电梯广告费偏低' }, { actor: resident }),
    ).toMatchObject({ objectionCount: 1, objections: [{ text: '电梯广告费偏低', answer: null }] });
    expect(await act('confirmFinanceDisclosure', { id }, { now: AFTERWARDS })).toMatchObject({
      __typename: 'ObjectionsOpen',
    });
    const [objection] = (await ask(db, TOLD, { id }, { actor: clerk })).financeDisclosure.objections;
    const answer = { id, objectionId: objection.id, answer: '合同附后，价格经业主大会表决' };
    expect(await act('answerFinanceObjection', { ...answer, answer: ' ' })).toMatchObject({
      field: 'answer',
    });
    expect(await act('answerFinanceObjection', answer)).toMatchObject({
      objections: [{ answer: answer.answer }],
    });
    expect(await act('answerFinanceObjection', answer)).toMatchObject({ __typename: 'NotFound' });
    expect(await act('confirmFinanceDisclosure', { id }, { now: AFTERWARDS })).toMatchObject({
      state: 'CONFIRMED',
    });
  });

  it('is objected to by those who live there, while it hangs out', async () => {
    const { resident, elsewhere, draft, act } = await aCompound();
    const { id } = await draft();
    const object = (given: object) =>
      act('objectToFinanceDisclosure', { id, text: '疑问' }, { actor: resident, ...given });

    // What is not hung out does not exist for residents.
    expect(await object({})).toMatchObject({ __typename: 'NotFound' });
    await act('publishFinanceDisclosure', { id });
    const stranger = anActor('RESIDENT', { areaId: elsewhere.areaId });
    expect(await object({ actor: stranger })).toMatchObject({ __typename: 'NotFound' });
    expect(await object({ now: AFTERWARDS })).toMatchObject({ field: 'id' });
    const nameless = anActor('RESIDENT', { areaId: resident.areaId });
    expect(await object({ actor: nameless })).toMatchObject({ objectionCount: 1, objections: [] });
  });

  it('shows drafts and objections only to those concerned', async () => {
    const { compound, clerk, resident, elsewhere, draft, act } = await aCompound();
    const { id } = await draft();
    const seen = async (actor: typeof clerk | null) =>
      (await ask(db, TOLD, { id }, { actor })).financeDisclosure?.objections.length ?? null;

    expect([await seen(clerk), await seen(resident), await seen(elsewhere), await seen(null)]).toEqual([
      0,
      null,
      null,
      null,
    ]);
    await act('publishFinanceDisclosure', { id });
    await act('objectToFinanceDisclosure', { id, text: '疑问' }, { actor: resident });
    expect([await seen(clerk), await seen(resident), await seen(elsewhere), await seen(null)]).toEqual([
      1, 1, 0, 0,
    ]);
    const { financeDisclosures } = await ask(db, LIST, {
      where: { withinId: compound.id, publicOn: '2026-12-01', hasDividend: true },
    });
    expect(financeDisclosures).toEqual({ totalCount: 1 });
  });

  it('needs lines, days in order and a place that keeps books', async () => {
    const { street, county, clerk, elsewhere, draft, act } = await aCompound();
    const { id } = await draft();

    expect(await draft({ areaId: street.id }, { ...clerk, areaId: county.id })).toMatchObject({
      field: 'areaId',
    });
    expect(await draft({ to: '2026-12-31' })).toMatchObject({ field: 'to' });
    expect(await draft({ from: '2025-12-31', to: '2025-12-01' })).toMatchObject({ field: 'to' });
    const year = { from: '2025-01-01', to: '2025-12-31', opening: 0, closing: 0 };
    expect(await draft({ ...year, opening: 1e15 })).toMatchObject({ field: 'opening' });
    expect(await draft({ ...year, feesDue: -1 })).toMatchObject({ field: 'feesDue' });
    expect(await draft({ ...year, lines: [] })).toMatchObject({ field: 'lines' });
    expect(await draft({ ...year, lines: [{ kind: 'FEES', title: ' ', amount: 1 }] })).toMatchObject({
      field: 'lines',
    });
    expect(await draft({ ...year, lines: [{ kind: 'FEES', title: '费', amount: 0 }] })).toMatchObject({
      field: 'lines',
    });
    expect(await draft({}, { ...clerk, areaId: elsewhere.areaId })).toMatchObject({ __typename: 'NotFound' });
    for (const name of ['publishFinanceDisclosure', 'confirmFinanceDisclosure']) {
      expect(
        await act(name, { id }, { actor: anActor('STREET_COMMANDER', { areaId: elsewhere.areaId }) }),
      ).toMatchObject({ __typename: 'NotFound' });
    }
  });
});

describe('the money of a community', () => {
  it('shows what its income ledger holds, no more and no less (H25)', async () => {
    const { community, clerk, act } = await aCompound();
    const entry = {
      areaId: community.id,
      year: 2026,
      model: 'ASSET_LEASE',
      amount: 700,
      sourceDocument: '租约',
    };
    await run(db, 'enterCommunityIncome', entry, { actor: clerk });
    const shown = (amount: number) => ({
      opening: 0,
      closing: amount,
      lines: [{ kind: 'COMMUNITY_INCOME', title: '资产出租', amount }],
    });
    const { id } = await act('draftFinanceDisclosure', {
      areaId: community.id,
      from: '2026-11-01',
      to: '2026-11-23',
      ...shown(600),
    });

    expect(await act('publishFinanceDisclosure', { id })).toMatchObject({ __typename: 'SumsDoNotAddUp' });
    await act('reviseFinanceDisclosure', { id, ...shown(700) });
    expect(await act('publishFinanceDisclosure', { id })).toMatchObject({ state: 'PUBLISHED' });
  });
});

test('whatever is tried in whatever order, only the steps of the table happen', async () => {
  const actions = ['REVISE', 'PUBLISH', 'OBJECT', 'CONFIRM', 'WITHDRAW'] as const;
  const acts: Record<(typeof actions)[number], { name: string; input: object }> = {
    REVISE: {
      name: 'reviseFinanceDisclosure',
      input: { opening: 1_000, closing: 5_500, lines: books.lines },
    },
    PUBLISH: { name: 'publishFinanceDisclosure', input: {} },
    OBJECT: { name: 'objectToFinanceDisclosure', input: { text: '疑问' } },
    CONFIRM: { name: 'confirmFinanceDisclosure', input: {} },
    WITHDRAW: { name: 'withdrawFinanceDisclosure', input: { reason: '有误' } },
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<FinanceDisclosureAction & keyof typeof acts>(...actions), { maxLength: 10 }),
      async (tried) => {
        const { clerk, draft, act } = await aCompound();
        const { id } = await draft();
        let state: (typeof financeDisclosureStates.states)[number] = 'DRAFT';
        let objections = 0;

        for (const action of tried) {
          const { name, input } = acts[action];
          const now = action === 'CONFIRM' ? AFTERWARDS : NOW;
          const answer = await act(name, { id, ...input }, { now });
          const allowed = financeDisclosureStates.next(state, action);
          const next = action === 'CONFIRM' && objections > 0 ? undefined : allowed;
          expect(answer.__typename === 'FinanceDisclosure').toBe(next !== undefined);
          if (next && action === 'OBJECT') objections += 1;
          state = next ?? state;
        }
        expect((await ask(db, TOLD, { id }, { actor: clerk })).financeDisclosure.state).toBe(state);
      },
    ),
    { numRuns: 12 },
  );
});

const TOLD = /* GraphQL */ `
  query ($id: ID!) {
    financeDisclosure(id: $id) {
      state
      lines { kind isIncome title amount }
      objections { id text answer }
      history { action }
    }
  }
`;
const LIST =
  'query ($where: FinanceDisclosureFilter) { financeDisclosures(first: 1, where: $where) { totalCount } }';
