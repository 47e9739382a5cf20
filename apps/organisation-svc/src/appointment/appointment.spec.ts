import { brokenLink } from '@jinlin/history';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPartyOrganisation, aPerson, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

async function aCommunity() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  const grid = await anArea(db, { level: 'GRID' }, community);
  return { county, street, community, grid, organiser, elsewhere, person: await aPerson(db, county) };
}

const FROM = '2026-10-01';

describe('an appointment', () => {
  it('gives a county leader the post of first secretary beside their own (H1, H2, S16)', async () => {
    const { community, organiser, person } = await aCommunity();
    const input = { personId: person.id, post: 'FIRST_SECRETARY', areaId: community.id, from: FROM };
    const how = {
      source: 'SECONDED',
      rank: 'COUNTY_LEADER',
      document: '合委办〔2021〕15号',
      isConcurrent: true,
    };

    const appointment = await run(db, 'appoint', { ...input, ...how }, { actor: organiser });

    expect(appointment).toMatchObject({
      state: 'SERVING',
      from: FROM,
      to: null,
      availableActions: ['ATTACH_DOCUMENT', 'END'],
      rank: how.rank,
    });
    const { area } = await ask(db, FIRST_SECRETARY, { id: community.id });
    expect(area.firstSecretary).toMatchObject({
      id: appointment.id,
      localTitle: 'First secretary',
      isConcurrent: true,
    });
  });

  it('of a first secretary is refused while there is one (H1)', async () => {
    const { community, organiser, person } = await aCommunity();
    const holder = await anAppointment(db, community);
    const input = { personId: person.id, post: 'FIRST_SECRETARY', areaId: community.id, from: FROM };

    const refused = await ask(
      db,
      APPOINT,
      { input: { clientKey: 'second', ...input } },
      { actor: organiser },
    );

    expect(refused.appoint).toEqual({
      __typename: 'PostTaken',
      message: 'FIRST_SECRETARY at 百花亭社区 is held already.',
      holder: { id: holder.id },
    });
  });

  it('of a first secretary is made once, however many ask at the same moment', async () => {
    const { community, organiser, county } = await aCommunity();
    const people = await Promise.all([1, 2, 3].map(() => aPerson(db, county)));

    const answers = await Promise.all(
      people.map(({ id }) =>
        run(
          db,
          'appoint',
          { personId: id, post: 'FIRST_SECRETARY', areaId: community.id, from: FROM },
          { actor: organiser },
        ),
      ),
    );

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'Appointment',
      'PostTaken',
      'PostTaken',
    ]);
  });

  it('of a second first secretary is stopped by the database too', async () => {
    const { community } = await aCommunity();
    await anAppointment(db, community);

    await expect(anAppointment(db, community)).rejects.toThrow(/appointment_one_first_secretary/);
  });

  it('is not made to overlap one that has ended', async () => {
    const { community, organiser, person } = await aCommunity();
    await anAppointment(db, community, { state: 'ENDED', toOn: '2026-10-15' });
    const appoint = (from: string) =>
      run(
        db,
        'appoint',
        { personId: person.id, post: 'FIRST_SECRETARY', areaId: community.id, from },
        { actor: organiser },
      );

    expect(await appoint(FROM)).toMatchObject({ __typename: 'PostTaken' });
    expect(await appoint('2026-10-15')).toMatchObject({ __typename: 'Appointment' });
  });

  it('lets one person serve several places, but no place twice (H28)', async () => {
    const { community, grid, organiser, person } = await aCommunity();
    const building = await anArea(db, { level: 'BUILDING' }, grid);
    const next = await anArea(db, { level: 'BUILDING' }, grid);
    const lead = (areaId: string) =>
      run(
        db,
        'appoint',
        { personId: person.id, post: 'BUILDING_PARTY_MEMBER', areaId, from: FROM },
        { actor: organiser },
      );

    expect(await lead(building.id)).toMatchObject({ __typename: 'Appointment' });
    expect(await lead(next.id)).toMatchObject({ __typename: 'Appointment' });
    expect(await lead(next.id)).toMatchObject({ __typename: 'PostTaken' });
    expect((await ask(db, COUNTS, { where: { withinId: community.id } })).appointments).toEqual({
      totalCount: 2,
      peopleCount: 1,
    });
  });

  it('is not given past the five steps by which its holders are chosen, since these began (H29)', async () => {
    const { grid, organiser, person } = await aCommunity();
    const building = await anArea(db, { level: 'BUILDING' }, grid);
    const lead = (from: string) =>
      run(
        db,
        'appoint',
        { personId: person.id, post: 'BUILDING_HEAD', areaId: building.id, from },
        { actor: organiser },
      );

    expect(await lead(FROM)).toMatchObject({
      field: 'post',
      message: expect.stringContaining('open a selection'),
    });
    expect(await lead('2020-12-31')).toMatchObject({ __typename: 'Appointment' });
  });

  it('is held at a unit or in a Party organisation (F4), at its seat', async () => {
    const { county, organiser, person, community } = await aCommunity();
    const compound = await anArea(db, { level: 'COMPOUND', propertyMode: 'COMPANY' }, community);
    const branch = await aPartyOrganisation(db, compound);
    const unit = await aUnit(db, county);
    const appoint = (input: object) =>
      run(db, 'appoint', { personId: person.id, from: FROM, ...input }, { actor: organiser });

    expect(await appoint({ post: 'UNIT_LEADER', unitId: unit.id })).toMatchObject({
      area: { id: county.id },
    });
    expect(await appoint({ post: 'COMPOUND_SECRETARY', partyOrganisationId: branch.id })).toMatchObject({
      area: { id: compound.id },
    });
  });

  it.each([
    ['post', { post: 'FU_BUTLER' }],
    ['post', { post: 'GRID_HEAD' }],
    ['post', { post: 'UNIT_LEADER' }],
    ['from', { from: '2026-12-31' }],
    ['areaId', { areaId: null }],
    ['areaId', { unitId: 'some' }],
  ])('is not made with a wrong %s (%j)', async (field, wrong) => {
    const { community, organiser, person } = await aCommunity();
    const input = { personId: person.id, post: 'COMMUNITY_SECRETARY', areaId: community.id, from: FROM };

    expect(await run(db, 'appoint', { ...input, ...wrong }, { actor: organiser })).toMatchObject({
      __typename: 'InvalidInput',
      field,
    });
  });

  it('is not made for somebody or somewhere unknown, or from outside', async () => {
    const { community, organiser, elsewhere, person } = await aCommunity();
    const input = { personId: person.id, post: 'COMMUNITY_SECRETARY', areaId: community.id, from: FROM };
    const none = { __typename: 'NotFound' };

    expect(
      await run(db, 'appoint', { ...input, personId: community.id }, { actor: organiser }),
    ).toMatchObject(none);
    expect(await run(db, 'appoint', { ...input, areaId: person.id }, { actor: organiser })).toMatchObject(
      none,
    );
    expect(await run(db, 'appoint', input, { actor: elsewhere })).toMatchObject(none);
    const { id } = await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY' });
    expect(await run(db, 'endAppointment', { id, to: FROM }, { actor: elsewhere })).toMatchObject(none);
  });

  it('ends on a day, once, and leaves its mark on the day before', async () => {
    const { community, organiser } = await aCommunity();
    const { id } = await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY' });
    const end = (to: string) => run(db, 'endAppointment', { id, to, reason: '换届' }, { actor: organiser });

    expect(await end('2026-12-31')).toMatchObject({ field: 'to' });
    expect(await end('2020-12-31')).toMatchObject({ field: 'to' });
    expect(await end(FROM)).toMatchObject({ state: 'ENDED', to: FROM, availableActions: [] });
    expect(await end(FROM)).toMatchObject({ __typename: 'ActionNotAllowed' });
    const heads = await ask(db, HEADS, { id: community.id, before: '2026-09-30' });
    expect(heads).toEqual({ now: { head: null }, former: { head: { id } } });
  });

  it('has a history whose chain holds', async () => {
    const { community, organiser, person } = await aCommunity();
    const input = { personId: person.id, post: 'COMMUNITY_SECRETARY', areaId: community.id, from: FROM };
    const { id } = await run(db, 'appoint', input, { actor: organiser });
    await run(db, 'endAppointment', { id, to: '2026-11-01' }, { actor: organiser });

    const rows = await db.query(
      'select sequence, entry::text, hash from history where record_id = $1 order by sequence',
      [id],
    );

    expect(rows).toHaveLength(2);
    expect(brokenLink(rows)).toBeNull();
  });
});

