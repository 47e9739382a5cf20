import { anActor, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

const ON = '2026-11-20';

/** A community about to join its neighbour, and what is done in it. */
async function aBusyCommunity() {
  const { street, organiser } = await aCounty(db);
  const one = await anArea(db, { name: '甲社区' }, street);
  const two = await anArea(db, { name: '乙社区' }, street);
  const building = await anArea(db, { level: 'BUILDING' }, one);
  const unit = await aUnit(db, one, { kind: 'ENTERPRISE' });
  const { id: personId } = await aPerson(db, one);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: one.id });
  const act = async (name: string, input: Record<string, unknown>, actor = organiser) =>
    (await run(db, name, input, { actor })).id;

  const enterprise = await act('registerCommunityEnterprise', {
    unitId: unit.id,
    areaId: one.id,
    model: 'ASSET_LEASE',
    from: '2026-01-01',
  });
  const income = await act(
    'enterCommunityIncome',
    {
      areaId: one.id,
      year: 2026,
      model: 'ASSET_LEASE',
      amount: 500,
      sourceDocument: '租约',
      unitId: unit.id,
    },
    clerk,
  );
  const care = await act('assignResponsibilityArea', {
    name: '责任区',
    areaId: one.id,
    placeIds: [one.id, building.id],
    personId,
    from: '2026-01-01',
  });
  const call = await act('callToFrontLine', {
    areaId: one.id,
    title: '下沉',
    from: '2026-11-01',
    to: '2026-12-31',
    needed: 5,
  });
  const deployment = await act('signUpForDeployment', { callId: call, personId });
  await act('assignDeployment', { id: deployment, areaId: one.id, from: '2026-11-01', to: '2026-12-01' });
  const committee = await act('foundCommittee', { areaId: one.id, title: '小组', foundedOn: '2026-01-01' });
  const merge = () =>
    run(
      db,
      'mergeAreas',
      { ids: [one.id, two.id], into: { survivorId: two.id }, on: ON },
      { actor: organiser },
    );
  return {
    street,
    organiser,
    one,
    two,
    building,
    enterprise,
    income,
    care,
    call,
    deployment,
    committee,
    merge,
  };
}

test('what is done at a community goes on at the one that it joins (D13, S25, D28, S2)', async () => {
  const { organiser, one, two, building, merge, ...records } = await aBusyCommunity();

  expect(await merge()).toMatchObject({ __typename: 'Area', id: two.id });

  const told = await ask(
    db,
    TOLD,
    { ...records, street: records.street.id, building: building.id },
    { actor: organiser },
  );
  const there = { id: two.id };
  expect(told.communityEnterprise).toMatchObject({ state: 'RUNNING', community: there });
  expect(told.responsibilityArea).toMatchObject({
    state: 'ACTIVE',
    area: there,
    places: [{ id: building.id }],
  });
  expect(told.deploymentCall).toMatchObject({ state: 'OPEN', area: there });
  expect(told.deployment).toMatchObject({ state: 'ASSIGNED', place: there });
  expect(told.committee).toMatchObject({ state: 'ACTIVE', area: there });
  // What was earned stays where it was earned, and still counts for the street.
  expect(told.communityIncomeEntry).toMatchObject({ state: 'BOOKED', community: { id: one.id } });
  expect(told.street.communityEconomy).toEqual({ total: 500 });
  expect(told.building.responsibilityAreas).toEqual([{ id: records.care }]);
});

test('a wrong entry of a community that has ended can still be taken back (H25)', async () => {
  const { street, income, merge } = await aBusyCommunity();
  await merge();

  const commander = anActor('STREET_COMMANDER', { areaId: street.id });
  expect(
    await run(db, 'reverseCommunityIncome', { id: income, reason: '重复入账' }, { actor: commander }),
  ).toMatchObject({ state: 'REVERSAL', amount: -500 });
});

const TOLD = /* GraphQL */ `
  query (
    $enterprise: ID!
    $income: ID!
    $care: ID!
    $call: ID!
    $deployment: ID!
    $committee: ID!
    $street: ID!
    $building: ID!
  ) {
    communityEnterprise(id: $enterprise) { state community { id } }
    communityIncomeEntry(id: $income) { state community { id } }
    responsibilityArea(id: $care) { state area { id } places { id } }
    deploymentCall(id: $call) { state area { id } }
    deployment(id: $deployment) { state place { id } }
    committee(id: $committee) { state area { id } }
    street: area(id: $street) { communityEconomy(year: 2026) { total } }
    building: area(id: $building) { responsibilityAreas { id } }
  }
`;
