import { testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anArea, aPerson, ask, aUnit, run } from '../testing';
import { committeeStates } from './committee.states';

const db = testDatabase(tables);

async function aCity() {
  const { county: city, street, organiser, elsewhere } = await aCounty(db);
  const district = await anArea(db, { level: 'COUNTY', name: '沈河区' }, city);
  const act = (name: string, input: Record<string, unknown>, actor = organiser) =>
    run(db, name, input, { actor });
  const found = (given: object = {}, actor = organiser) =>
    act(
      'foundCommittee',
      { areaId: city.id, title: '两邻理念领导小组', foundedOn: '2022-01-10', ...given },
      actor,
    );
  const seat = async (id: string, given: Record<string, unknown> = {}, actor = organiser) =>
    act(
      'seatCommitteeMember',
      {
        id,
        unitId: given.unitId ?? (await aUnit(db, city)).id,
        role: 'MEMBER',
        from: '2022-01-10',
        ...given,
      },
      actor,
    );
  return { city, district, street, organiser, elsewhere, act, found, seat };
}

describe('a committee (S2)', () => {
  it('stands at the city, with coordination groups at the districts', async () => {
    const { city, district, found } = await aCity();
    const { id } = await found();
    const { id: below } = await found({ areaId: district.id, parentId: id, title: '沈河区协调小组' });

    const { committees } = await ask(db, LIST, { where: { withinId: city.id, state: 'ACTIVE' } });
    expect(committees.totalCount).toBe(2);
    expect((await ask(db, TOLD, { id })).committee.children).toEqual([{ id: below }]);
    expect(
      (await ask(db, LIST, { where: { withinId: district.id, level: 'COUNTY' } })).committees.totalCount,
    ).toBe(1);
  });

  it('seats units, one of them in the chair, and remembers who was there when it met', async () => {
    const { city, act, found, seat } = await aCity();
    const { id } = await found();
    const { id: personId } = await aPerson(db, city);
    const party = await aUnit(db, city, { name: '市委组织部' });

    const seated = await seat(id, { unitId: party.id, personId, role: 'CHAIR', duty: '统筹' });
    const [{ id: chair }] = seated.members as [{ id: string }];
    expect(await seat(id, { role: 'CHAIR' })).toMatchObject({ __typename: 'SeatTaken' });
    expect(await seat(id, { unitId: party.id })).toMatchObject({ __typename: 'SeatTaken' });
    await seat(id, { role: 'OFFICE' });
    const session = { id, on: '2022-03-01', agenda: '年度任务', decisions: '印发清单', attendedIds: [chair] };
    expect(await act('recordCommitteeSession', session)).toMatchObject({ sessions: [{ on: '2022-03-01' }] });

    expect(await act('recordCommitteeSession', session)).toMatchObject({ field: 'on' });
    expect(
      await act('recordCommitteeSession', { ...session, on: '2022-03-02', attendedIds: [] }),
    ).toMatchObject({
      field: 'attendedIds',
    });
    expect(
      await act('recordCommitteeSession', { ...session, on: '2022-03-02', attendedIds: [party.id] }),
    ).toMatchObject({ field: 'attendedIds' });
    expect(await act('recordCommitteeSession', { ...session, on: '2022-01-01' })).toMatchObject({
      field: 'on',
    });
    expect(await act('recordCommitteeSession', { ...session, decisions: ' ' })).toMatchObject({
      field: 'decisions',
    });
    expect((await ask(db, TOLD, { id })).committee.sessions).toEqual([
      { attended: [{ unit: { name: '市委组织部' } }] },
    ]);
    const { committees } = await ask(db, LIST, { where: { unitId: party.id } });
    expect(committees.totalCount).toBe(1);
  });

  it('ends seats, and all of them with itself, last of all those below', async () => {
    const { district, act, found, seat } = await aCity();
    const { id } = await found();
    const { id: below } = await found({ areaId: district.id, parentId: id });
    const { members } = await seat(id);
    const [{ id: memberId }] = members as [{ id: string }];
    const unseat = (to: string, reason = '机构改革') =>
      act('unseatCommitteeMember', { id, memberId, to, reason });
    const dissolve = (which: string, reason = '任务完成') =>
      act('dissolveCommittee', { id: which, on: '2026-11-01', reason });

    expect(await unseat('2022-01-09')).toMatchObject({ field: 'to' });
    expect(await unseat('2026-11-24')).toMatchObject({ field: 'to' });
    expect(await unseat('2026-01-01', ' ')).toMatchObject({ field: 'reason' });
    expect(await unseat('2026-01-01')).toMatchObject({ members: [] });
    expect(await unseat('2026-01-01')).toMatchObject({ __typename: 'NotFound' });
    const { members: later } = await seat(id);
    expect(await dissolve(id)).toMatchObject({ __typename: 'CommitteesBelow' });
    expect(await dissolve(below, ' ')).toMatchObject({ field: 'reason' });
    await dissolve(below);
    expect(await dissolve(id)).toMatchObject({ state: 'DISSOLVED', members: later, availableActions: [] });
    expect(await seat(id)).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect([...committeeStates.reachable('ACTIVE')]).toHaveLength(2);
  });

  it('is founded where its founder may, below one that holds its area', async () => {
    const { city, district, elsewhere, found, seat } = await aCity();
    const { id } = await found({ areaId: district.id });

    expect(await found({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await found({ foundedOn: '2026-11-24' })).toMatchObject({ field: 'foundedOn' });
    expect(await found({ parentId: id })).toMatchObject({ __typename: 'NotFound' });
    expect(await found({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await seat(id, {}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
    expect(await seat(id, { unitId: city.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await seat(id, { from: '2022-01-09' })).toMatchObject({ field: 'from' });
  });
});

const LIST = 'query ($where: CommitteeFilter) { committees(first: 5, where: $where) { totalCount } }';
const TOLD =
  'query ($id: ID!) { committee(id: $id) { children { id } sessions { attended { unit { name } } } } }';
