import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { aCounty, anArea, aPartyOrganisation, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

const ON = '2026-11-01';
const none = { __typename: 'NotFound' };

/** A compound in the hands of a company, in a community with its committee. */
async function aCompound(given: Partial<Area> = {}) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, { name: '平桥社区' }, street);
  const compound = await anArea(
    db,
    {
      level: 'COMPOUND',
      name: '水榭花都',
      propertyMode: 'COMPANY',
      managedSince: '2021-05-01',
      introducedProperty: false,
      enclosed: false,
      ...given,
    },
    community,
  );
  const committee = await aPartyOrganisation(db, community, {
    kind: 'COMMUNITY_COMMITTEE',
    name: '平桥社区党委',
  });
  const company = await aUnit(db, county, { kind: 'PROPERTY_COMPANY', name: '万家物业' });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const act = (name: string, input: object, actor = clerk) =>
    run(db, name, { id: compound.id, on: ON, ...input }, { actor });
  const takeOver = (input: object = {}, actor = clerk) =>
    act(
      'takeCompoundIntoCustody',
      { partyOrganisationId: committee.id, reason: '物业弃管，业主大会表决', ...input },
      actor,
    );
  const handOver = (input: object = {}, actor = clerk) =>
    act('handOverCompound', { mode: 'COMPANY', unitId: company.id, reason: '业主大会选聘', ...input }, actor);
  return {
    county,
    street,
    community,
    compound,
    committee,
    company,
    organiser,
    elsewhere,
    clerk,
    act,
    takeOver,
    handOver,
  };
}

const handsOf = async ({ id }: Area, asOf: string | null = null) =>
  (await ask(db, HANDS, { id, asOf })).area.compound;

describe('a compound in custody (D1)', () => {
  it('is taken over by its community’s committee, and given to a company when one is found', async () => {
    const { compound, takeOver, handOver } = await aCompound();

    expect(await takeOver({ until: '2026-11-15' })).toMatchObject({
      __typename: 'Area',
      availableActions: expect.arrayContaining(['HAND_OVER', 'TAKE_INTO_CUSTODY']),
    });
    expect(await handsOf(compound)).toMatchObject({
      propertyMode: 'PARTY_COMMITTEE_CUSTODY',
      managedSince: ON,
      management: {
        custodian: { name: '平桥社区党委' },
        manager: null,
        custodyUntil: '2026-11-15',
        isCustodyOverdue: true,
      },
    });

    await handOver({ on: '2026-11-10' });

    const { managements, ...present } = await handsOf(compound);
    expect(present).toMatchObject({ propertyMode: 'COMPANY', management: { manager: { name: '万家物业' } } });
    expect(managements).toEqual([
      expect.objectContaining({ mode: 'COMPANY', from: '2021-05-01', to: ON, manager: null }),
      expect.objectContaining({
        mode: 'PARTY_COMMITTEE_CUSTODY',
        from: ON,
        to: '2026-11-10',
        isCustodyOverdue: false,
        reason: '物业弃管，业主大会表决',
      }),
      expect.objectContaining({ mode: 'COMPANY', from: '2026-11-10', to: null }),
    ]);
  });

  it('is read in the hands of any day, and listed by them', async () => {
    const { compound, community, act } = await aCompound();
    await act('handOverCompound', { mode: 'NONE', reason: '物业弃管' });

    expect(await handsOf(compound, '2026-10-31')).toMatchObject({
      propertyMode: 'COMPANY',
      managedSince: '2021-05-01',
      management: { mode: 'COMPANY', to: ON },
    });
    expect(await handsOf(compound, ON)).toMatchObject({ propertyMode: 'NONE', managedSince: ON });
    const managed = async (asOf: string) =>
      (await ask(db, MANAGED, { id: community.id, asOf })).areas.totalCount;
    expect([await managed('2026-10-31'), await managed(ON)]).toEqual([1, 0]);
  });

  it('is not taken over twice', async () => {
    const { takeOver } = await aCompound();
    await takeOver();

    expect(await takeOver({ on: '2026-11-05' })).toMatchObject({ __typename: 'SameHands' });
  });

  it('is no other committee’s to take over', async () => {
    const { street, community, compound, takeOver, organiser } = await aCompound();
    const other = await anArea(db, {}, street);
    const theirs = await aPartyOrganisation(db, other, { kind: 'COMMUNITY_COMMITTEE' });
    const branch = await aPartyOrganisation(db, compound);
    const refused = { __typename: 'NotItsCommittee' };

    expect(await takeOver({ partyOrganisationId: theirs.id }, organiser)).toMatchObject(refused);
    expect(await takeOver({ partyOrganisationId: branch.id }, organiser)).toMatchObject({
      ...refused,
      message: `小区党支部 is not the committee of the community that ${compound.name} lies in.`,
    });
    expect(await takeOver({ partyOrganisationId: theirs.id })).toMatchObject(none);
    expect(await takeOver({ partyOrganisationId: community.id })).toMatchObject(none);
  });

  it.each([
    ['reason', { reason: ' ' }],
    ['on', { on: '2027-01-01' }],
    ['on', { on: '2021-05-01' }],
    ['until', { until: '2026-10-01' }],
  ])('is not taken over with a wrong %s: %j', async (field, wrong) => {
    const { takeOver } = await aCompound();

    expect(await takeOver(wrong)).toMatchObject({ __typename: 'InvalidInput', field });
  });
});

