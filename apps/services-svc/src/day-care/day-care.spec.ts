import { randomUUID } from 'node:crypto';
import { anActor, countStatements, NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { localities } from '../locality';
import { SiteCapacity } from '../site/site.entity';
import { tables } from '../tables';
import { anArea, anElder, aSite, ask, aUnit, run } from '../testing';
import { tickDayCare } from './day-care.clock';
import { dayCareStates } from './day-care.states';

const db = testDatabase(tables);

/** A centre of so many places that a unit runs, and everybody around it. */
async function aCentre(places = 1) {
  const community = await anArea(db);
  const unit = await aUnit(db);
  const site = await aSite(db, community, {
    kind: 'DAY_CARE',
    name: '桂圆林日间照料中心',
    state: 'OPEN',
    operatorId: unit.id,
  });
  const room = (amount: number) =>
    db.manager.save(SiteCapacity, { siteId: site.id, unit: 'PLACE', amount, added: 0, updatedAt: NOW });
  await room(places);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const manager = anActor('SITE_MANAGER', { unitId: unit.id, areaId: community.id });
  const apply = async (elderId: string, asking: object = {}) =>
    run(db, 'applyForDayCare', { siteId: site.id, elderId }, { actor: clerk, ...asking });
  const comes = async (given: object = {}) => apply((await anElder(db, community, given)).id);
  const seen = async () => (await ask(db, CENTRE, { id: site.id }, { actor: clerk })).dayCare;
  const act = (name: string, id: string, given: object = {}) =>
    run(db, name, { id, ...given }, { actor: clerk });
  return { community, site, room, clerk, manager, apply, comes, seen, act };
}

const lineOf = async (id: string, asking: object) =>
  (await ask(db, LINE, { id }, asking)).dayCareEnrolment?.line;

describe('a place in day care (D24)', () => {
  it('that is free is offered at once, accepted, and kept', async () => {
    const { comes, act, seen } = await aCentre();

    const { id, state } = await comes();
    expect(state).toBe('OFFERED');
    expect(await act('acceptDayCarePlace', id)).toMatchObject({ state: 'ENROLLED' });

    expect(await seen()).toMatchObject({ places: 1, taken: 1, waiting: 0 });
    expect(await comes()).toMatchObject({ state: 'WAITING' });
  });

  it('that somebody leaves goes to whoever is next in line, in the same moment', async () => {
    const { comes, act, seen } = await aCentre();
    const first = await comes();
    await act('acceptDayCarePlace', first.id);
    const second = await comes();

    expect(await act('endDayCare', first.id, { reason: '搬走' })).toMatchObject({ state: 'ENDED' });

    expect(await seen()).toMatchObject({ taken: 1, waiting: 0 });
    expect(await act('acceptDayCarePlace', second.id)).toMatchObject({ state: 'ENROLLED' });
  });

  it('lapses when nobody accepts it in time, and goes on by the clock', async () => {
    const { comes, act } = await aCentre();
    const [late, next] = [await comes(), await comes()];

    expect(
      await run(db, 'acceptDayCarePlace', { id: late.id }, { actor: anActor('OPERATOR'), now: NOW }).catch(
        (fault) => fault.extensions.code,
      ),
    ).toBe('FORBIDDEN');
    const friday = new Date('2026-11-27T09:30:00+08:00');
    await Promise.all([tickDayCare(db, localities, friday), tickDayCare(db, localities, friday)]);

    expect(await act('acceptDayCarePlace', late.id)).toMatchObject({
      message: 'Cannot ACCEPT while LAPSED.',
    });
    expect(await act('acceptDayCarePlace', next.id)).toMatchObject({ state: 'ENROLLED' });
  });

  it('cannot be accepted after its time, though the clock has not come round', async () => {
    const { comes, clerk } = await aCentre();
    const { id } = await comes();
    const late = { actor: clerk, now: new Date('2026-11-27T09:30:00+08:00') };

    expect(await run(db, 'acceptDayCarePlace', { id }, late)).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
  });

  it('that a centre grows by is offered by the clock, one that it shrank by is taken from nobody', async () => {
    const { comes, room, seen } = await aCentre(1);
    await comes();
    await comes();
    await room(0);
    await tickDayCare(db, localities, NOW);
    expect(await seen()).toMatchObject({ places: 0, taken: 1, waiting: 1 });

    await room(2);
    await tickDayCare(db, localities, NOW);

    expect(await seen()).toMatchObject({ places: 2, taken: 2, waiting: 0 });
  });

  it('is let go by whoever leaves the books', async () => {
    const { community, apply, act, comes, seen } = await aCentre();
    const elder = await anElder(db, community);
    const { id } = await apply(elder.id);
    await act('acceptDayCarePlace', id);
    await comes();

    await act('endElderCare', elder.id, { reason: '迁出' });

    expect(await seen()).toMatchObject({ taken: 1, waiting: 0 });
  });

  it('is refused to the young, to those who have one, and where there is no centre', async () => {
    const { community, site, apply, act, clerk } = await aCentre(2);
    const young = await anElder(db, community, { birthDate: '1980-01-01' });
    const elder = await anElder(db, community);
    const canteen = await aSite(db, community, { kind: 'ELDER_CANTEEN' });
    const other = await aCentre();

    expect(await apply(young.id)).toMatchObject({ __typename: 'NotEntitled' });
    expect(await apply(randomUUID())).toMatchObject({ __typename: 'NotFound' });
    const { id } = await apply(elder.id);
    expect(await apply(elder.id)).toMatchObject({ __typename: 'EnrolledAlready' });
    await act('acceptDayCarePlace', id);
    const elsewhere = { siteId: other.site.id, elderId: elder.id };
    expect(await run(db, 'applyForDayCare', elsewhere, { actor: clerk })).toMatchObject({
      __typename: 'EnrolledAlready',
    });
    const nowhere = { siteId: canteen.id, elderId: elder.id };
    expect(await run(db, 'applyForDayCare', nowhere, { actor: clerk })).toMatchObject({
      __typename: 'NotFound',
    });
    await run(db, 'suspendSite', { id: site.id, reason: '检修' }, { actor: clerk });
    expect(await apply((await anElder(db, community)).id)).toMatchObject({
      message: 'Cannot APPLY while SUSPENDED.',
    });
  });

  it('is applied for by residents for themselves, and by a manager at their own centre', async () => {
    const { community, apply, manager } = await aCentre(3);
    const personId = randomUUID();
    const elder = await anElder(db, community, { personId });

    expect(await apply(elder.id, { actor: anActor('RESIDENT', { personId: randomUUID() }) })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await apply(elder.id, { actor: { ...manager, unitId: randomUUID() } })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await apply(elder.id, { actor: anActor('RESIDENT', { personId }) })).toMatchObject({
      state: 'OFFERED',
    });
  });
});

describe('the line', () => {
  it('goes by need and then by time, and tells everybody why they stand where they do', async () => {
    const { community, comes, clerk, apply } = await aCentre(0);
    const personId = randomUUID();
    const earlier = await anElder(db, community, { birthDate: '1960-01-01' });
    await apply(earlier.id, { now: new Date(NOW.getTime() - 60_000) });
    const me = await anElder(db, community, { birthDate: '1960-01-01', personId });
    const { id } = await apply(me.id, { now: new Date(NOW.getTime() - 30_000) });
    await comes({ birthDate: '1960-01-01' });
    await comes({ birthDate: '1936-01-01' });
    const helpless = await comes({ groups: ['DISABLED_BY_AGE'] });

    expect(await lineOf(helpless.id, { actor: clerk })).toEqual({ place: 1, length: 5, ahead: [] });
    expect(await lineOf(id, { actor: anActor('RESIDENT', { personId }) })).toEqual({
      place: 4,
      length: 5,
      ahead: [
        { reason: 'HIGHER_PRIORITY', count: 1, priority: { code: 'CANNOT_CARE', label: expect.any(String) } },
        { reason: 'HIGHER_PRIORITY', count: 1, priority: { code: 'VERY_OLD', label: 'Very old' } },
        { reason: 'APPLIED_EARLIER', count: 1, priority: { code: 'OTHERS', label: expect.any(String) } },
      ],
    });
  });

  it('is left by those who wait no longer', async () => {
    const { comes, act, seen } = await aCentre(0);
    const { id } = await comes();

    expect(await act('withdrawFromDayCare', id, { reason: ' ' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('withdrawFromDayCare', id, { reason: '家人照顾' })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await seen()).toMatchObject({ waiting: 0 });
  });

  it('shows no resident who else stands in it, and is held to that by the database', async () => {
    const { site, comes } = await aCentre(0);
    const { id } = await comes();

    expect(await lineOf(id, { actor: anActor('RESIDENT', { personId: randomUUID() }) })).toBeUndefined();
    expect(await db.query('select id from day_care_enrolment where site_id = $1', [site.id])).toEqual([]);
  });

  it('of ten who leave while ten apply gives every place to one, and leaves none free', async () => {
    const { community, apply, act, seen } = await aCentre(10);
    const elders = await Promise.all(Array.from({ length: 20 }, () => anElder(db, community)));
    const stays = await Promise.all(elders.slice(0, 10).map(({ id }) => apply(id)));
    for (const { id } of stays) await act('acceptDayCarePlace', id);

    await Promise.all([
      ...stays.map(({ id }) => act('endDayCare', id, { reason: '期满' })),
      ...elders.slice(10).map(({ id }) => apply(id)),
      tickDayCare(db, localities, NOW),
    ]);

    expect(await seen()).toMatchObject({ places: 10, taken: 10, waiting: 0 });
  });

  it('holds whatever is tried, in whatever order: no place is given twice, none is free while somebody waits', async () => {
    const tried = fc.array(
      fc.record({
        act: fc.constantFrom('APPLY', 'ACCEPT', 'WITHDRAW', 'END', 'TICK'),
        elder: fc.nat({ max: 4 }),
      }),
      { minLength: 4, maxLength: 16 },
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 }), tried, async (places, steps) => {
        const { community, apply, act, seen } = await aCentre(places);
        const elders = await Promise.all(Array.from({ length: 5 }, () => anElder(db, community)));
        const known = new Map<number, { id: string; state: (typeof dayCareStates.states)[number] }>();

        for (const { act: action, elder } of steps) {
          if (action === 'TICK') await tickDayCare(db, localities, NOW);
          else if (action === 'APPLY') {
            const answer = await apply(elders[elder]!.id);
            if (answer.__typename === 'DayCareEnrolment') known.set(elder, answer);
          } else if (known.has(elder)) {
            const { id } = known.get(elder)!;
            const before = await stateOf(id);
            const name = { ACCEPT: 'acceptDayCarePlace', WITHDRAW: 'withdrawFromDayCare', END: 'endDayCare' }[
              action
            ];
            const answer = await act(name, id, action === 'ACCEPT' ? {} : { reason: '试' });
            expect(answer.__typename).toBe(
              dayCareStates.next(before, action) ? 'DayCareEnrolment' : 'ActionNotAllowed',
            );
          }

          const { taken, waiting } = await seen();
          expect(taken).toBeLessThanOrEqual(places);
          expect(waiting > 0 && taken < places).toBe(false);
        }
      }),
      { numRuns: 10 },
    );
  }, 60_000);
});

