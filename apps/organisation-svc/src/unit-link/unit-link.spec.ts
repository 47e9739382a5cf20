import { countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPerson, ask, aUnit, aUnitLink, run } from '../testing';

const db = testDatabase(tables);

describe('a link between a unit and a community (H3)', () => {
  it('makes the unit answer for the community, and is told to others', async () => {
    const { community, unit, organiser } = await aCommunity();

    const link = await run(
      db,
      'linkUnit',
      { unitId: unit.id, areaId: community.id, role: 'LEAD', from: '2021-03-01' },
      { actor: organiser },
    );

    expect(link).toMatchObject({ state: 'LINKED', role: 'LEAD', from: '2021-03-01', to: null });
    expect(await db.query('select type from outbox where subject = $1', [link.id])).toEqual([
      { type: 'unit-link.link' },
    ]);
    expect((await ask(db, LINKS, { id: community.id })).area.unitLinks).toMatchObject({
      totalCount: 1,
      unitCount: 1,
      nodes: [{ unit: { id: unit.id }, history: [{ action: 'LINK' }] }],
    });
  });

  it('gives a community one lead unit at a time, and the refusal names it', async () => {
    const { community, unit, organiser } = await aCommunity();
    const lead = await aUnitLink(db, community, {
      unitId: (await aUnit(db, community, { name: '教育局' })).id,
      role: 'LEAD',
    });
    const second = { unitId: unit.id, areaId: community.id, role: 'LEAD', from: '2022-03-01' };

    expect(await run(db, 'linkUnit', second, { actor: organiser })).toMatchObject({
      __typename: 'LeadUnitTaken',
      message: `教育局 leads in ${community.name}.`,
    });

    await run(db, 'endUnitLink', { id: lead.id, to: '2022-03-01' }, { actor: organiser });
    expect(await run(db, 'linkUnit', second, { actor: organiser })).toMatchObject({ state: 'LINKED' });
  });

  it('cannot double, and PostgreSQL holds to it', async () => {
    const { community, unit, organiser } = await aCommunity();
    const link = await aUnitLink(db, community, { unitId: unit.id, role: 'LEAD' });

    expect(
      await run(
        db,
        'linkUnit',
        { unitId: unit.id, areaId: community.id, role: 'CONTACT', from: '2022-03-01' },
        { actor: organiser },
      ),
    ).toMatchObject({ __typename: 'UnitAlreadyLinked' });
    await expect(aUnitLink(db, community, { unitId: unit.id, fromOn: '2023-01-01' })).rejects.toThrow(
      'unit_link_once_a_unit',
    );
    await expect(aUnitLink(db, community, { role: 'LEAD', fromOn: '2023-01-01' })).rejects.toThrow(
      'unit_link_one_lead',
    );
    expect(link.state).toBe('LINKED');
  });

  it.each([
    ['a street', { level: 'TOWNSHIP' as const }, '2021-03-01', 'areaId'],
    ['a day to come', {}, '2026-11-24', 'from'],
  ])('is refused for %s', async (_, given, from, field) => {
    const { county, unit, organiser } = await aCommunity();
    const area = await anArea(db, given, county);

    expect(
      await run(
        db,
        'linkUnit',
        { unitId: unit.id, areaId: area.id, role: 'CONTACT', from },
        { actor: organiser },
      ),
    ).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it.each([
    ['in days to come', '2026-11-24'],
    ['before it began', '2021-02-28'],
  ])('does not end %s', async (_, to) => {
    const { community, organiser } = await aCommunity();
    const { id } = await aUnitLink(db, community);

    expect(await run(db, 'endUnitLink', { id, to }, { actor: organiser })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'to',
    });
  });

  it('ends once, and only by those whose area holds the community', async () => {
    const { community, unit, organiser, elsewhere } = await aCommunity();
    const { id } = await aUnitLink(db, community);
    const end = (actor: typeof organiser) => run(db, 'endUnitLink', { id, to: '2022-03-01' }, { actor });

    expect(await end(elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await end(organiser)).toMatchObject({ state: 'ENDED', to: '2022-03-01', availableActions: [] });
    expect(await end(organiser)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(
      await run(
        db,
        'linkUnit',
        { unitId: unit.id, areaId: community.id, role: 'LEAD', from: '2021-03-01' },
        { actor: elsewhere },
      ),
    ).toMatchObject({ __typename: 'NotFound' });
  });

  it('is read as of the day that its community is read as of', async () => {
    const { community } = await aCommunity();
    await aUnitLink(db, community, { state: 'ENDED', fromOn: '2021-03-01', toOn: '2022-03-01' });

    const servedOn = async (asOf: string) =>
      (await ask(db, LINKS, { id: community.id, asOf, isServing: true })).area.unitLinks.totalCount;

    expect([await servedOn('2022-02-28'), await servedOn('2022-03-01')]).toEqual([1, 0]);
  });

  it('is read in as many statements for many communities as for one', async () => {
    const all = await Promise.all([1, 2, 3].map(aCommunity));
    for (const { community } of all) await aUnitLink(db, community);
    const refs = all.map(({ community: { id } }) => ({ __typename: 'Area', id }));

    const one = await countStatements(() => ask(db, MANY, { refs: refs.slice(0, 1) }));
    const three = await countStatements(() => ask(db, MANY, { refs }));

    expect(three.statements.length).toBe(one.statements.length);
  });
});

describe('a part-time deputy secretary (兼职副书记, H3)', () => {
  it('is the Party leader of a unit linked to the community', async () => {
    const { community, unit, organiser } = await aCommunity();
    await aUnitLink(db, community, { unitId: unit.id });
    const { personId } = await anAppointment(db, community, { post: 'UNIT_LEADER', unitId: unit.id });

    expect(await appointDeputy(community, personId, organiser)).toMatchObject({ state: 'SERVING' });
  });

  it.each([
    ['of a unit that is linked no longer', { state: 'ENDED' as const, toOn: '2022-03-01' }, 'PARTY_MEMBER'],
    ['who is no Party member', {}, 'NONE'],
  ])('is not a leader %s', async (_, link, politicalStatus) => {
    const { community, unit, organiser } = await aCommunity();
    await aUnitLink(db, community, { unitId: unit.id, ...link });
    const { id: personId } = await aPerson(db, community, { politicalStatus: politicalStatus as 'NONE' });
    await anAppointment(db, community, { post: 'UNIT_LEADER', unitId: unit.id, personId });

    expect(await appointDeputy(community, personId, organiser)).toMatchObject({
      __typename: 'NotFromLinkedUnit',
      message: `A part-time deputy secretary of ${community.name} must be the Party leader of a unit linked to it.`,
    });
  });

  const appointDeputy = ({ id: areaId }: Area, personId: string, actor: Organiser) =>
    run(db, 'appoint', { personId, post: 'DEPUTY_SECRETARY', areaId, from: '2022-06-01' }, { actor });
});

type Organiser = Awaited<ReturnType<typeof aCounty>>['organiser'];

async function aCommunity() {
  const laid = await aCounty(db);
  const community = await anArea(db, {}, laid.street);
  return { ...laid, community, unit: await aUnit(db, laid.county) };
}

const LINKS = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate, $isServing: Boolean) {
    area(id: $id, asOf: $asOf) {
      unitLinks(first: 10, isServing: $isServing) {
        totalCount unitCount
        nodes { unit { id } history { action } }
      }
    }
  }
`;
const MANY = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Area { unitLinks(first: 5) { totalCount nodes { unit { name communityLinks(first: 5) { totalCount } } } } }
    }
  }
`;
