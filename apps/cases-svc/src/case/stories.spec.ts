import { randomUUID } from 'node:crypto';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { aMatter, aMeeting, run as meet } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { anArea, ask, aUnit } from '../testing';
import { run } from './case.testing';

const db = testDatabase(tables);

const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

const note = async (input: object, asking: Parameters<typeof ask>[3]) => {
  const source =
    'mutation ($input: WriteCaseNoteInput!) { writeCaseNote(input: $input) { ... on CaseNote { kind } } }';
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking)).writeCaseNote;
};

/** A street and a community of Hejiang, with everybody who works there. */
async function aCommunity(code: string, name: string) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001', name: '符阳街道' });
  const community = await anArea(db, { level: 'COMMUNITY', code, name, path: `${street.path}c/` });
  const unit = await aUnit(db);
  return {
    community,
    unit,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
    department: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
  };
}

test('parking in 江南小区: found by the building team, solved with the community by more spaces (H30)', async () => {
  const { community, clerk } = await aCommunity('510522001001', '百花亭社区');
  const compound = await anArea(db, {
    level: 'COMPOUND',
    code: '510522001001C001',
    name: '江南小区',
    path: `${community.path}k/`,
  });
  const building = await anArea(db, {
    level: 'BUILDING',
    code: '510522001001001001',
    path: `${compound.path}b/`,
  });
  const buildingHead = anActor('GRID_WORKER', { areaId: building.id });

  const found = {
    areaId: building.id,
    channel: 'patrol',
    category: '0401',
    title: '小区车位不足，车辆占用通道',
  };
  const { id, state } = await run(db, 'openCase', found, { actor: buildingHead });
  expect(state).toBe('DISCOVERED');
  expect(await run(db, 'registerCase', { id }, { actor: clerk })).toMatchObject({ state: 'REGISTERED' });
  await note(
    { caseId: id, kind: 'PLAN', audience: 'PUBLIC', text: '与业主协商，利用空地新增车位' },
    { actor: clerk },
  );
  const reply = '经协调，已利用小区空地新增车位。';

  expect(await run(db, 'resolveCaseOnSite', { id, reply }, { actor: clerk })).toMatchObject({
    state: 'RESOLVED_AT_GRID',
    outcome: 'RESOLVED',
  });
  const { case: seen } = await ask(db, STORY, { id }, { actor: buildingHead });
  expect(seen).toMatchObject({
    community: { id: community.id },
    reply,
    notes: [{ kind: 'PLAN' }],
    history: [{ role: 'GRID_WORKER' }, { role: 'COMMUNITY_CLERK' }, { role: 'COMMUNITY_CLERK' }],
  });
});

test('rainwater at No. 48: raised at a joint meeting, surveyed the same day, repair begun the next (H31)', async () => {
  const { community, unit, clerk, commander, department } = await aCommunity('510522001007', '义园街社区');
  const monday = '2026-11-23';
  const tuesday = '2026-11-24';
  const title = '48号雨水倒灌';
  const raised = { areaId: community.id, channel: 'meeting', category: '0306', urgency: 'URGENT', title };

  const meeting = await aMeeting(db, community);
  const matter = await aMatter(db, meeting, 'DIFFICULT', { title });
  await meet(db, 'openMeeting', { id: meeting.id, presentMemberIds: meeting.seats }, { actor: clerk });
  const tasks = meeting.units
    .slice(0, 2)
    .map((each) => ({ unitId: each.id, task: '疏通管网', workingDays: 5 }));
  await meet(db, 'resolveMatter', { id: matter, resolution: '当天踏勘，次日动工', tasks }, { actor: clerk });
  const { id } = await run(db, 'openCase', raised, { actor: clerk, now: at(monday, '09:30') });
  await meet(db, 'tieMatterToCase', { id: matter, caseId: id }, { actor: clerk });
  await run(db, 'registerCase', { id }, { actor: clerk, now: at(monday, '10:00') });
  await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander, now: at(monday, '10:30') });
  await run(db, 'signCase', { id }, { actor: department, now: at(monday, '11:00') });
  await note(
    { caseId: id, kind: 'SURVEY', audience: 'PUBLIC', text: '管网堵塞，需疏通并加装止回阀' },
    { actor: department, now: at(monday, '15:00') },
  );
  await run(db, 'beginHandlingCase', { id }, { actor: department, now: at(tuesday, '08:40') });

  const { case: seen } = await ask(db, STORY, { id }, { actor: clerk, now: NOW });
  expect(seen).toMatchObject({
    state: 'HANDLING',
    channel: { label: "Joint meetings and residents' talks" },
    notes: [{ kind: 'SURVEY', writtenAt: at(monday, '15:00').toISOString() }],
    begunAt: at(tuesday, '08:40').toISOString(),
    deadline: { isBreached: false },
    matters: [
      { title, resolution: '当天踏勘，次日动工', meeting: { id: meeting.id, number: 1 }, tasks: [{}, {}] },
    ],
  });
});

