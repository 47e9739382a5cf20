import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { tickWishes } from './wish.clock';
import { aWish, aWishAfter, aWishingPlace, CLAIMED, POSTED, REALISED, run as runOn } from './wish.testing';

const db = testDatabase(tables);

const run = (act: string, input: object, asking: Asking) => runOn(db, act, input, asking);
const daysLater = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

describe('a micro-wish (微心愿, D9, D19, X15, SM-5)', () => {
  it('is collected, reviewed, posted, taken on, fulfilled, confirmed and earns points', async () => {
    const { id, clerk, volunteer } = await aWishAfter(db, []);

    expect(await run('reviewWish', { id, title: '一个新书包' }, { actor: clerk })).toMatchObject({
      state: 'REVIEWED',
      title: '一个新书包',
    });
    expect(await run('postWish', { id }, { actor: clerk })).toMatchObject({ state: 'POSTED' });
    expect(await run('claimWish', { id }, { actor: volunteer })).toMatchObject({
      state: 'CLAIMED',
      claimCount: 1,
      expiresAt: daysLater(15).toISOString(),
    });
    expect(await run('realiseWish', { id, realisation: '已送到' }, { actor: volunteer })).toMatchObject({
      state: 'REALISED',
    });
    expect(await run('confirmWish', { id, rating: 5 }, { actor: clerk })).toMatchObject({
      state: 'POINTS_AWARDED',
      points: 20,
      ruleVersion: '350322/microWishes/1',
      availableActions: [],
    });
  });

  it('tells services-svc what it earned, and nothing of the wisher', async () => {
    const { id, clerk, volunteer, community } = await aWishAfter(db, REALISED);
    await run('confirmWish', { id, rating: 4 }, { actor: clerk });

    const events = await db.query('select type, data from outbox where subject = $1 order by id', [id]);

    expect(events.at(-1)).toMatchObject({
      type: 'micro_wish.award_points',
      data: { takerPersonId: volunteer.personId, points: 20, localityCode: '350322', areaId: community.id },
    });
    expect(JSON.stringify(events)).not.toMatch(/林小雨|13800001234|LEFT_BEHIND/);
  });

  it('earns nothing when a unit fulfils it', async () => {
    const { id, clerk, desk } = await aWishAfter(db, POSTED);
    await run('claimWish', { id }, { actor: desk });
    await run('realiseWish', { id, realisation: '已送到' }, { actor: desk });

    expect(await run('confirmWish', { id, rating: 5 }, { actor: clerk })).toMatchObject({
      state: 'CONFIRMED',
      points: null,
    });
  });

  it('is sent to somebody, who alone may take it on until their time is over (点单、派单、接单)', async () => {
    const { id, organiser, clerk, desk, volunteer, unit } = await aWishAfter(db, POSTED);

    expect(await run('dispatchWish', { id, unitId: unit.id }, { actor: organiser })).toMatchObject({
      state: 'DISPATCHED',
    });
    expect(await run('claimWish', { id }, { actor: volunteer })).toMatchObject({
      code: 'DISPATCHED_TO_ANOTHER',
    });
    expect(await run('returnWish', { id, reason: '' }, { actor: desk })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run('returnWish', { id, reason: '无力承担' }, { actor: desk })).toMatchObject({
      state: 'POSTED',
      expiresAt: null,
    });
    expect(await run('claimWish', { id }, { actor: volunteer })).toMatchObject({ state: 'CLAIMED' });
    expect(await run('giveUpWish', { id, reason: '出差' }, { actor: clerk })).toMatchObject({
      state: 'POSTED',
    });
  });

  it('is had by one of those who take it on at the same moment', async () => {
    const { id, volunteer, neighbour, desk } = await aWishAfter(db, POSTED);

    const answers = await Promise.all(
      [volunteer, neighbour, desk].map((actor) => run('claimWish', { id }, { actor })),
    );

    expect(answers.filter(({ state }) => state === 'CLAIMED')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ACTION_NOT_ALLOWED')).toHaveLength(2);
  });

  it('is taken on once by whoever presses twice', async () => {
    const { id, volunteer } = await aWishAfter(db, POSTED);
    const input = { id, clientKey: randomUUID() };

    const [once, again] = await Promise.all([
      run('claimWish', input, { actor: volunteer }),
      run('claimWish', input, { actor: volunteer }),
    ]);

    expect([once, again]).toMatchObject([{ claimCount: 1 }, { claimCount: 1 }]);
  });

  it('is posted again by the clock when nobody takes or fulfils it in time', async () => {
    const claimed = await aWishAfter(db, CLAIMED);
    const sent = await aWishAfter(db, POSTED);
    const kept = await aWishAfter(db, REALISED);
    await run('dispatchWish', { id: sent.id, unitId: sent.unit.id }, { actor: sent.clerk });

    await tickWishes(db, localities, daysLater(14));
    expect(await wish(claimed.id)).toMatchObject({ state: 'CLAIMED' });
    expect(await wish(sent.id)).toMatchObject({ state: 'POSTED', dispatchedTo: null });

    await Promise.all([tickWishes(db, localities, daysLater(15)), tickWishes(db, localities, daysLater(15))]);
    expect(await wish(claimed.id, claimed.clerk)).toMatchObject({
      state: 'POSTED',
      claimedBy: null,
      expiresAt: null,
      claimCount: 1,
      history: expect.arrayContaining([
        expect.objectContaining({ action: 'EXPIRE', fromState: 'CLAIMED', role: 'OPERATOR' }),
      ]),
    });
    expect(await wish(kept.id)).toMatchObject({ state: 'REALISED' });
    expect(await tickWishes(db, localities, daysLater(15))).toEqual({ expired: 0 });
  });

  it('goes back to whoever has it when the wisher says that it was not fulfilled', async () => {
    const place = await aWishingPlace(db);
    const { clerk, wisher, volunteer, neighbour } = place;
    const input = { areaId: place.grid.id, ...aWish };
    const { id } = await run('collectWish', input, { actor: wisher });
    await run('reviewWish', { id, title: '书包' }, { actor: clerk });
    await run('postWish', { id }, { actor: clerk });
    await run('claimWish', { id }, { actor: volunteer });
    await run('realiseWish', { id, realisation: '已送到' }, { actor: volunteer });

    expect(await run('denyWish', { id, reason: '没有收到' }, { actor: neighbour })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run('confirmWish', { id, rating: 5 }, { actor: volunteer })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      await run('denyWish', { id, reason: '没有收到' }, { actor: wisher, now: daysLater(3) }),
    ).toMatchObject({ state: 'CLAIMED', expiresAt: daysLater(18).toISOString() });
    await run('realiseWish', { id, realisation: '补送' }, { actor: volunteer });
    expect(await run('confirmWish', { id, rating: 6 }, { actor: wisher })).toMatchObject({ field: 'rating' });
    expect(await run('confirmWish', { id, rating: 3 }, { actor: wisher })).toMatchObject({
      state: 'POINTS_AWARDED',
    });
  });

  it('is turned down or taken back, with the reason', async () => {
    const declined = await aWishAfter(db, []);
    const withdrawn = await aWishAfter(db, CLAIMED);

    expect(
      await run('declineWish', { id: declined.id, reason: '无法实现' }, { actor: declined.clerk }),
    ).toMatchObject({ state: 'DECLINED' });
    expect(
      await run('withdrawWish', { id: withdrawn.id, reason: ' ' }, { actor: withdrawn.clerk }),
    ).toMatchObject({ field: 'reason' });
    expect(
      await run('withdrawWish', { id: withdrawn.id, reason: '已自行购买' }, { actor: withdrawn.clerk }),
    ).toMatchObject({ state: 'WITHDRAWN', expiresAt: null });
  });

  it('is refused for what cannot be', async () => {
    const { id, clerk, grid, volunteer } = await aWishAfter(db, []);
    const collect = (given: object) =>
      run('collectWish', { areaId: grid.id, ...aWish, ...given }, { actor: clerk });

    expect(await collect({ channel: 'FAX' })).toMatchObject({ field: 'channel' });
    expect(await collect({ group: 'RICH' })).toMatchObject({ field: 'group' });
    expect(await collect({ words: ' ' })).toMatchObject({ field: 'words' });
    expect(await collect({ wisher: { name: '' } })).toMatchObject({ field: 'wisher.name' });
    expect(await collect({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('reviewWish', { id, title: '' }, { actor: clerk })).toMatchObject({ field: 'title' });
    expect(await run('reviewWish', { id, title: '林小雨的书包' }, { actor: clerk })).toMatchObject({
      code: 'NAMES_WISHER',
    });
    expect(await run('postWish', { id }, { actor: clerk })).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });

    await run('reviewWish', { id, title: '书包' }, { actor: clerk });
    await run('postWish', { id }, { actor: clerk });
    const both = { id, unitId: randomUUID(), personId: randomUUID() };
    expect(await run('dispatchWish', both, { actor: clerk })).toMatchObject({ field: 'unitId' });
    expect(await run('dispatchWish', { id }, { actor: clerk })).toMatchObject({ field: 'unitId' });
    expect(await run('dispatchWish', { id, unitId: randomUUID() }, { actor: clerk })).toMatchObject({
      code: 'NOT_FOUND',
    });
    await run('claimWish', { id }, { actor: volunteer });
    expect(await run('realiseWish', { id, realisation: '' }, { actor: volunteer })).toMatchObject({
      field: 'realisation',
    });
  });

  it('is not collected where the profile has no micro-wishes, and not taken on by whoever wished it', async () => {
    const { grid, wisher, clerk } = await aWishingPlace(db);
    const { id } = await run('collectWish', { areaId: grid.id, ...aWish }, { actor: wisher });
    await run('reviewWish', { id, title: '书包' }, { actor: clerk });
    await run('postWish', { id }, { actor: clerk });

    expect(await run('claimWish', { id }, { actor: wisher })).toMatchObject({ field: 'id' });

    await db.query(`update area set code = '510522001006001' where id = $1`, [grid.id]);
    expect(await run('collectWish', { areaId: grid.id, ...aWish }, { actor: clerk })).toMatchObject({
      field: 'areaId',
    });
  });

  it('is collected and confirmed by the worker of the grid, who sees whom they asked and nobody else', async () => {
    const { grid, community, gridWorker, clerk, desk } = await aWishingPlace(db);
    const { id } = await run('collectWish', { areaId: grid.id, ...aWish }, { actor: gridWorker });
    const besideArea = await anArea(db, { code: '350322104009002', path: `${community.path}h/` });
    const beside = anActor('GRID_WORKER', { areaId: besideArea.id });

    expect(await wish(id, gridWorker)).toMatchObject({
      area: { id: community.id },
      wisher: { maskedName: '林**', area: { id: grid.id } },
    });
    expect(await wish(id, beside)).toBeNull();
    await run('reviewWish', { id, title: '书包' }, { actor: clerk });
    await run('postWish', { id }, { actor: clerk });
    await run('claimWish', { id }, { actor: desk });
    await run('realiseWish', { id, realisation: '已送到' }, { actor: desk });
    expect(await wish(id, beside)).toMatchObject({ title: '书包', wisher: null });
    expect(await run('confirmWish', { id, rating: 5 }, { actor: beside })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await run('confirmWish', { id, rating: 5 }, { actor: gridWorker })).toMatchObject({
      state: 'CONFIRMED',
    });
  });

  it('is kept by its own community only', async () => {
    const { id } = await aWishAfter(db, POSTED);
    const elsewhere = (await aWishingPlace(db)).clerk;

    for (const [act, input] of Object.entries({
      dispatchWish: { personId: randomUUID() },
      claimWish: { personId: randomUUID() },
      withdrawWish: { reason: '撤回' },
    })) {
      expect(await run(act, { id, ...input }, { actor: elsewhere })).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('whoever only browses wishes', () => {
  it('is shown what is posted, and nobody of a protected group', async () => {
    const { id, clerk, volunteer, neighbour, wisher } = await aWishAfter(db, CLAIMED);
    const hidden = {
      title: '一个新书包',
      wisher: null,
      history: null,
      claimedBy: { person: null, unit: null },
    };

    expect(await wish(id, null)).toMatchObject(hidden);
    expect(await wish(id, neighbour)).toMatchObject(hidden);
    expect(await wish(id, (await aWishingPlace(db)).clerk)).toMatchObject(hidden);
    expect(await wish(id, volunteer)).toMatchObject({
      wisher: null,
      claimedBy: { person: { id: volunteer.personId } },
    });
    expect(await wish(id, clerk)).toMatchObject({
      wisher: { maskedName: '林**', maskedPhone: '138****1234', isProtected: true, words: aWish.words },
    });
    expect(await wish((await aWishAfter(db, [])).id, wisher)).toBeNull();
  });

  it('is shown a masked name of others, and never their words', async () => {
    const { id, neighbour } = await aWishAfter(db, POSTED, { group: 'ORDINARY' });

    expect(await wish(id, neighbour)).toMatchObject({ wisher: { maskedName: '林**', words: null } });
    expect(await wish(id, null)).toMatchObject({ wisher: null });
  });

  it('finds no wisher in the database either', async () => {
    const { id, neighbour } = await aWishAfter(db, POSTED);

    const rows = await db.transaction(async (tx) => {
      await tx.query(
        `select set_config('jinlin.reach', 'AREA', true), set_config('jinlin.person_id', $1, true)`,
        [neighbour.personId],
      );
      return tx.query('select * from wisher where wish_id = $1', [id]);
    });

    expect(rows).toEqual([]);
  });

  it('learns a clear name only with a purpose and the right, and that is recorded', async () => {
    const { id, community, clerk } = await aWishAfter(db, POSTED);
    const read = (actor: Asking['actor']) => ask(db, CLEAR, { id }, { actor: actor ?? null });
    const trusted = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });

    await expect(read(clerk)).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    expect((await read(trusted)).microWish.wisher.inClear).toEqual(aWish.wisher);

    const [record] = await db.query('select role, purpose from access_record where record_id = $1', [id]);
    expect(record).toEqual({ role: 'COMMUNITY_CLERK', purpose: '送达心愿物品' });
  });
});

describe('wishes of an area (IND-15)', () => {
  it('are found by what a desk asks for', async () => {
    const { id, community, unit, clerk, volunteer } = await aWishAfter(db, POSTED);
    const count = async (where: object) => (await areasOf([community.id], where))[0].microWishes.totalCount;

    expect(await count({ group: 'LEFT_BEHIND_CHILD', channel: 'DOOR_VISIT', wasClaimed: false })).toBe(1);
    expect(await count({ areaId: (await aWishingPlace(db)).community.id, wasClaimed: true })).toBe(0);
    await run('dispatchWish', { id, unitId: unit.id }, { actor: clerk });
    expect(await count({ unitId: unit.id, states: ['DISPATCHED'] })).toBe(1);
    expect(await count({ expiresBefore: daysLater(30).toISOString() })).toBe(1);
    expect(await ofUnit(unit.id)).toEqual([{ id }]);
    await run('returnWish', { id, reason: '无力承担' }, { actor: clerk });
    await run('claimWish', { id }, { actor: volunteer });
    expect(await count({ personId: volunteer.personId, claimedBefore: daysLater(1).toISOString() })).toBe(1);
  });

  it('are tallied: how many came true, and how soon they were taken on', async () => {
    const { id, community, grid, clerk, volunteer } = await aWishAfter(db, POSTED);
    await run('claimWish', { id }, { actor: volunteer, now: new Date(NOW.getTime() + 6 * 3_600_000) });
    await run('realiseWish', { id, realisation: '已送到' }, { actor: volunteer });
    await run('confirmWish', { id, rating: 4 }, { actor: clerk });
    const other = await run('collectWish', { areaId: grid.id, ...aWish }, { actor: clerk });
    await run('reviewWish', { id: other.id, title: '书桌' }, { actor: clerk });
    await run('postWish', { id: other.id }, { actor: clerk });

    const [{ wishTally }] = await areasOf([community.id]);

    expect(wishTally).toEqual({
      posted: 2,
      claimed: 1,
      realised: 1,
      confirmed: 1,
      realisationRate: 0.5,
      medianHoursToClaim: 6,
      averageRating: 4,
    });
    expect((await areasOf([community.id], {}, '2026-11-24'))[0].wishTally).toMatchObject({
      posted: 0,
      realisationRate: null,
      medianHoursToClaim: null,
    });
  });

  it('cost as many statements for a hundred areas as for one', async () => {
    const { community } = await aWishAfter(db, CLAIMED);
    const { community: other } = await aWishAfter(db, POSTED);
    const cost = async (ids: string[]) => (await countStatements(() => areasOf(ids))).statements.length;

    const hundred = Array.from({ length: 100 }, (_, i) => (i % 2 ? community.id : other.id));
    expect(await cost(hundred)).toBe(await cost([community.id]));
  });

  it('are sorted by what the profile lists', async () => {
    const { microWishCatalogue, elsewhere } = await ask(db, CATALOGUE);

    expect(microWishCatalogue.channels).toContainEqual({ key: 'NOTICE', title: 'Posted notices' });
    expect(microWishCatalogue).toMatchObject({ points: 20, ruleVersion: '350322/microWishes/1' });
    expect(elsewhere).toBeNull();
  });
});

const wish = async (id: string, actor: Asking['actor'] = anActor('RESIDENT')) =>
  (await ask(db, WISH, { id }, { actor: actor ?? null })).microWish;

const areasOf = async (ids: string[], where: object = {}, from: string | null = null) => {
  const areas = ids.map((id) => ({ __typename: 'Area', id }));
  return (await ask(db, AREAS, { areas, where, from }, { actor: null }))._entities;
};

const ofUnit = async (id: string) =>
  (await ask(db, UNIT, { units: [{ __typename: 'Unit', id }] }))._entities[0].microWishes.nodes;

const WISH = `query ($id: ID!) {
  microWish(id: $id) {
    state title claimCount expiresAt area { id }
    wisher { maskedName maskedPhone isProtected words area { id } }
    dispatchedTo { unit { id } } claimedBy { unit { id } person { id } }
    history { action fromState role }
  }
}`;
const CLEAR = `query ($id: ID!) {
  microWish(id: $id) { wisher { inClear(purpose: "送达心愿物品") { name phone address } } }
}`;
const AREAS = `query ($areas: [_Any!]!, $where: MicroWishFilter, $from: LocalDate) {
  _entities(representations: $areas) {
    ... on Area {
      microWishes(first: 5, where: $where) {
        totalCount
        nodes { id title group { title } area { id } wisher { maskedName } claimedBy { person { id } } history { action } }
      }
      wishTally(from: $from) {
        posted claimed realised confirmed realisationRate medianHoursToClaim averageRating
      }
    }
  }
}`;
const UNIT = `query ($units: [_Any!]!) {
  _entities(representations: $units) { ... on Unit { microWishes(first: 5) { nodes { id } } } }
}`;
const CATALOGUE = `{
  microWishCatalogue(localityCode: "350322104009") { channels { key title } points ruleVersion }
  elsewhere: microWishCatalogue(localityCode: "510522") { points }
}`;