const stateOf = async (id: string) =>
  (await withReach(db, (tx) => tx.query('select state from day_care_enrolment where id = $1', [id])))[0]
    .state;

describe('a stay', () => {
  const aStay = async () => {
    const centre = await aCentre();
    const { id } = await centre.comes();
    await centre.act('acceptDayCarePlace', id);
    const stay = async (asking: object = { actor: centre.clerk }) =>
      (await ask(db, STAY, { id, purpose: '制定照护计划' }, asking)).dayCareEnrolment;
    return { ...centre, id, stay };
  };

  it('has a care plan, whose notes are read with the scope and a purpose alone', async () => {
    const { id, act, clerk, stay } = await aStay();
    const plan = (given: object) =>
      act('agreeCarePlan', id, {
        services: ['MEALS', 'BATHING'],
        reviewOn: '2027-02-23',
        notes: '右侧偏瘫',
        ...given,
      });

    expect(await plan({ services: [] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await plan({ reviewOn: '2026-11-23' })).toMatchObject({ __typename: 'InvalidInput' });
    await plan({});

    await expect(stay()).rejects.toThrow('pii:read');
    expect(await stay({ actor: { ...clerk, scopes: ['pii:read'] } })).toMatchObject({
      carePlan: { services: ['MEALS', 'BATHING'], reviewOn: '2027-02-23', notes: '右侧偏瘫' },
    });
    const read = await db.query('select purpose from access_record where record_id = $1', [id]);
    expect(read).toEqual([{ purpose: '制定照护计划' }]);
    const [stored] = await withReach(db, (tx) =>
      tx.query('select enrolment::text as row from day_care_enrolment enrolment where id = $1', [id]),
    );
    expect(stored.row).not.toContain('偏瘫');
  });

  it('is attended day by day, and a day can be corrected', async () => {
    const { id, site, act, clerk, stay } = await aStay();
    const record = (day: string, attended: boolean) => act('recordDayCareAttendance', id, { day, attended });

    expect(await record('2026-11-24', true)).toMatchObject({ __typename: 'InvalidInput' });
    expect(await record('2026-11-22', true)).toMatchObject({
      message: 'The stay began on 2026-11-23; nobody came before.',
    });
    await record('2026-11-23', true);
    await record('2026-11-23', false);

    expect((await stay()).attendance).toEqual([{ day: '2026-11-23', attended: false }]);
    const day = async (asking: object) => (await ask(db, DAY, { id: site.id }, asking)).dayCare.attendance;
    expect(await day({ actor: clerk })).toEqual({ enrolled: 1, attended: 0, absent: 1 });
    expect(await day({ actor: null })).toBeNull();
  });

  it('is kept by the centre’s manager and clerk, not by others', async () => {
    const { id, manager } = await aStay();
    const other = { ...manager, unitId: randomUUID() };

    expect(await run(db, 'endDayCare', { id, reason: '期满' }, { actor: other })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await run(db, 'endDayCare', { id, reason: '期满' }, { actor: manager })).toMatchObject({
      state: 'ENDED',
    });
  });
});

test('many enrolments with their lines are as many statements as one', async () => {
  const { comes, clerk } = await aCentre(0);
  await comes();
  const statements = async () =>
    (await countStatements(() => ask(db, MANY, {}, { actor: clerk }))).statements.length;
  const one = await statements();

  for (let i = 0; i < 4; i += 1) await comes();

  expect(await statements()).toBe(one);
});

test('every state of an enrolment can be reached', () => {
  expect([...dayCareStates.reachable('WAITING')].sort()).toEqual([...dayCareStates.states].sort());
});

const CENTRE = 'query ($id: ID!) { dayCare(id: $id) { places taken waiting } }';
const LINE = /* GraphQL */ `
  query ($id: ID!) {
    dayCareEnrolment(id: $id) { line { place length ahead { reason count priority { code label } } } }
  }
`;
const STAY = /* GraphQL */ `
  query ($id: ID!, $purpose: String!) {
    dayCareEnrolment(id: $id) {
      attendance { day attended }
      carePlan { services reviewOn notes(purpose: $purpose) }
    }
  }
`;
const DAY =
  'query ($id: ID!) { dayCare(id: $id) { attendance(day: "2026-11-23") { enrolled attended absent } } }';
const MANY = /* GraphQL */ `
  {
    dayCareEnrolments(first: 20, where: { states: [WAITING] }) {
      totalCount
      nodes {
        line { place ahead { count } } dayCare { taken site { name } } attendance { day }
        elder { maskedName dayCareEnrolments { id } } history { action }
      }
    }
  }
`;
