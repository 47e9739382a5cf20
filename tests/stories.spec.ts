import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { anActor, outboxSettled, schemaOf } from '@jinlin/testing';
import { runIntegrator } from 'cases-svc/src/integrator/integrator.testing';
import { localities } from 'cases-svc/src/locality';
import { tickNeighbourCalls } from 'cases-svc/src/neighbour-call/neighbour-call.clock';
import { nearby, seal } from 'cases-svc/src/testing';
import { workWebhooks } from 'cases-svc/src/webhook/webhook.work';
import { Webhook } from 'standardwebhooks';
import { itIs } from './days';
import { wholeGraph } from './graph';

const graph = wholeGraph(['510522', '350322']);
const area = (code: string) => idOf('area', code);
const housing = idOf('unit', '510522:housing');
const department = anActor('DEPARTMENT_CLERK', { unitId: housing });

const SEEN = `... on Case { id state outcome reply } ... on CaseNote { id } ... on NeighbourCall { state }
  ... on Refusal { code message }`;
const run = (act: string, input: object, as: Actor, seen = SEEN) => graph.act(act, input, as, seen);
const caseOnly = '... on Case { id state outcome reply } ... on Refusal { code message }';
const take = (act: string, input: object, as: Actor) => run(act, input, as, caseOnly);

afterEach(() => jest.useRealTimers());

test('rainwater at No. 48: raised at a joint meeting, surveyed the same day, repair begun the next (H31)', async () => {
  const community = anActor('COMMUNITY_CLERK', { areaId: area('510522001007') });
  const street = anActor('STREET_COMMANDER', { areaId: area('510522001') });
  const [monday, tuesday] = ['2026-11-23', '2026-11-24'];
  const raised = {
    areaId: area('510522001007'),
    channel: 'meeting',
    category: '0306',
    urgency: 'URGENT',
    title: '48号雨水倒灌',
  };

  itIs(monday, '09:30');
  const { id } = await take('openCase', raised, community);
  await take('registerCase', { id }, community);
  await take('dispatchCase', { id, unitId: housing }, street);
  itIs(monday, '11:00');
  await take('signCase', { id }, department);
  itIs(monday, '15:00');
  const survey = { caseId: id, kind: 'SURVEY', audience: 'PUBLIC', text: '管网堵塞，需疏通并加装止回阀' };
  await run('writeCaseNote', survey, department, '... on CaseNote { id }');
  itIs(tuesday, '08:40');
  await take('beginHandlingCase', { id }, department);

  const { data } = await graph.ask(
    `query ($id: ID!) { case(id: $id) {
      state begunAt channel { label } community { name } responsibleUnit { name }
      notes { kind writtenAt } deadline { isBreached }
    } }`,
    { id },
    community,
  );
  expect(data.case).toMatchObject({
    state: 'HANDLING',
    channel: { label: "Joint meetings and residents' talks" },
    community: { name: '义园街社区' },
    responsibleUnit: { name: '合江县住房和城乡建设局' },
    notes: [{ kind: 'SURVEY', writtenAt: new Date(`${monday}T15:00:00+08:00`).toISOString() }],
    begunAt: new Date(`${tuesday}T08:40:00+08:00`).toISOString(),
    deadline: { isBreached: false },
  });
});

test('parking in 江南小区: found by the building team, solved with the community (H30)', async () => {
  const compound = area('510522001001C001');
  const team = anActor('GRID_WORKER', { areaId: compound });
  const community = anActor('COMMUNITY_CLERK', { areaId: area('510522001001') });
  const found = {
    areaId: compound,
    channel: 'patrol',
    category: '0401',
    title: '小区车位不足，车辆占用通道',
  };

  const { id, state } = await take('openCase', found, team);
  expect(state).toBe('DISCOVERED');
  await take('registerCase', { id }, community);
  const plan = { caseId: id, kind: 'PLAN', audience: 'PUBLIC', text: '与业主协商，利用空地新增车位' };
  await run('writeCaseNote', plan, community, '... on CaseNote { id }');
  const reply = '经协调，已利用小区空地新增车位。';
  expect(await take('resolveCaseOnSite', { id, reply }, community)).toMatchObject({
    state: 'RESOLVED_AT_GRID',
    outcome: 'RESOLVED',
  });

  const { data } = await graph.ask(
    'query ($id: ID!) { case(id: $id) { reply area { name } notes { kind } history { role } } }',
    { id },
    team,
  );
  expect(data.case).toEqual({
    reply,
    area: { name: '江南小区' },
    notes: [{ kind: 'PLAN' }],
    history: ['GRID_WORKER', 'COMMUNITY_CLERK', 'COMMUNITY_CLERK'].map((role) => ({ role })),
  });
});

