import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACTOR_HEADER, decodeActor } from '@jinlin/identity';
import { httpServer, openDoors } from '@jinlin/server';
import type { FastifyInstance } from 'fastify';
import { GATEWAY_SECRET, type TestedGateway, testGateway } from '../testing';

const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const aKey = () => `jk_${createHash('sha256').update(randomUUID()).digest('base64url')}`;

/** The keys that the service knows, by their hashes, and how often it was asked. */
const known = new Map<string, object>();
let lookUps = 0;
let isAway = false;

let cases: FastifyInstance;
let gateway: TestedGateway;

/** A service that tells what it was asked, in the gateway's own words. */
beforeAll(async () => {
  cases = httpServer({ name: 'cases', logLevel: 'silent', ready: () => true, bodyLimit: 8_000_000 });
  cases.addHook('onRequest', async ({ raw }) => {
    if (isAway) raw.destroy();
  });
  openDoors(cases, GATEWAY_SECRET, (app) => {
    app.post('/integrators/by-key', async ({ body }) => {
      lookUps += 1;
      return { integrator: known.get(String(body)) ?? null };
    });
    app.all('/hotline/v1/*', async ({ method, url, headers, body }, reply) =>
      reply.code(202).send({
        method,
        url,
        bytes: Buffer.isBuffer(body) ? body.length : 0,
        actor: decodeActor(String(headers[ACTOR_HEADER] ?? '')),
        key: headers['idempotency-key'],
        language: headers['accept-language'],
        type: headers['content-type'],
      }),
    );
  });
  const url = await cases.listen({ port: 0, host: '127.0.0.1' });
  // Nothing is asked of the graph here; any will do.
  const supergraph = readFileSync(join(__dirname, '../../../../supergraph.graphql'), 'utf8');
  gateway = await testGateway({ supergraph, subgraphs: { cases: url } });
});

afterAll(async () => {
  await gateway.stop();
  await cases.close();
});

function anIntegrator(given: object = {}) {
  const [id, areaId, key] = [randomUUID(), randomUUID(), aKey()];
  const integrator = { id, areaId, calls: ['HOTLINE_SUBMIT'], requestsPerMinute: 6_000, ...given };
  known.set(hashOf(key), integrator);
  return { id, areaId, key };
}

const post = (key: string | undefined, body: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/hotline/v1/orders`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
  });

it('hands an integrator’s request on, in its name and signed', async () => {
  const { id, areaId, key } = anIntegrator();
  const batch = `${'x'.repeat(1_000_000)}\n`;

  const answer = await post(key, batch, {
    'content-type': 'application/x-ndjson',
    'idempotency-key': 'k1',
    'accept-language': 'en',
  });

  expect(answer.status).toBe(202);
  expect(await answer.json()).toEqual({
    method: 'POST',
    url: '/hotline/v1/orders',
    bytes: 1_000_001,
    actor: { id, role: 'INTEGRATOR', areaId, unitId: null, personId: null, scopes: ['HOTLINE_SUBMIT'] },
    key: 'k1',
    language: 'en',
    type: 'application/x-ndjson',
  });
});

it('says of whoever tries things out that they do', async () => {
  const { key } = anIntegrator({ isSandbox: true });

  const { actor } = (await (await post(key, '{}')).json()) as { actor: { scopes: string[] } };
  expect(actor.scopes).toEqual(['HOTLINE_SUBMIT', 'SANDBOX']);
});

it('never shows a key to the service, and asks for it seldom', async () => {
  const { key } = anIntegrator();
  const before = lookUps;

  for (let i = 0; i < 5; i += 1) expect((await post(key, '{}')).status).toBe(202);
  expect(lookUps - before).toBe(1);
});

it.each([
  ['no key', undefined],
  ['a key that nobody has', aKey()],
  ['something that is no key', 'abc'],
])('lets nobody in with %s', async (_, key) => {
  const answer = await post(key, '{}');

  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="jinlin"']);
  expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

it('answers 429 beyond the quota, says when to come again, and lets others through', async () => {
  const [hasty, other] = [anIntegrator({ requestsPerMinute: 8 }), anIntegrator()];
  await post(hasty.key, '{}');
  await post(hasty.key, '{}');

  const answer = await post(hasty.key, '{}');
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await post(other.key, '{}')).status).toBe(202);
});

it('lets a revoked key in for less than a minute', async () => {
  const { key } = anIntegrator();
  await post(key, '{}');
  known.delete(hashOf(key));

  const later = Date.now() + 59_000;
  const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
  const { status } = await post(key, '{}').finally(() => clock.mockRestore());
  expect(status).toBe(401);
});

it('shows anybody how it is asked', async () => {
  const answer = await fetch(`${gateway.url}/hotline/v1/openapi.json`);

  expect(answer.status).toBe(202);
  expect(await answer.json()).toMatchObject({ actor: null, method: 'GET' });
});

it('says that the service is away, and not that nothing was done', async () => {
  const { key } = anIntegrator();
  isAway = true;

  const answer = await post(key, '{}').finally(() => {
    isAway = false;
  });
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  expect(await answer.json()).toMatchObject({
    errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }],
  });
});

it('takes no other kind of body, and none beyond 4 MiB', async () => {
  const { key } = anIntegrator();

  expect((await post(key, '<a/>', { 'content-type': 'text/xml' })).status).toBe(415);
  expect((await post(key, 'x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(400);
});
