import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { anActor } from '@jinlin/testing';
import { slowness } from './example/example';
import { ask, askAgain, exampleGateways } from './example/gateways';
import type { TestedGateway } from './testing';

const NOBODY_LISTENS = 'http://127.0.0.1:9';

const aGateway = exampleGateways();
let gateway: TestedGateway;
beforeAll(async () => {
  gateway = await aGateway();
});

describe('the gateway', () => {
  it('answers across the subgraphs', async () => {
    const query = '{ cases(first: 2) { nodes { title area { name sites(first: 1) { name } } } } }';

    expect(await askAgain(gateway, { query })).toEqual({
      status: 200,
      data: {
        cases: {
          nodes: ['hejiang', 'fuyang'].map((id, i) => ({
            title: `Case ${i}`,
            area: { name: `${id} 社区`, sites: [{ name: `Site ${id}` }] },
          })),
        },
      },
    });
  });

  it('tells the subgraphs who asks, in which language, until when, and under which id', async () => {
    const clerk = anActor('HOTLINE_CLERK', { scopes: ['pii:read'] });
    const headers = { 'x-request-id': 'call-7', 'accept-language': 'en' };

    const { data } = await ask(gateway, { query: '{ heard }', as: clerk, headers });

    const heard = JSON.parse(data!.heard!);
    expect(heard).toMatchObject({ actor: clerk, language: 'en', requestId: 'call-7' });
    expect(heard.deadline - Date.now()).toBeGreaterThan(5_000);
  });

  it('lets those ask who are nobody', async () => {
    const { data } = await ask(gateway, { query: '{ heard }' });

    expect(JSON.parse(data!.heard!)).toMatchObject({ actor: null, language: 'zh-CN' });
  });

  it('names each answer by the id of its request', async () => {
    const { headers } = await gateway.post({ query: '{ heard }', headers: { 'x-request-id': 'call-8' } });

    expect(headers.get('x-request-id')).toBe('call-8');
  });

  it('answers the rest while a subgraph is away, and says which', async () => {
    const lonely = await aGateway({}, { services: NOBODY_LISTENS });

    expect(await askAgain(lonely, { query: '{ case(id: "case-1") { title site { name } } }' })).toEqual({
      status: 200,
      data: { case: { title: 'Case 1', site: null } },
      errors: [
        {
          message: 'The service services does not answer.',
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'services' },
        },
      ],
    });
  });

  it('is ready when its subgraphs are', async () => {
    const lonely = await aGateway({}, { services: NOBODY_LISTENS });
    const [ready, waiting] = await Promise.all([gateway, lonely].map(({ url }) => fetch(`${url}/readyz`)));

    expect(await ready!.json()).toEqual({
      status: 'ready',
      subgraphs: { organisation: 'ready', cases: 'ready', services: 'ready' },
    });
    expect(waiting!.status).toBe(503);
    expect(await waiting!.json()).toMatchObject({ subgraphs: { cases: 'ready', services: 'not ready' } });
  });

  it('measures how long each subgraph takes', async () => {
    await ask(gateway, { query: '{ heard }' });

    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();

    expect(metrics).toMatch(
      /subgraph_request_duration_seconds_count\{subgraph="cases",outcome="ANSWERED"\} \d/,
    );
  });
});

describe('work that nobody waits for any more', () => {
  beforeEach(() => Object.assign(slowness, { begun: 0, givenUp: 0 }));

  const begun = async () => {
    while (slowness.begun === 0) await pause(5);
  };

  it('is given up at the deadline, and the rest is answered', async () => {
    const hurried = await aGateway({ DEADLINE_MS: '200' });
    const query = '{ slow(ms: 5000) area(id: "hejiang") { name } }';

    const { status, data, errors } = await askAgain(hurried, { query });

    expect([status, data]).toEqual([200, { slow: null, area: { name: 'hejiang 社区' } }]);
    expect(errors).toMatchObject([{ extensions: { code: 'DEADLINE_EXCEEDED' } }]);
    await pause(50);
    expect(slowness).toEqual({ begun: 2, givenUp: 2 });
  });

  it('is given up when the client hangs up', async () => {
    const client = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(ms: 5000) }' }),
      signal: client.signal,
    });
    await begun();

    client.abort();

    await expect(asked).rejects.toThrow('aborted');
    await pause(100);
    expect(slowness).toEqual({ begun: 1, givenUp: 1 });
  });
});

describe('a token', () => {
  it('that does not hold is refused', async () => {
    const response = await gateway.post({ query: '{ heard }', headers: { authorization: 'Bearer a.b.c' } });

    expect([response.status, await response.json()]).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/);
  });

  it('of made-up people is handed out to this machine', async () => {
    const people = await (await fetch(`${gateway.url}/dev/tokens`)).json();
    const [{ token }] = people as [{ token: string }];

    expect(people).toHaveLength(60);
    expect(
      await ask(gateway, { query: '{ heard }', headers: { authorization: `Bearer ${token}` } }),
    ).toMatchObject({
      status: 200,
    });
  });

  it('of made-up people is not handed out to a site that has its name mean this machine', async () => {
    const asked = request(`${gateway.url}/dev/tokens`, { headers: { host: 'evil.example' } }).end();
    const [{ statusCode }] = (await once(asked, 'response')) as [IncomingMessage];

    expect(statusCode).toBe(404);
  });
});