test('a call to 8251825 rises from the grid to the unit to the volunteers, who help (X8)', async () => {
  const db = graph.databases.cases;
  const [{ code, path }] = await db.query(
    `select code, path from area where level = 'GRID' and code like '350322%' and valid_to is null order by code limit 1`,
  );
  const hotline = anActor('HOTLINE_CLERK', { areaId: area('350322') });
  const volunteers = anActor('GRID_WORKER', { areaId: area(code) });
  const dialled = { areaId: area(code), channel: 'good-neighbour', category: '0203', title: '水管爆了' };
  const { id } = await take('openCase', dialled, hotline);
  const now = Date.now();
  const callNow = async () =>
    (
      await graph.ask(
        'query ($id: ID!) { case(id: $id) { state reply neighbourCall { id state rung { key } } } }',
        { id },
        hotline,
      )
    ).data.case;

  expect(path).toBeDefined();
  const rungs = [(await callNow()).neighbourCall.rung.key];
  for (const minutes of [16, 32]) {
    await tickNeighbourCalls(db, localities, new Date(now + minutes * 60_000));
    rungs.push((await callNow()).neighbourCall.rung.key);
  }
  expect(rungs).toEqual(['GRID_HEAD', 'UNIT_HEAD', 'VOLUNTEER']);

  const call = (await callNow()).neighbourCall.id;
  const result = '志愿者已关闭阀门并修好水管';
  await run('answerNeighbourCall', { id: call }, volunteers, '... on NeighbourCall { state }');
  await run('finishNeighbourCall', { id: call, result }, volunteers, '... on NeighbourCall { state }');
  expect(await callNow()).toMatchObject({
    state: 'RESOLVED_AT_GRID',
    reply: result,
    neighbourCall: { state: 'HELPED' },
  });
});

test('an order of 12345 goes out and comes back to its end, and its hotline is called back at every step (S15)', async () => {
  const db = graph.databases.cases;
  const receiver = await aReceiver();
  const parts = { vault: seal, addresses: nearby, schema: await schemaOf(db), logDays: 90 };
  const stop = workWebhooks(parts)(db, (fault) => {
    throw fault;
  });
  try {
    const hotline = await aHotline();
    const { id: webhook, secrets } = await hotline.post('webhooks', { url: receiver.url, kinds: ['CASE'] });
    const order = { number: 'GD-48', category: '0201', title: '物业不作为', areaCode: '510522001006' };
    const { caseId } = await hotline.post('orders', { ...order, requestType: 'COMPLAINT' });
    const other = idOf('unit', '510522:urban-management');
    const visited = (wasSolved: boolean) => ({
      wasContacted: true,
      wasSolved,
      satisfaction: wasSolved ? 'SATISFIED' : 'DISSATISFIED',
    });
    const steps: [string, object][] = [
      ['register', {}],
      ['dispatch', { unitId: housing }],
      ['return', { legalBasis: '《派单目录》第12条' }],
      ['dispatch', { unitId: other }],
      ['sign', {}],
      ['contact', {}],
      ['begin', {}],
      ['extend', { reason: '需业主大会表决' }],
      ['handle', { outcome: 'RESOLVED', note: '已约谈物业' }],
      ['reply', { reply: '物业已整改。' }],
      ['visit', visited(false)],
      ['reopen', { reason: '仍未整改' }],
      ['dispatch', { unitId: other }],
      ['sign', {}],
      ['handle', { outcome: 'RESOLVED', note: '已更换物业' }],
      ['reply', { reply: '已更换物业。' }],
      ['visit', visited(true)],
      ['close', {}],
    ];
    for (const [name, body] of steps) await hotline.post(`orders/GD-48/${name}`, body);

    // Nothing is told before whatever began earlier on this server has ended, such as the loading of another suite.
    await outboxSettled(db);
    await receiver.until(caseId, steps.length + 1);
    // What became of other cases before is told as well, when it was held up until now.
    const told = receiver.got
      .map(({ headers, text }) => {
        new Webhook(secrets[0]).verify(text, headers as Record<string, string>);
        return JSON.parse(text);
      })
      .filter(({ subject }) => subject === caseId);
    expect(told.map(({ sequence }) => Number(sequence))).toEqual(told.map((_, i) => i + 1));
    expect(told.map(({ data }) => data.action)).toEqual([
      'OPEN',
      'REGISTER',
      'DISPATCH',
      'RETURN',
      'DISPATCH',
      'SIGN',
      'CONTACT',
      'BEGIN',
      'EXTEND',
      'HANDLE',
      'REPLY',
      'VISIT_BACK',
      'REOPEN',
      'DISPATCH',
      'SIGN',
      'HANDLE',
      'REPLY',
      'VISIT_BACK',
      'CLOSE',
    ]);
    expect(told.at(-1).data).toMatchObject({ to: 'CLOSED', outcome: 'RESOLVED' });
    await hotline.post(`webhooks/${webhook}/end`, {});
  } finally {
    await stop();
    receiver.close();
  }
}, 120_000);

