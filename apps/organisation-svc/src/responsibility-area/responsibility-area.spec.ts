import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aCounty, anArea, aPartyOrganisation, aPerson, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

async function aCompound() {
  const { street, county, elsewhere } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const compound = await anArea(db, { level: 'COMPOUND' }, community);
  const [one, two, three] = [
    await anArea(db, { level: 'BUILDING', name: '1号楼' }, compound),
    await anArea(db, { level: 'BUILDING', name: '2号楼' }, compound),
    await anArea(db, { level: 'BUILDING', name: '3号楼' }, compound),
  ];
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const aMember = async () => (await aPerson(db, community)).id;
  const act = (name: string, input: Record<string, unknown>, actor = clerk) =>
    run(db, name, input, { actor });
  const assign = async (given: Record<string, unknown> = {}, actor = clerk) => {
    const holder = given.unitId || given.partyOrganisationId ? {} : { personId: await aMember() };
    const area = { name: '党员责任区', areaId: compound.id, placeIds: [one.id], from: '2026-03-01' };
    return act('assignResponsibilityArea', { ...area, ...holder, ...given }, actor);
  };
  const careOf = async (id: string, on?: string): Promise<string[]> =>
    (await ask(db, CARE, { id, on })).area.responsibilityAreas.map((area: { id: string }) => area.id);
  return { county, community, compound, one, two, three, clerk, elsewhere, aMember, act, assign, careOf };
}

