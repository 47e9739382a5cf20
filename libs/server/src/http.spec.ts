import type { FastifyInstance } from 'fastify';
import { httpServer, type Readiness } from './http';

let readiness: Readiness = true;
let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = httpServer({ name: 'test', logLevel: 'silent', ready: () => readiness, bodyLimit: 1_000 });
  app.get('/fault', () => {
    throw new Error('the phone 13800000000 is taken');
  });
  app.get('/id', ({ id }) => ({ id }));
  app.post('/echo', ({ body }) => body);
  url = await app.listen({ port: 0 });
});
afterAll(() => app.close());

describe('an app', () => {
  it('is healthy as long as it runs', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('says whether it is ready, and why not', async () => {
    readiness = { ready: false, database: 'away' };
    const away = await fetch(`${url}/readyz`);
    readiness = true;
    const back = await fetch(`${url}/readyz`);

    expect([away.status, await away.json()]).toEqual([503, { status: 'not ready', database: 'away' }]);
    expect([back.status, await back.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready while it drains, but still answers', async () => {
    app.draining.now = true;
    const [ready, health] = [await fetch(`${url}/readyz`), await fetch(`${url}/healthz`)];
    app.draining.now = false;

    expect([ready.status, health.status]).toEqual([503, 200]);
    expect(health.headers.get('connection')).toBe('close');
  });

  it('measures requests by route and status', async () => {
    await fetch(`${url}/healthz`);

    const metrics = await (await fetch(`${url}/metrics`)).text();

    expect(metrics).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} [1-9]/,
    );
    expect(metrics).toContain('process_cpu_seconds_total');
  });

  it('tells a client nothing of a fault but its trace id', async () => {
    const answer = await fetch(`${url}/fault`, { headers: { 'x-request-id': 'call-7' } });

    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL', traceId: 'call-7' } }],
    });
  });

  it.each([
    ['a body too large', 'application/json', JSON.stringify('x'.repeat(2_000)), 400, 'BODY_TOO_LARGE'],
    ['a body that is not JSON', 'application/json', '{', 400, 'BAD_REQUEST'],
    ['another kind of body', 'text/csv', 'a,b', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('refuses %s with a code', async (_, type, body, status, code) => {
    const answer = await fetch(`${url}/echo`, { method: 'POST', headers: { 'content-type': type }, body });

    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('answers what it does not know with 404', async () => {
    expect((await fetch(`${url}/nowhere`)).status).toBe(404);
  });

  it('refuses an address that cannot be read as it refuses all else', async () => {
    const response = await fetch(`${url}/orders/%zz`);

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      errors: [{ message: 'The address cannot be read.', extensions: { code: 'BAD_REQUEST' } }],
    });
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('sends security headers with every answer', async () => {
    const { headers } = await fetch(`${url}/nowhere`);

    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('strict-transport-security')).toMatch(/max-age/);
  });

  it('lets no caller write into the log through the request id', async () => {
    const idFor = async (given: string) => {
      const answer = await fetch(`${url}/id`, { headers: { 'x-request-id': given } });
      return ((await answer.json()) as { id: string }).id;
    };

    expect(await idFor('call-7')).toBe('call-7');
    expect(await idFor('{"level":"error"}')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
  });
});

test('a slow sender is cut off', () => {
  const { headersTimeout, requestTimeout } = app.server;

  expect(headersTimeout).toBeLessThanOrEqual(10_000);
  expect(requestTimeout).toBeLessThanOrEqual(15_000);
});
