import { createHash, randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { aDeliberation, aVote, days, run, salt, yes } from '../deliberation/deliberation.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { expectWalk, historyOf } from '../walk.testing';
import { commitmentOf } from './tally';
import { voteStates } from './vote.states';

const db = testDatabase(tables);

/** A vote of the owners' committee (three) that is open, or a secret one of the compound's council (five). */
async function anOpenVote({ isSecret = false } = {}) {
  const place = await aDeliberation(db);
  await run(db, 'moveDeliberation', place.clerk, { id: place.id });
  if (isSecret) await aVote(db, place, place.committee, yes(3));
  const councilId = isSecret ? place.council : place.committee;
  const closesAt = days(7).toISOString();
  const vote = await run(db, 'openVote', place.clerk, { deliberationId: place.id, councilId, closesAt });
  return { ...place, deliberationId: place.id, id: vote.id as string, vote };
}

describe('a vote (表决)', () => {
  it('is open to whoever sits in the council, and told to them (D2)', async () => {
    const { id, vote, owners } = await anOpenVote();
    const toCast = async (i: number) => (await ask(db, TO_CAST, {}, { actor: owners[i]! })).votesToCast;

    expect(vote).toMatchObject({
      state: 'OPEN',
      isSecret: false,
      isSecondDiscussion: false,
      electorCount: 3,
      quorum: 2,
      tally: null,
    });
    expect(await toCast(0)).toEqual([{ id, deliberation: { title: '小区停车位改造' } }]);
    expect(await toCast(4)).toEqual([]);
  });

  it('gives each one vote, also when somebody casts two at once (一人一票)', async () => {
    const { id, owners, clerk } = await anOpenVote();
    const cast = (choice: string) => run(db, 'castVote', owners[0]!, { id, choice });

    const answers = await Promise.all(['IN_FAVOUR', 'AGAINST', 'ABSTAIN'].map(cast));

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'SaidAlready',
      'SaidAlready',
      'Vote',
    ]);
    const { vote } = await ask(db, VOTE, { id }, { actor: clerk });
    expect(vote.castCount).toBe(1);
    expect(vote.electors.nodes.filter(({ hasVoted }: { hasVoted: boolean }) => hasVoted)).toHaveLength(1);
  });

  it('loses none of the votes that are cast at once', async () => {
    const { id, owners, clerk } = await anOpenVote({ isSecret: true });

    await Promise.all(
      owners.map((owner) => run(db, 'castVote', owner, { id, choice: 'IN_FAVOUR', salt: salt() })),
    );

    expect(await run(db, 'closeVote', clerk, { id })).toMatchObject({
      outcome: 'CARRIED',
      tally: { inFavour: 5, against: 0, abstained: 0 },
    });
  });

  it('is refused to whoever is not on the roll, and when its time is over', async () => {
    const { id, owners, clerk } = await anOpenVote();
    const choice = 'IN_FAVOUR';

    expect(await run(db, 'castVote', clerk, { id, choice })).toMatchObject({ code: 'NO_VOICE' });
    expect(await run(db, 'castVote', owners[4]!, { id, choice })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(db, 'castVote', owners[0]!, { id, choice }, days(7))).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
  });

  it('is counted when its time is over or everybody has voted, and not before', async () => {
    const { id, owners, clerk } = await anOpenVote();
    const close = (now?: Date) => run(db, 'closeVote', clerk, { id }, now);
    const cast = (i: number, choice: string) => run(db, 'castVote', owners[i]!, { id, choice });

    await cast(0, 'IN_FAVOUR');
    await cast(1, 'AGAINST');
    expect(await close()).toMatchObject({ code: 'VOTE_NOT_OVER', outstanding: 1 });
    await cast(2, 'IN_FAVOUR');

    expect(await close()).toMatchObject({
      state: 'CLOSED',
      outcome: 'CARRIED',
      tally: { inFavour: 2, against: 1, abstained: 0 },
      deliberation: { state: 'DISCUSSED' },
    });
    expect(await close()).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('that is lost ends the deliberation; one without a quorum can be held again', async () => {
    const place = await aDeliberation(db, 'FIVE_DISCUSSIONS');
    await run(db, 'moveDeliberation', place.clerk, { id: place.id });

    expect(await aVote(db, place, place.committee, yes(1))).toMatchObject({
      outcome: 'NO_QUORUM',
      deliberation: { state: 'MOVED' },
    });
    expect(await aVote(db, place, place.committee, ['IN_FAVOUR', 'AGAINST'])).toMatchObject({
      outcome: 'LOST',
      deliberation: { state: 'REJECTED' },
    });
  });

  it('can be called off with a reason, and then there can be another', async () => {
    const { id, deliberationId, clerk, committee, owners } = await anOpenVote();
    const open = () =>
      run(db, 'openVote', clerk, { deliberationId, councilId: committee, closesAt: days(2).toISOString() });

    expect(await open()).toMatchObject({ code: 'VOTE_UNDER_WAY', vote: { id } });
    expect(
      await run(db, 'withdrawDeliberation', clerk, { id: deliberationId, reason: '撤回' }),
    ).toMatchObject({ code: 'VOTE_UNDER_WAY' });
    expect(await run(db, 'callOffVote', clerk, { id, reason: ' ' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await run(db, 'callOffVote', clerk, { id, reason: '名册有误' })).toMatchObject({
      state: 'CALLED_OFF',
      outcome: null,
    });
    expect(await run(db, 'castVote', owners[0]!, { id, choice: 'ABSTAIN' })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
    expect(await open()).toMatchObject({ state: 'OPEN' });
  });

  it('is opened once, also when two open it at once', async () => {
    const place = await aDeliberation(db);
    await run(db, 'moveDeliberation', place.clerk, { id: place.id });
    const opening = { deliberationId: place.id, councilId: place.committee, closesAt: days(2).toISOString() };

    const answers = await Promise.all([1, 2].map(() => run(db, 'openVote', place.clerk, opening)));

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual(['Vote', 'VoteUnderWay']);
  });

  it('is opened where the procedure has come to it, for a council that may vote then', async () => {
    const place = await aDeliberation(db);
    const elsewhere = await aDeliberation(db);
    const open = (given: object = {}) =>
      run(db, 'openVote', place.clerk, {
        deliberationId: place.id,
        councilId: place.committee,
        closesAt: days(2).toISOString(),
        ...given,
      });

    expect(await open()).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    await run(db, 'moveDeliberation', place.clerk, { id: place.id });
    expect(await open({ deliberationId: elsewhere.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open({ councilId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open({ councilId: elsewhere.committee })).toMatchObject({ field: 'councilId' });
    expect(await open({ closesAt: days(-1).toISOString() })).toMatchObject({ field: 'closesAt' });
    expect(await open({ closesAt: days(61).toISOString() })).toMatchObject({ field: 'closesAt' });
    expect(await open()).toMatchObject({ state: 'OPEN' });
  });
});

describe('a secret vote (无记名)', () => {
  it('lets each find their own ballot, and anybody count them again', async () => {
    const { id, owners, clerk } = await anOpenVote({ isSecret: true });
    const [own, choices] = [salt(), ['AGAINST', 'IN_FAVOUR', 'IN_FAVOUR', 'IN_FAVOUR']];
    for (const [i, choice] of choices.entries()) {
      await run(db, 'castVote', owners[i]!, { id, choice, salt: i === 0 ? own : salt() });
    }
    const closed = await run(db, 'closeVote', clerk, { id }, days(7));

    const { vote } = await ask(db, VOTE, { id }, { actor: owners[0]! });

    const ballots = vote.ballots.nodes as { commitment: string; choice: string }[];
    expect(closed).toMatchObject({ outcome: 'CARRIED', tally: { inFavour: 3, against: 1, abstained: 0 } });
    expect(ballots.map(({ choice }) => choice).sort()).toEqual([...choices].sort());
    expect(ballots).toContainEqual({ commitment: commitmentOf(id, 'AGAINST', own), choice: 'AGAINST' });
    const lines = ballots.map(({ commitment, choice }) => `${commitment} ${choice}`).join('\n');
    expect(vote.digest).toBe(createHash('sha256').update(lines).digest('hex'));
    const [, , ...told] = await historyOf(db, id);
    expect(told.at(-1)!.text).toContain(vote.digest);
  });

  it('wants a salt that cannot be guessed', async () => {
    const { id, owners } = await anOpenVote({ isSecret: true });

    expect(await run(db, 'castVote', owners[0]!, { id, choice: 'ABSTAIN' })).toMatchObject({ field: 'salt' });
    expect(await run(db, 'castVote', owners[0]!, { id, choice: 'ABSTAIN', salt: '123' })).toMatchObject({
      field: 'salt',
    });
  });

  it('answers a retry as it answered first, and keeps no trace of the choice under the key', async () => {
    const { id, owners, clerk } = await anOpenVote({ isSecret: true });
    const casting = { clientKey: randomUUID(), id, choice: 'AGAINST', salt: salt() };

    await run(db, 'castVote', owners[0]!, casting);
    const again = await run(db, 'castVote', owners[0]!, { ...casting, choice: 'IN_FAVOUR' });

    expect(again).toMatchObject({ __typename: 'Vote', castCount: 1 });
    expect(await run(db, 'closeVote', clerk, { id }, days(7))).toMatchObject({
      tally: { inFavour: 0, against: 1, abstained: 0 },
    });
  });

  it('tells nobody who voted what: not before the count, not after it, not from the tables', async () => {
    const { id, compound, owners, clerk } = await anOpenVote({ isSecret: true });
    for (const [i, choice] of ['IN_FAVOUR', 'IN_FAVOUR', 'AGAINST'].entries()) {
      await run(db, 'castVote', owners[i]!, { id, choice, salt: salt() });
    }
    const shown = async () => (await ask(db, VOTE, { id }, { actor: clerk })).vote;
    const read = (sql: string) =>
      db.transaction(async (tx) => {
        await tx.query(`select set_config('jinlin.area_path', $1, true)`, [compound.path]);
        return tx.query(sql, [id]);
      });

    expect(await shown()).toMatchObject({ tally: null, digest: null, ballots: { totalCount: 0, nodes: [] } });
    expect(await read('select * from ballot where vote_id = $1')).toEqual([]);
    await run(db, 'closeVote', clerk, { id }, days(7));

    const { electors, ballots } = await shown();
    expect(ballots.totalCount).toBe(3);
    expect(electors.nodes.map(({ choice }: { choice: string | null }) => choice)).toEqual(
      Array(5).fill(null),
    );
    // Every ballot was written by the transaction that counted, so none is tied to whoever cast it by when it came.
    const rows = await read(
      'select commitment, xmin::text as written from ballot where vote_id = $1 order by ctid',
    );
    expect(new Set(rows.map(({ written }: { written: string }) => written)).size).toBe(1);
    expect(rows).toEqual(
      rows.toSorted((a: { commitment: string }, b: { commitment: string }) =>
        a.commitment < b.commitment ? -1 : 1,
      ),
    );
    for (const row of await db.query('select entry::text from history where record_id = $1', [id])) {
      expect(row.entry).not.toMatch(/"choice"|commitment/);
    }
    const [{ outbox }] = await db.query(
      'select json_agg(data)::text as outbox from outbox where subject = $1',
      [id],
    );
    expect(outbox).not.toMatch(/choice|commitment|IN_FAVOUR|AGAINST/);
  });

  it('shows the roll to those in charge, and to others themselves alone', async () => {
    const { id, clerk, owners } = await anOpenVote({ isSecret: true });
    await run(db, 'castVote', owners[1]!, { id, choice: 'ABSTAIN', salt: salt() });
    const roll = async (actor: typeof clerk, hasVoted?: boolean) =>
      (await ask(db, ROLL, { id, hasVoted }, { actor })).vote?.electors.totalCount;

    expect(await roll(clerk)).toBe(5);
    expect(await roll(clerk, true)).toBe(1);
    expect(await roll(owners[0]!)).toBe(1);
    expect(await roll(anActor('RESIDENT', { personId: randomUUID() }))).toBeUndefined();
  });
});

describe('an open vote', () => {
  it('tells those in charge who voted what', async () => {
    const { id, clerk, owners } = await anOpenVote();
    await run(db, 'castVote', owners[0]!, { id, choice: 'AGAINST' });

    const { vote } = await ask(db, VOTE, { id }, { actor: clerk });

    expect(vote.electors.nodes).toContainEqual({
      person: { id: owners[0]!.personId },
      hasVoted: true,
      choice: 'AGAINST',
    });
    expect(vote.ballots.nodes).toEqual([]);
  });
});

test('a vote walks as its table says, whatever is tried', async () => {
  expect([...voteStates.reachable('OPEN')].sort()).toEqual([...voteStates.states].sort());

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('0', '1', '2', 'close', 'closeLate', 'callOff'), {
        minLength: 4,
        maxLength: 8,
      }),
      async (tried) => {
        const { id, clerk, owners } = await anOpenVote();
        for (const what of tried) {
          if (what === 'callOff') await run(db, 'callOffVote', clerk, { id, reason: '取消' });
          else if (what === 'close' || what === 'closeLate')
            await run(db, 'closeVote', clerk, { id }, days(what === 'close' ? 0 : 8));
          else await run(db, 'castVote', owners[Number(what)]!, { id, choice: 'IN_FAVOUR' });
        }

        expectWalk(await historyOf(db, id), voteStates, 'OPEN');
        const { vote } = await ask(db, VOTE, { id }, { actor: clerk });
        if (vote.tally) expect(vote.tally.inFavour).toBe(vote.castCount);
        expect(vote.castCount).toBe(
          vote.electors.nodes.filter(({ hasVoted }: { hasVoted: boolean }) => hasVoted).length,
        );
      },
    ),
    { numRuns: 6 },
  );
});

test('votes of a hundred deliberations cost as many statements as those of one', async () => {
  const { deliberationId, clerk } = await anOpenVote();
  const cost = async (count: number) => {
    const ids = Array.from({ length: count }, () => ({ __typename: 'Deliberation', id: deliberationId }));
    return (await countStatements(() => ask(db, OF_DELIBERATIONS, { ids }, { actor: clerk }))).statements
      .length;
  };

  expect(await cost(100)).toBe(await cost(1));
});

const TO_CAST = '{ votesToCast { id deliberation { title } } }';
const VOTE = `query ($id: ID!) {
  vote(id: $id) {
    castCount digest tally { inFavour against abstained }
    ballots(first: 50) { totalCount nodes { commitment choice } }
    electors(first: 50) { nodes { person { id } hasVoted choice } }
  }
}`;
const ROLL = `query ($id: ID!, $hasVoted: Boolean) {
  vote(id: $id) { electors(first: 50, hasVoted: $hasVoted) { totalCount } }
}`;
const OF_DELIBERATIONS = `query ($ids: [_Any!]!) {
  _entities(representations: $ids) {
    ... on Deliberation {
      myRating mediations { id }
      votes { council { name } electors(first: 5) { totalCount nodes { hasVoted } } ballots(first: 5) { totalCount } }
    }
  }
}`;
