import { countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { aDualStreet, anItem, aRegistration, aSentMember } from '../registration/registration.testing';
import { tables } from '../tables';
import { ask, run } from '../testing';
import { serviceClaimStates, serviceItemStates } from './service-item.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';

type Street = Awaited<ReturnType<typeof aDualStreet>>;

async function aClaim(street: Street, given: object = {}) {
  const member = await aSentMember(db, street.unit, street.here);
  const item = await anItem(db, street, given);
  const claim = await run(
    db,
    'claimServiceItem',
    { itemId: item.id, registrationId: member.registration.id },
    { actor: member.self },
  );
  return { item, claim, ...member };
}

describe('a service item (H21)', () => {
  it('is posted by a community, finished and cancelled', async () => {
    const street = await aDualStreet(db);

    const item = await anItem(db, street);

    expect(item).toMatchObject({ state: 'OPEN', claimed: 0, isFull: false });
    const finish = () => run(db, 'finishServiceItem', { id: item.id }, { actor: street.clerk });
    expect(await finish()).toMatchObject({ state: 'DONE', availableActions: [] });
    expect(await finish()).toMatchObject({ __typename: 'ActionNotAllowed' });
    const other = await anItem(db, street, { from: '2026-12-01' });
    const cancel = (reason: string) =>
      run(db, 'cancelServiceItem', { id: other.id, reason }, { actor: street.clerk });
    expect(await run(db, 'finishServiceItem', { id: other.id }, { actor: street.clerk })).toMatchObject({
      field: 'id',
    });
    expect(await cancel(' ')).toMatchObject({ field: 'reason' });
    expect(await cancel('下雨')).toMatchObject({ state: 'CANCELLED' });
    expect(await cancel('下雨')).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it.each([
    ['title', { title: ' ' }],
    ['needed', { needed: 0 }],
    ['needed', { needed: 1001 }],
    ['to', { to: '2026-11-22' }],
    ['to', { from: '2026-12-31', to: '2026-12-30' }],
  ])('is not posted with a wrong %s', async (field, wrong) => {
    expect(await anItem(db, await aDualStreet(db), wrong)).toMatchObject({ field });
  });

  it('is posted for a community, by its own', async () => {
    const street = await aDualStreet(db);

    expect(await anItem(db, { ...street, clerk: street.clerkThere })).toMatchObject(none);
    expect(await anItem(db, { here: street.street, clerk: street.organiser })).toMatchObject({
      field: 'areaId',
    });
    const { id } = await anItem(db, street);
    for (const [act, more] of [
      ['finishServiceItem', {}],
      ['cancelServiceItem', { reason: '下雨' }],
    ] as const) {
      expect(await run(db, act, { id, ...more }, { actor: street.clerkThere })).toMatchObject(none);
    }
  });

  it('settles what was claimed: missed when it is done, withdrawn when it is cancelled', async () => {
    const street = await aDualStreet(db);
    const done = await aClaim(street);
    const cancelled = await aClaim(street);

    await run(db, 'finishServiceItem', { id: done.item.id }, { actor: street.clerk });
    await run(db, 'cancelServiceItem', { id: cancelled.item.id, reason: '下雨' }, { actor: street.clerk });

    const { serviceClaims } = await ask(db, CLAIMS, { where: {} }, { actor: street.clerk });
    expect(serviceClaims.nodes.map(({ state }: { state: string }) => state).sort()).toEqual([
      'MISSED',
      'WITHDRAWN',
    ]);
  });
});

describe('a claim (H21)', () => {
  it('is made by a member who is registered there, once', async () => {
    const street = await aDualStreet(db);
    const { item, claim, registration, self } = await aClaim(street);

    expect(claim).toMatchObject({ state: 'CLAIMED', availableActions: ['TAKE_PART', 'WITHDRAW', 'MISS'] });
    const again = { itemId: item.id, registrationId: registration.id };
    expect(await run(db, 'claimServiceItem', again, { actor: self })).toMatchObject({
      __typename: 'AlreadyClaimed',
    });
  });

  it('is not made by who is registered elsewhere, no more, or as a unit', async () => {
    const street = await aDualStreet(db);
    const { id: itemId } = await anItem(db, street);
    const wrong = [
      (await aSentMember(db, street.unit, street.there)).registration,
      (await aSentMember(db, street.unit, street.here, { state: 'ENDED', toOn: '2023-01-01' })).registration,
      await aRegistration(db, street.there, { kind: 'UNIT', unitId: street.unit.id }),
    ];

    for (const { id } of wrong) {
      expect(
        await run(db, 'claimServiceItem', { itemId, registrationId: id }, { actor: street.organiser }),
      ).toMatchObject({ __typename: 'NotRegisteredHere' });
    }
  });

  it('is not made for somebody out of reach, on nothing, on what is over or is no longer open', async () => {
    const street = await aDualStreet(db);
    const { registration, self } = await aSentMember(db, street.unit, street.here);
    const other = await aSentMember(db, street.unit, street.here);
    const { id: itemId } = await anItem(db, street, { to: TODAY });
    const claim = (given: object, actor = self, now = new Date('2026-11-23T02:00:00Z')) =>
      run(db, 'claimServiceItem', { itemId, registrationId: registration.id, ...given }, { actor, now });

    expect(await claim({ registrationId: other.registration.id })).toMatchObject(none);
    expect(await claim({}, street.clerkThere)).toMatchObject(none);
    expect(await claim({ itemId: registration.id })).toMatchObject(none);
    expect(await claim({}, self, new Date('2026-11-24T02:00:00Z'))).toMatchObject({ field: 'itemId' });
    await run(db, 'cancelServiceItem', { id: itemId, reason: '下雨' }, { actor: street.clerk });
    expect(await claim({})).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is given back, so that another may have it', async () => {
    const street = await aDualStreet(db);
    const { item, claim, self } = await aClaim(street, { needed: 1 });
    const other = await aSentMember(db, street.unit, street.here);
    const claimIt = () =>
      run(
        db,
        'claimServiceItem',
        { itemId: item.id, registrationId: other.registration.id },
        { actor: street.desk },
      );
    const withdraw = (actor = self) => run(db, 'withdrawServiceClaim', { id: claim.id }, { actor });

    expect(await claimIt()).toMatchObject({ __typename: 'ServiceItemFull' });
    expect(await withdraw(other.self)).toMatchObject(none);
    expect(await withdraw()).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
    expect(await withdraw()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await claimIt()).toMatchObject({ state: 'CLAIMED' });
  });

  it('is never one too many, though fifty race for five places', async () => {
    const street = await aDualStreet(db);
    const { id: itemId } = await anItem(db, street, { needed: 5 });
    const members = await Promise.all(
      Array.from({ length: 50 }, () => aSentMember(db, street.unit, street.here)),
    );

    const answers = await Promise.all(
      members.map(({ registration, self }) =>
        run(db, 'claimServiceItem', { itemId, registrationId: registration.id }, { actor: self }),
      ),
    );

    const made = answers.filter(({ __typename }) => __typename === 'ServiceClaim');
    expect(made).toHaveLength(5);
    expect(answers.filter(({ __typename }) => __typename === 'ServiceItemFull')).toHaveLength(45);
    const { serviceItem } = await ask(db, ITEM, { id: itemId }, { actor: street.clerk });
    expect(serviceItem).toMatchObject({ claimed: 5, isFull: true, claims: { totalCount: 5 } });
  }, 30_000);

  it('is honoured by taking part, on several days too, with hours', async () => {
    const street = await aDualStreet(db);
    const { claim } = await aClaim(street);
    const takePart = (on: string, hours: number, now: string, actor = street.clerk) =>
      run(
        db,
        'recordServiceParticipation',
        { claimId: claim.id, on, hours },
        { actor, now: new Date(`${now}T08:00:00Z`) },
      );

    expect(await takePart(TODAY, 2, '2026-11-24')).toMatchObject({ state: 'TAKEN_PART' });
    expect(await takePart('2026-11-24', 1.5, '2026-11-24')).toMatchObject({
      state: 'TAKEN_PART',
      participations: [
        { on: TODAY, hours: 2 },
        { on: '2026-11-24', hours: 1.5 },
      ],
    });
    expect(await takePart('2026-11-24', 1, '2026-11-24')).toMatchObject({ field: 'on' });
    expect(await takePart('2026-11-25', 1, '2026-11-25', street.clerkThere)).toMatchObject(none);
  });

  it.each([
    ['in the future', 'on', { on: '2026-11-24' }],
    ['before the claim', 'on', { on: '2026-11-22' }],
    ['for less than no hours', 'hours', { hours: -1 }],
    ['for more than twelve hours', 'hours', { hours: 12.5 }],
  ])('is not honoured %s', async (_, field, wrong) => {
    const street = await aDualStreet(db);
    const { claim } = await aClaim(street, { from: '2026-11-01' });
    const input = { claimId: claim.id, on: TODAY, hours: 2, ...wrong };

    expect(await run(db, 'recordServiceParticipation', input, { actor: street.clerk })).toMatchObject({
      field,
    });
  });

  it('is shown to community, unit and member only', async () => {
    const street = await aDualStreet(db);
    const { claim, self } = await aClaim(street);
    await run(
      db,
      'recordServiceParticipation',
      { claimId: claim.id, on: TODAY, hours: 2 },
      { actor: street.clerk },
    );
    const counts = async (actor: typeof self | null) => {
      const { serviceClaims, serviceParticipations } = await ask(db, CLAIMS, { where: {} }, { actor });
      return [serviceClaims.totalCount, serviceParticipations.hours];
    };

    for (const actor of [street.clerk, street.desk, self]) expect(await counts(actor)).toEqual([1, 2]);
    for (const actor of [street.clerkThere, street.elsewhere, null]) {
      expect(await counts(actor)).toEqual([0, 0]);
    }
  });
});

test('whatever befalls an item, it holds as many claims as it says, and no claim leaves its life', async () => {
  const happening = fc.record({
    act: fc.constantFrom('claim', 'withdraw', 'takePart', 'finish', 'cancel'),
    who: fc.nat(3),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 10 }), async (happenings) => {
      const street = await aDualStreet(db);
      const members = await Promise.all([1, 2, 3, 4].map(() => aSentMember(db, street.unit, street.here)));
      const { id: itemId } = await anItem(db, street, { needed: 2 });
      const claimOf = new Map<number, string>();

      for (const { act, who } of happenings) {
        const claimId = claimOf.get(who) ?? itemId;
        const acts = {
          claim: ['claimServiceItem', { itemId, registrationId: members[who]!.registration.id }],
          withdraw: ['withdrawServiceClaim', { id: claimId }],
          takePart: ['recordServiceParticipation', { claimId, on: TODAY, hours: 1 }],
          finish: ['finishServiceItem', { id: itemId }],
          cancel: ['cancelServiceItem', { id: itemId, reason: '下雨' }],
        } as const;
        const [name, input] = acts[act];
        const answer = await run(db, name, input, { actor: street.clerk });
        if (answer.__typename === 'ServiceClaim') claimOf.set(who, answer.id);
      }

      const { serviceItem } = await ask(db, ITEM, { id: itemId }, { actor: street.clerk });
      const states = serviceItem.claims.nodes.map(({ state }: { state: string }) => state);
      expect(serviceItem.claimed).toBe(states.filter((state: string) => state !== 'WITHDRAWN').length);
      expect(serviceItem.claimed).toBeLessThanOrEqual(2);
      if (serviceItem.state !== 'OPEN') expect(states).not.toContain('CLAIMED');
    }),
    { numRuns: 8 },
  );
}, 60_000);

test('items and claims live as their tables say', () => {
  expect(serviceItemStates.reachable('OPEN')).toEqual(new Set(['OPEN', 'DONE', 'CANCELLED']));
  expect(serviceClaimStates.reachable('TAKEN_PART')).toEqual(new Set(['TAKEN_PART']));
});

test('items are listed by state, kind, day and whether they are full; ten in as many statements as one', async () => {
  const street = await aDualStreet(db);
  await aClaim(street, { needed: 1 });
  for (let nth = 0; nth < 9; nth++)
    await aClaim(street, { kind: 'CARE', from: '2026-11-01', to: '2026-11-30' });
  const count = async (where: object) =>
    (
      await ask(
        db,
        ITEMS,
        { first: 1, where: { withinId: street.here.id, ...where } },
        { actor: street.clerk },
      )
    ).serviceItems.totalCount;

  expect(await count({})).toBe(10);
  expect(await count({ kind: 'CARE' })).toBe(9);
  expect(await count({ isFull: true })).toBe(1);
  expect(await count({ on: '2026-12-15' })).toBe(1);
  expect(await count({ state: 'DONE' })).toBe(0);
  const list = (first: number) =>
    ask(db, ITEMS, { first, where: { withinId: street.here.id } }, { actor: street.clerk });
  const one = await countStatements(() => list(1));
  const ten = await countStatements(() => list(10));
  expect(ten.statements.length).toBe(one.statements.length);
});

const CLAIMS = /* GraphQL */ `
  query ($where: ServiceClaimFilter) {
    serviceClaims(first: 10, where: $where) { totalCount nodes { state } }
    serviceParticipations(first: 10) { totalCount hours }
  }
`;
const ITEM = /* GraphQL */ `
  query ($id: ID!) {
    serviceItem(id: $id) { state claimed isFull claims(first: 50) { totalCount nodes { state } } }
  }
`;
const ITEMS = /* GraphQL */ `
  query ($first: Int!, $where: ServiceItemFilter) {
    serviceItems(first: $first, where: $where) {
      totalCount
      nodes {
        community { name }
        claims(first: 5) { nodes { person { maskedName } registration { kind } participations { hours } } }
        history { action }
      }
    }
  }
`;