test('an order of 12345: given back with its basis, sent on, extended, answered, visited, reopened and closed', async () => {
  const { community, unit, clerk, commander, department } = await aCommunity('510522001006', '桂圆林社区');
  const other = await aUnit(db);
  const second = anActor('DEPARTMENT_CLERK', { unitId: other.id });
  const hotline = anActor('HOTLINE_CLERK', { areaId: community.id });
  const raised = {
    areaId: community.id,
    channel: 'hotline',
    category: '0201',
    title: '物业不作为',
    requestType: 'COMPLAINT',
  };
  const { id } = await run(db, 'openCase', raised, { actor: hotline });
  const round = async (said: object) => {
    const steps = [
      ['signCase', second, {}],
      ['contactReporter', second, {}],
      ['beginHandlingCase', second, {}],
      ['extendCase', second, { reason: '需业主大会表决' }],
      ['handleCase', second, { outcome: 'RESOLVED', note: '已约谈物业' }],
      ['replyToCase', second, { reply: '物业已整改。' }],
      ['visitBackCase', hotline, { wasContacted: true, ...said }],
    ] as const;
    for (const [act, actor, input] of steps) {
      expect(await run(db, act, { id, ...input }, { actor })).toMatchObject({ __typename: 'Case' });
    }
  };

  await run(db, 'registerCase', { id }, { actor: clerk });
  await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
  await run(db, 'returnCase', { id, legalBasis: '《派单目录》第12条' }, { actor: department });
  await run(db, 'dispatchCase', { id, unitId: other.id }, { actor: commander });
  await round({ wasSolved: false, satisfaction: 'DISSATISFIED' });
  expect(await run(db, 'reopenCase', { id, reason: '仍未整改' }, { actor: hotline })).toMatchObject({
    state: 'REGISTERED',
    outcome: null,
  });
  await run(db, 'dispatchCase', { id, unitId: other.id }, { actor: commander });
  await round({ wasSolved: true, satisfaction: 'SATISFIED' });

  expect(await run(db, 'closeCase', { id }, { actor: hotline })).toMatchObject({
    state: 'CLOSED',
    outcome: 'RESOLVED',
    returnCount: 1,
    reopenCount: 1,
  });
});

test('a case that community, street and department own together: three-party linkage (三方联动, H7)', async () => {
  const { community, unit, clerk, commander, department } = await aCommunity('510522001006', '桂圆林社区');
  const helper = await aUnit(db);
  const raised = { areaId: community.id, channel: 'window', category: '0103', title: '违建占道' };
  const { id } = await run(db, 'openCase', raised, { actor: clerk });
  await run(db, 'registerCase', { id }, { actor: clerk });
  await run(db, 'escalateCase', { id, reason: '社区无执法权' }, { actor: clerk });
  await run(db, 'gradeCase', { id, grade: 'II', reason: '占用消防通道' }, { actor: commander });
  const parts = [{ unitId: helper.id, task: '现场秩序' }];
  await run(db, 'dispatchCase', { id, unitId: unit.id, parts }, { actor: commander });

  for (const actor of [clerk, commander, department, anActor('DEPARTMENT_CLERK', { unitId: helper.id })]) {
    const { case: seen } = await ask(db, STORY, { id }, { actor });
    expect(seen).toMatchObject({ state: 'DISPATCHED', grade: 'II' });
  }
});

test('sites, land and obstacles to projects are matters that people come with (H20)', async () => {
  const { community, clerk } = await aCommunity('510522001006', '桂圆林社区');
  const label = async (category: string) => {
    const given = { areaId: community.id, channel: 'meeting', category, title: '协调事项' };
    const { id } = await run(db, 'openCase', given, { actor: clerk });
    return (
      await ask(db, 'query ($id: ID!) { case(id: $id) { category { label } } }', { id }, { actor: clerk })
    ).case.category.label;
  };

  expect(await Promise.all(['1501', '1202', '1502'].map(label))).toEqual([
    'A site for community premises',
    'Land acquisition and demolition',
    'Obstacles to a project under construction',
  ]);
});

test('an opinion taken down in the studio of two representatives and one member is a case like any other (两代表一委员, F17)', async () => {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '350102004' });
  const community = await anArea(db, { level: 'COMMUNITY', code: '350102004001', path: `${street.path}c/` });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const given = {
    areaId: community.id,
    channel: 'studio',
    category: '0801',
    requestType: 'SUGGESTION',
    title: '增设助餐点',
  };

  const { id } = await run(db, 'openCase', given, { actor: clerk });

  expect((await ask(db, STORY, { id }, { actor: clerk })).case.channel.label).toBe(
    'Studio of the representatives',
  );
});

test('the doors that every locality has: hotline, patrol, visits, talks, meetings, windows, a QR form, Open311 (S15)', () => {
  for (const { channels } of localities.all) {
    expect(channels.map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'hotline',
        'patrol',
        'visit',
        'residents-talk',
        'meeting',
        'window',
        'qr-form',
        'open311',
      ]),
    );
  }
});

const STORY = `query ($id: ID!) {
  case(id: $id) {
    state grade reply begunAt
    channel { label }
    community { id }
    deadline { isBreached }
    notes { kind writtenAt }
    history { role }
    matters { title resolution meeting { id number } tasks { id } }
  }
}`;