describe('a compound that changes hands (S12)', () => {
  it('has had property management brought in when nobody managed it before', async () => {
    const { compound, handOver } = await aCompound({ propertyMode: 'NONE', managedSince: null });

    await handOver();

    expect(await handsOf(compound)).toMatchObject({
      hasIntroducedProperty: true,
      propertyMode: 'COMPANY',
      managedSince: ON,
      managements: [{ mode: 'NONE', from: null, to: ON }, { mode: 'COMPANY' }],
    });
  });

  it.each([
    ['mode', { mode: 'PARTY_COMMITTEE_CUSTODY' }],
    ['unitId', { unitId: null }],
    ['unitId', { mode: 'NONE' }],
    ['unitId', { unitId: 'DEPARTMENT' }],
    ['reason', { reason: '' }],
    ['on', { on: '2021-05-01' }],
  ])('is not given over with a wrong %s: %j', async (field, wrong) => {
    const { county, handOver } = await aCompound();
    const given = 'unitId' in wrong && wrong.unitId ? { unitId: (await aUnit(db, county)).id } : wrong;

    expect(await handOver(given)).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('is not given to whom it belongs already, nor to a unit that is not there', async () => {
    const { compound, handOver } = await aCompound();
    await handOver();

    expect(await handOver({ on: '2026-11-05' })).toMatchObject({ __typename: 'SameHands' });
    expect(await handOver({ on: '2026-11-05', unitId: compound.id })).toMatchObject(none);
  });

  it('is enclosed once', async () => {
    const { compound, act } = await aCompound();

    await act('encloseCompound', {});

    expect(await handsOf(compound)).toMatchObject({ isEnclosed: true });
    expect(await act('encloseCompound', {})).toMatchObject({ field: 'id' });
    expect((await ask(db, HISTORY, { id: compound.id })).area.history).toEqual([{ action: 'ENCLOSE' }]);
  });

  it('is nobody’s from outside, and nothing but a compound does', async () => {
    const { community, takeOver, handOver, act, elsewhere, organiser } = await aCompound();

    expect(await takeOver({}, elsewhere)).toMatchObject(none);
    expect(await handOver({}, elsewhere)).toMatchObject(none);
    expect(await act('encloseCompound', {}, elsewhere)).toMatchObject(none);
    expect(await handOver({ id: community.id }, organiser)).toMatchObject({ field: 'id' });
    const { area } = await ask(db, 'query ($id: ID!) { area(id: $id) { availableActions } }', {
      id: community.id,
    });
    expect(area.availableActions).not.toContain('HAND_OVER');
  });
});

test('the hands of many compounds are read in as many statements as those of one', async () => {
  const { community, handOver } = await aCompound();
  await handOver();
  for (let i = 0; i < 5; i++) {
    await anArea(db, { level: 'COMPOUND', propertyMode: 'SELF_MANAGED' }, community);
  }

  const read = (first: number) => countStatements(() => ask(db, MANY, { id: community.id, first }));

  expect((await read(6)).statements.length).toBe((await read(1)).statements.length);
});

const MANAGEMENT = 'mode from to custodyUntil isCustodyOverdue reason manager { name } custodian { name }';
const HANDS = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      compound {
        propertyMode managedSince hasIntroducedProperty isEnclosed
        management { ${MANAGEMENT} }
        managements { ${MANAGEMENT} }
      }
    }
  }
`;
const MANAGED = /* GraphQL */ `
  query ($id: ID!, $asOf: LocalDate) {
    areas(first: 1, asOf: $asOf, where: { withinId: $id, compound: { isManaged: true } }) { totalCount }
  }
`;
const HISTORY = 'query ($id: ID!) { area(id: $id) { history { action } } }';
const MANY = /* GraphQL */ `
  query ($id: ID!, $first: Int!) {
    area(id: $id) {
      children(first: $first, level: COMPOUND) { nodes { compound { management { mode manager { name } } } } }
    }
  }
`;
