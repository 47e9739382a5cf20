import { randomUUID } from 'node:crypto';
import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPartyOrganisation, ask, run } from '../testing';
import { livingRoomStates } from './living-room.states';

const db = testDatabase(tables);

/** A street with compounds, and a way to give them branches that cover them. */
async function aStreet() {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const compound = () => anArea(db, { level: 'COMPOUND', name: '福满小区' }, street);
  const branchOf = (areaId: string) =>
    run(
      db,
      'establishPartyOrganisation',
      { name: '福满小区党支部', kind: 'COMPOUND_BRANCH', areaId, on: '2022-03-01' },
      { actor: organiser },
    );
  const assign = (branchId: string, given: object = {}, actor = organiser) =>
    run(db, 'assignLivingRoom', { branchId, siteId: randomUUID(), from: '2022-06-01', ...given }, { actor });
  const counts = async () =>
    (await ask(db, COUNTS, { id: county.id }, { actor: null })).area.compoundCheckCounts;
  return { county, street, organiser, elsewhere, compound, branchOf, assign, counts };
}

describe('one compound one branch, one branch one living room (X11)', () => {
  it('tells of each compound what it lacks or has too much of', async () => {
    const { county, compound, branchOf, assign, counts } = await aStreet();
    const [whole, bare, crowded, roomless] = [
      await compound(),
      await compound(),
      await compound(),
      await compound(),
    ];
    await assign((await branchOf(whole.id)).id);
    await branchOf(crowded.id);
    await branchOf(crowded.id);
    await branchOf(roomless.id);

    const { compoundChecks } = await ask(db, CHECKS, { where: { withinId: county.id } });

    expect(compoundChecks.nodes).toEqual([
      check(whole.id, 'COMPLETE', 1, 1),
      check(bare.id, 'NO_BRANCH', 0, 0),
      check(crowded.id, 'SEVERAL_BRANCHES', 2, 0),
      check(roomless.id, 'NO_LIVING_ROOM', 1, 0),
    ]);
    expect(await counts()).toEqual({
      compounds: 4,
      complete: 1,
      noBranch: 1,
      severalBranches: 1,
      noLivingRoom: 1,
      rate: 25,
    });
    const bareOnes = await ask(db, CHECKS, { where: { withinId: county.id, finding: 'NO_BRANCH' } });
    expect(bareOnes.compoundChecks.totalCount).toBe(1);
  });

  it('costs as many statements for many compounds as for few', async () => {
    const { county, compound, branchOf } = await aStreet();
    const list = () => countStatements(() => ask(db, CHECKS, { where: { withinId: county.id } }));
    await branchOf((await compound()).id);
    const few = await list();
    for (let n = 0; n < 6; n++) await branchOf((await compound()).id);

    expect((await list()).statements.length).toBe(few.statements.length);
  });
});

describe('a living room in the hands of a branch (X11)', () => {
  it('is one branch’s, and the only one of it, until that ends', async () => {
    const { compound, branchOf, assign, organiser } = await aStreet();
    const branch = await branchOf((await compound()).id);
    const other = await branchOf((await compound()).id);
    const siteId = randomUUID();

    const { id, ...room } = await assign(branch.id, { siteId });
    expect(room).toMatchObject({ state: 'ASSIGNED', branch: { id: branch.id }, site: { id: siteId } });
    expect(await assign(branch.id)).toMatchObject({ __typename: 'LivingRoomTaken' });
    expect(await assign(other.id, { siteId })).toMatchObject({ __typename: 'LivingRoomTaken' });

    const end = (given: object = {}) =>
      run(db, 'endLivingRoom', { id, to: '2022-09-01', reason: '移交', ...given }, { actor: organiser });
    expect(await end({ to: '2022-05-31' })).toMatchObject({ field: 'to' });
    expect(await end({ to: '2026-11-24' })).toMatchObject({ field: 'to' });
    expect(await end({ reason: '' })).toMatchObject({ field: 'reason' });
    expect(await end()).toMatchObject({ state: 'ENDED', to: '2022-09-01', availableActions: [] });
    expect(await end({ to: '2022-09-02' })).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await assign(other.id, { siteId })).toMatchObject({ state: 'ASSIGNED' });
  });

  it('lives as the table says', () => {
    expect([...livingRoomStates.reachable('ASSIGNED')].sort()).toEqual([...livingRoomStates.states].sort());
  });

  it('is free again when its branch is dissolved', async () => {
    const { compound, branchOf, assign, organiser } = await aStreet();
    const branch = await branchOf((await compound()).id);
    const other = await branchOf((await compound()).id);
    const siteId = randomUUID();
    await assign(branch.id, { siteId });
    await run(
      db,
      'dissolvePartyOrganisation',
      { id: branch.id, on: '2022-08-01', reason: '合并' },
      { actor: organiser },
    );

    expect(await assign(other.id, { siteId })).toMatchObject({ state: 'ASSIGNED' });
  });

  it('is given to branches of compounds within one’s area alone', async () => {
    const { street, compound, branchOf, assign, elsewhere } = await aStreet();
    const branch = await branchOf((await compound()).id);
    const committee = await aPartyOrganisation(db, street, { kind: 'STREET_WORK_COMMITTEE' });

    expect(await assign(committee.id)).toMatchObject({ field: 'branchId' });
    expect(await assign(branch.id, { from: '2026-11-24' })).toMatchObject({ field: 'from' });
    expect(await assign(randomUUID())).toMatchObject({ __typename: 'NotFound' });
    expect(await assign(branch.id, {}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    const { id } = await assign(branch.id);
    expect(
      await run(db, 'endLivingRoom', { id, to: '2022-09-01', reason: '试试' }, { actor: elsewhere }),
    ).toMatchObject({ __typename: 'NotFound' });
  });
});

const check = (id: string, finding: string, branchCount: number, livingRoomCount: number) => ({
  compound: { id },
  finding,
  branchCount,
  livingRoomCount,
  branches: Array.from({ length: branchCount }, (_, index) => ({
    livingRoom: index < livingRoomCount ? { state: 'ASSIGNED' } : null,
  })),
});

const CHECKS = /* GraphQL */ `
  query ($where: CompoundCheckFilter) {
    compoundChecks(first: 10, where: $where) {
      totalCount
      nodes { compound { id } finding branchCount livingRoomCount branches { livingRoom { state } } }
    }
  }
`;
const COUNTS = /* GraphQL */ `
  query ($id: ID!) {
    area(id: $id) {
      compoundCheckCounts { compounds complete noBranch severalBranches noLivingRoom rate }
    }
  }
`;