describe('who fills which posts', () => {
  const refused = { extensions: { code: 'FORBIDDEN' } };

  it('leaves to a clerk of the community what lies below it (D2, S13)', async () => {
    const { community, grid, person } = await aCommunity();
    const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
    const appoint = (post: string, areaId: string) =>
      run(db, 'appoint', { personId: person.id, post, areaId, from: FROM }, { actor });

    expect(await appoint('GRID_HEAD', grid.id)).toMatchObject({ __typename: 'Appointment' });
    await expect(appoint('COMMUNITY_SECRETARY', community.id)).rejects.toMatchObject(refused);
    const { id } = await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY' });
    await expect(run(db, 'endAppointment', { id, to: FROM }, { actor })).rejects.toMatchObject(refused);
  });

  it('leaves to the street what lies below it', async () => {
    const { street, community, person } = await aCommunity();
    const actor = anActor('STREET_COMMANDER', { areaId: street.id });
    const appoint = (post: string, areaId: string) =>
      run(db, 'appoint', { personId: person.id, post, areaId, from: FROM }, { actor });

    expect(await appoint('COMMUNITY_SECRETARY', community.id)).toMatchObject({ __typename: 'Appointment' });
    await expect(appoint('STREET_SECRETARY', street.id)).rejects.toMatchObject(refused);
  });
});