test('of fifty who take the same step at the same moment one does, and forty-nine are clearly refused', async () => {
  const hotline = anActor('HOTLINE_CLERK', { areaId: area('510522') });
  const raised = { areaId: area('510522001006'), channel: 'hotline', category: '0201', title: '楼道灯不亮' };
  const { id } = await take('openCase', raised, hotline);
  const clerks = Array.from({ length: 50 }, () =>
    anActor('COMMUNITY_CLERK', { areaId: area('510522001006') }),
  );

  const answers = await Promise.all(clerks.map((clerk) => take('registerCase', { id }, clerk)));

  expect(answers.filter(({ __typename }) => __typename === 'Case')).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'ACTION_NOT_ALLOWED')).toHaveLength(49);
  expect(answers.find(({ code }) => code).message).toBe('Cannot REGISTER while REGISTERED.');
  const { data } = await graph.ask(
    'query ($id: ID!) { case(id: $id) { history { action } } }',
    { id },
    hotline,
  );
  expect(data.case.history).toEqual([{ action: 'OPEN' }, { action: 'REGISTER' }]);
});

/** A hotline of Hejiang with a key for everything, and what it sends. */
async function aHotline() {
  const actor = anActor('OPERATOR', { areaId: area('510522') });
  const calls = ['HOTLINE_SUBMIT', 'HOTLINE_READ', 'HOTLINE_DESK', 'HOTLINE_UNIT', 'WEBHOOKS'];
  const given = { name: '12345 平台', areaId: area('510522'), calls, requestsPerMinute: 6_000 };
  const db = graph.databases.cases;
  const { id } = await runIntegrator(db, 'registerIntegrator', given, { actor });
  const { secret } = await runIntegrator(db, 'issueIntegratorKey', { integratorId: id }, { actor });
  return {
    async post(path: string, body: object) {
      const answer = await fetch(`${graph.url()}/hotline/v1/${path}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
      });
      // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is for the story that asked to say.
      const told = (await answer.json()) as any;
      if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(told)}`);
      return told;
    },
  };
}

/** A receiver of call-backs on this machine, and what it got. */
async function aReceiver() {
  const got: { headers: IncomingHttpHeaders; text: string }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => {
      text += chunk;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, text });
      response.end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    got,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    /** Until so much of a case was told, or for twenty seconds. */
    async until(caseId: string, count: number) {
      const told = () => got.filter(({ text }) => JSON.parse(text).subject === caseId).length;
      for (let waited = 0; told() < count && waited < 20_000; waited += 50) await sleep(50);
    },
    close: () => server.close(),
  };
}
