import { Readable } from 'node:stream';
import { httpServer } from '@jinlin/server';
import type { Backend, Knock } from '../integrator/backend';
import { serveHsds } from './hsds';

/** A gateway before a service that remembers what it was asked. */
async function aGateway({
  perSecond = 0,
  status = 200,
  body = () => Readable.from(['{"empty":true}']),
} = {}) {
  const asked: Knock[] = [];
  let isAway = false;
  const open = async (knock: Knock) => {
    if (isAway) throw new Error('connect ECONNREFUSED');
    asked.push(knock);
    return { status, headers: { 'content-type': 'application/json' }, body: body() };
  };
  const app = httpServer({ name: 'gateway', logLevel: 'silent', ready: () => true });
  serveHsds(app, { backend: { open } as unknown as Backend, perSecond });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  apps.push(app);
  return {
    asked,
    url,
    get: (path: string, headers = {}) => fetch(`${url}/hsds/v3/${path}`, { headers }),
    goAway: () => {
      isAway = true;
    },
  };
}
const apps: ReturnType<typeof httpServer>[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

describe('HSDS at the gateway', () => {
  it('hands on what was asked, as nobody, in the reader’s language', async () => {
    const { get, asked } = await aGateway();

    const response = await get('services?page=2&search=%E9%A3%9F%E5%A0%82', {
      'accept-language': 'en',
      authorization: 'Bearer whatever',
    });

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(response.headers.get('cache-control')).toBe('public, max-age=60');
    expect(asked).toMatchObject([
      {
        method: 'GET',
        url: '/hsds/v3/services?page=2&search=%E9%A3%9F%E5%A0%82',
        headers: { 'accept-language': 'en' },
      },
    ]);
    expect(asked[0]!.actor).toBeUndefined();
    expect(asked[0]!.headers).not.toHaveProperty('authorization');
  });

  it('lets nobody keep a refusal', async () => {
    const { get } = await aGateway({ status: 400 });

    const response = await get('services?page=0');

    expect([response.status, response.headers.get('cache-control')]).toEqual([400, 'no-store']);
  });

  it('leads whoever leaves the last stroke out to the root', async () => {
    const { url } = await aGateway();

    expect((await fetch(`${url}/hsds/v3`)).url).toBe(`${url}/hsds/v3/`);
  });

  it('refuses whoever asks too often, and says when the service is away', async () => {
    const { get } = await aGateway({ perSecond: 1 });
    const statuses = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await get('services')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);

    const other = await aGateway();
    other.goAway();
    const response = await other.get('services');
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toEqual({
      errors: [{ message: 'The service does not answer; try again.' }],
    });
  });

  it('hands on what is too long to keep as it comes, and breaks off when the service does', async () => {
    async function* lines() {
      yield '{"id":"1"}\n';
      yield '{"id":"2"}\n';
    }
    async function* broken() {
      yield* lines();
      throw new Error('gone');
    }
    const whole = await aGateway({ body: () => Readable.from(lines()) });
    const half = await aGateway({ body: () => Readable.from(broken()) });

    expect(await (await whole.get('services?format=ndjson')).text()).toBe('{"id":"1"}\n{"id":"2"}\n');
    await expect(half.get('services?format=ndjson').then((answer) => answer.text())).rejects.toThrow();
  });

  it('is read only', async () => {
    const { url } = await aGateway();

    expect((await fetch(`${url}/hsds/v3/services`, { method: 'POST' })).status).toBe(404);
  });
});