describe('a responsibility area (S25, X7)', () => {
  it('puts buildings into the care of a member, a group or a unit, one of each kind at a time', async () => {
    const { compound, one, two, assign } = await aCompound();
    const group = await aPartyOrganisation(db, compound, { kind: 'BUILDING_GROUP' });
    const unit = await aUnit(db, compound);

    const member = await assign({ placeIds: [one.id, two.id] });
    expect(member).toMatchObject({ state: 'ACTIVE', kind: 'MEMBER', places: [{}, {}] });
    expect(await assign({ placeIds: [two.id] })).toMatchObject({ __typename: 'PlaceInCare' });
    expect(await assign({ placeIds: [two.id], partyOrganisationId: group.id })).toMatchObject({
      kind: 'PARTY_ORGANISATION',
    });
    expect(await assign({ placeIds: [two.id], unitId: unit.id })).toMatchObject({ unit: { id: unit.id } });
    expect((await ask(db, COVERAGE, { id: compound.id })).area.responsibilityCoverage).toEqual({
      places: 3,
      covered: 2,
      rate: expect.closeTo(66.7, 1),
    });
  });

  it('is drawn anew, and remembers how it was drawn', async () => {
    const { one, two, three, act, assign, careOf } = await aCompound();
    const { id } = await assign({ placeIds: [one.id, two.id] });
    const redraw = (placeIds: string[], on: string) => act('redrawResponsibilityArea', { id, placeIds, on });

    expect(await redraw([two.id, three.id], '2026-06-01')).toMatchObject({
      state: 'ACTIVE',
      places: [{}, {}],
    });
    expect(await careOf(one.id, '2026-05-31')).toEqual([id]);
    expect(await careOf(one.id, '2026-06-01')).toEqual([]);
    expect(await careOf(three.id, '2026-05-31')).toEqual([]);
    expect(await careOf(three.id)).toEqual([id]);
    expect(await redraw([one.id], '2026-06-01')).toMatchObject({ field: 'on' });
    expect(await redraw([three.id], '2026-07-01')).toMatchObject({ places: [{ id: three.id }] });
  });

  it('is handed over on a day, and its last holder stays readable', async () => {
    const { one, aMember, act, assign, careOf } = await aCompound();
    const first = await assign();
    const toId = await aMember();
    const handOver = (given: object = {}) =>
      act('handOverResponsibilityArea', { id: first.id, toId, on: '2026-09-01', reason: '调动', ...given });

    expect(await handOver({ on: '2026-03-01' })).toMatchObject({ field: 'on' });
    expect(await handOver({ reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await handOver({ toId: (first.person as { id: string }).id })).toMatchObject({ field: 'toId' });
    const second = await handOver();

    expect(second).toMatchObject({
      state: 'ACTIVE',
      from: '2026-09-01',
      person: { id: toId },
      places: [{ id: one.id }],
    });
    expect(await careOf(one.id, '2026-08-31')).toEqual([first.id]);
    expect(await careOf(one.id, '2026-09-01')).toEqual([second.id]);
    const { responsibilityArea } = await ask(db, TOLD, { id: first.id });
    expect(responsibilityArea).toEqual({
      state: 'ENDED',
      to: '2026-09-01',
      person: first.person,
      places: [{ id: one.id }],
      history: [{ action: 'ASSIGN' }, { action: 'HAND_OVER' }],
    });
    expect(await handOver()).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('is released, and its places are free again', async () => {
    const { one, act, assign, careOf, elsewhere } = await aCompound();
    const { id } = await assign();
    const release = (to: string, reason = '期满') => act('releaseResponsibilityArea', { id, to, reason });

    expect(await release('2026-03-01')).toMatchObject({ field: 'to' });
    expect(await release('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await release('2026-11-01', ' ')).toMatchObject({ field: 'reason' });
    expect(
      await act(
        'releaseResponsibilityArea',
        { id, to: '2026-11-01', reason: '期满' },
        {
          ...elsewhere,
          role: 'ORGANISER',
        },
      ),
    ).toMatchObject({ __typename: 'NotFound' });
    expect(await release('2026-11-01')).toMatchObject({ state: 'ENDED', availableActions: [] });
    expect(await careOf(one.id)).toEqual([]);
    expect(await assign({ from: '2026-10-01' })).toMatchObject({ __typename: 'PlaceInCare' });
    expect(await assign({ from: '2026-11-01' })).toMatchObject({ state: 'ACTIVE' });
  });

  it('is one’s when fifty are given the same building at once', async () => {
    const { assign } = await aCompound();
    const answers = await Promise.all(Array.from({ length: 50 }, () => assign()));
    expect(answers.filter(({ __typename }) => __typename === 'ResponsibilityArea')).toHaveLength(1);
  });

  it('needs a name, one holder who is a member, and places within', async () => {
    const { county, compound, community, one, clerk, elsewhere, aMember, assign } = await aCompound();
    const { id: stranger } = await aPerson(db, community, { politicalStatus: 'NONE' });
    const unit = await aUnit(db, compound);

    expect(await assign({ name: ' ' })).toMatchObject({ field: 'name' });
    expect(await assign({ personId: null })).toMatchObject({ field: 'personId' });
    expect(await assign({ personId: await aMember(), unitId: unit.id })).toMatchObject({ field: 'personId' });
    expect(await assign({ personId: stranger })).toMatchObject({ field: 'personId' });
    expect(await assign({ personId: one.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await assign({ unitId: one.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await assign({ partyOrganisationId: one.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await assign({ placeIds: [] })).toMatchObject({ field: 'placeIds' });
    expect(await assign({ placeIds: [county.id] })).toMatchObject({ __typename: 'NotFound' });
    expect(await assign({ from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await assign({}, { ...clerk, areaId: elsewhere.areaId })).toMatchObject({
      __typename: 'NotFound',
    });
  });

  it('is listed by what a desk asks for, in as many statements for many as for one', async () => {
    const { community, one, two, three, assign } = await aCompound();
    const asked = () =>
      countStatements(() => ask(db, LIST, { where: { withinId: community.id, kind: 'MEMBER' } }));
    await assign();
    const few = await asked();
    const { person } = await assign({ placeIds: [two.id] });
    await assign({ placeIds: [three.id] });
    const many = await asked();

    expect(many.answer.responsibilityAreas.totalCount).toBe(3);
    expect(many.statements).toHaveLength(few.statements.length);
    const { responsibilityAreas } = await ask(db, LIST, {
      where: { personId: (person as { id: string }).id, on: '2026-06-01', state: 'ACTIVE' },
    });
    expect(responsibilityAreas.totalCount).toBe(1);
    expect(one.id).not.toBe(two.id);
  });

  it('never shares a place with another of its kind, however areas are drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray([0, 1, 2], { minLength: 1 }), { minLength: 2, maxLength: 5 }),
        async (drawn) => {
          const { one, two, three, assign, careOf } = await aCompound();
          const buildings = [one, two, three];
          const taken = new Set<number>();

          for (const places of drawn) {
            const answer = await assign({ placeIds: places.map((at) => buildings[at]!.id) });
            const isFree = places.every((at) => !taken.has(at));
            expect(answer.__typename).toBe(isFree ? 'ResponsibilityArea' : 'PlaceInCare');
            if (isFree) for (const at of places) taken.add(at);
          }
          const care = await Promise.all(buildings.map(({ id }) => careOf(id)));
          expect(care.map((areas) => areas.length)).toEqual([0, 1, 2].map((at) => (taken.has(at) ? 1 : 0)));
        },
      ),
      { numRuns: 10 },
    );
  });
});

const CARE = 'query ($id: ID!, $on: LocalDate) { area(id: $id) { responsibilityAreas(on: $on) { id } } }';
const COVERAGE =
  'query ($id: ID!) { area(id: $id) { responsibilityCoverage(level: BUILDING, kind: MEMBER) { places covered rate } } }';
const TOLD =
  'query ($id: ID!) { responsibilityArea(id: $id) { state to person { id } places { id } history { action } } }';
const LIST = /* GraphQL */ `
  query ($where: ResponsibilityAreaFilter) {
    responsibilityAreas(first: 10, where: $where) {
      totalCount
      nodes { name area { name } places { name responsibilityAreas { id } } person { maskedName } }
    }
  }
`;