describe('cross-posts (D14, F5)', () => {
  it('are people who hold all the posts at one place', async () => {
    const { community, county } = await aCommunity();
    const compounds = await Promise.all(
      [1, 2].map(() => anArea(db, { level: 'COMPOUND', propertyMode: 'COMPANY' }, community)),
    );
    const [one, two] = compounds as [(typeof compounds)[0], (typeof compounds)[0]];
    const crossed = await aPerson(db, county);
    await anAppointment(db, one, { personId: crossed.id, post: 'COMPOUND_SECRETARY' });
    await anAppointment(db, one, { personId: crossed.id, post: 'OWNERS_COMMITTEE_DIRECTOR' });
    await anAppointment(db, two, { post: 'COMPOUND_SECRETARY' });
    await anAppointment(db, two, { personId: crossed.id, post: 'OWNERS_COMMITTEE_DIRECTOR' });

    const { crossPosts } = await ask(db, CROSSED, { withinCode: community.code });

    expect(crossPosts).toEqual({
      totalCount: 1,
      nodes: [
        {
          person: { id: crossed.id },
          area: { id: one.id },
          appointments: [
            { post: { code: 'COMPOUND_SECRETARY' } },
            { post: { code: 'OWNERS_COMMITTEE_DIRECTOR' } },
          ],
        },
      ],
    });
  });

  it('are asked for with two posts at least', async () => {
    const { community } = await aCommunity();

    await expect(
      ask(
        db,
        `{ crossPosts(withinCode: "${community.code}", posts: ["GRID_HEAD", "GRID_HEAD"], first: 1) { totalCount } }`,
      ),
    ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('a list of appointments', () => {
  it('filters by who, what, where, when and how', async () => {
    const { community, person, grid } = await aCommunity();
    await anAppointment(db, community, { personId: person.id, source: 'SECONDED', rank: 'COUNTY_LEADER' });
    await anAppointment(db, grid, {
      post: 'GRID_HEAD',
      state: 'ENDED',
      toOn: '2022-01-01',
      isConcurrent: true,
    });

    const count = async (where: object) =>
      (await ask(db, COUNTS, { where: { withinId: community.id, ...where } })).appointments.totalCount;

    expect(await count({})).toBe(2);
    expect(await count({ post: 'GRID_HEAD' })).toBe(1);
    expect(await count({ isServing: true })).toBe(1);
    expect(await count({ servingOn: '2021-12-31' })).toBe(2);
    expect(await count({ servingOn: '2022-01-01' })).toBe(1);
    expect(await count({ personId: person.id })).toBe(1);
    expect(await count({ source: 'SECONDED', rank: 'COUNTY_LEADER' })).toBe(1);
    expect(await count({ isConcurrent: true })).toBe(1);
    expect((await ask(db, OF_PERSON, { id: person.id })).person.appointments.totalCount).toBe(1);
    expect((await ask(db, AT_AREA, { id: community.id })).area.appointments.totalCount).toBe(1);
  });

  it('is read in as many statements for a hundred as for one', async () => {
    const { community, county } = await aCommunity();
    for (let i = 0; i < 12; i++) {
      const compound = await anArea(db, { level: 'COMPOUND', propertyMode: 'NONE' }, community);
      await anAppointment(db, compound, {
        post: 'COMPOUND_SECRETARY',
        personId: (await aPerson(db, county)).id,
      });
    }
    const list = (first: number) => ask(db, LIST, { first, where: { withinId: community.id } });

    const one = await countStatements(() => list(1));
    const twelve = await countStatements(() => list(100));

    expect(twelve.answer.appointments.nodes).toHaveLength(12);
    expect(twelve.statements.length).toBe(one.statements.length);
  });
});

const FIRST_SECRETARY =
  'query ($id: ID!) { area(id: $id) { firstSecretary { id localTitle isConcurrent } } }';
const APPOINT = /* GraphQL */ `
  mutation ($input: AppointInput!) {
    appoint(input: $input) {
      __typename
      ... on Refusal { message }
      ... on PostTaken { holder { id } }
    }
  }
`;
const COUNTS = /* GraphQL */ `
  query ($where: AppointmentFilter) { appointments(first: 1, where: $where) { totalCount peopleCount } }
`;
const HEADS = /* GraphQL */ `
  query ($id: ID!, $before: LocalDate!) {
    now: area(id: $id) { head { id } }
    former: area(id: $id, asOf: $before) { head { id } }
  }
`;
const CROSSED = /* GraphQL */ `
  query ($withinCode: AreaCode!) {
    crossPosts(withinCode: $withinCode, posts: ["COMPOUND_SECRETARY", "OWNERS_COMMITTEE_DIRECTOR"], first: 5) {
      totalCount
      nodes { person { id } area { id } appointments { post { code } } }
    }
  }
`;
const OF_PERSON =
  'query ($id: ID!) { person(id: $id) { appointments(first: 5, isServing: true) { totalCount } } }';
const AT_AREA = 'query ($id: ID!) { area(id: $id) { appointments(first: 5) { totalCount } } }';
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: AppointmentFilter) {
    appointments(first: $first, where: $where) {
      nodes { localTitle person { maskedName } area { name } unit { name } partyOrganisation { name } history { action } }
    }
  }
`;
