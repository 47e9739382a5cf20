import { createHash } from 'node:crypto';
import { httpServer } from '@jinlin/server';
import type { Backend, Knock } from '../integrator/backend';
import { integratorKeys } from '../integrator/keys';
import { serveOpen311 } from './open311';

const KEY = `jk_${'k'.repeat(43)}`;

interface Shown {
  form?: Record<string, string>;
  query?: string;
  headers?: Record<string, string>;
}

/** A service that knows one key, and remembers what it was asked. */
function aBackend() {
  const asked: Knock[] = [];
  let isAway = false;
  const answer = (text: string, type: string) => ({
    status: 200,
    headers: { 'content-type': type },
    body: Buffer.from(text),
  });
  const ask = async (knock: Knock) => {
    if (isAway) throw new Error('connect ECONNREFUSED');
    if (knock.url !== '/integrators/by-key') {
      asked.push(knock);
      return answer('[]', 'application/json');
    }
    const isKnown = String(knock.body) === createHash('sha256').update(KEY).digest('hex');
    const integrator = { id: 'i1', areaId: 'a1', calls: ['OPEN311'], requestsPerMinute: 60 };
    return answer(JSON.stringify({ integrator: isKnown ? integrator : null }), 'application/json');
  };
  return {
    asked,
    backend: { ask } as unknown as Backend,
    goAway: () => {
      isAway = true;
    },
  };
}

async function aGateway(perSecond = 0) {
  const { backend, ...service } = aBackend();
  const app = httpServer({ name: 'gateway', logLevel: 'silent', ready: () => true });
  serveOpen311(app, { backend, admit: integratorKeys(backend), perSecond });
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  apps.push(app);
  return {
    ...service,
    url,
    get: (path: string, init?: RequestInit) => fetch(`${url}/open311/v2/${path}`, init),
  };
}
const apps: ReturnType<typeof httpServer>[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

describe('Open311 at the gateway', () => {
  it('is open without a key, and hands on what was asked', async () => {
    const { get, asked, url } = await aGateway();

    const response = await get('services.json?jurisdiction_id=510522', {
      headers: { 'accept-language': 'en' },
    });

    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(asked).toMatchObject([
      {
        method: 'GET',
        url: '/open311/v2/services.json?jurisdiction_id=510522',
        actor: '',
        headers: { 'accept-language': 'en', 'x-jinlin-origin': url },
      },
    ]);
  });

  it.each<[string, Shown]>([
    ['in the form', { form: { api_key: KEY } }],
    ['in the query', { query: `?api_key=${KEY}` }],
    ['in the header', { headers: { authorization: `Bearer ${KEY}` } }],
  ])('takes the key %s, and keeps it', async (_, { form = {}, query = '', headers = {} }) => {
    const { get, asked } = await aGateway();

    await get(`requests.json${query}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ service_code: '0102', ...form }),
    });

    const { actor, url, body } = asked[0]!;
    expect(JSON.parse(Buffer.from(actor!, 'base64url').toString())).toMatchObject({
      id: 'i1',
      role: 'INTEGRATOR',
      areaId: 'a1',
    });
    expect([url, String(body)]).toEqual(['/open311/v2/requests.json', 'service_code=0102']);
  });

  it('refuses a key that opens nothing as the standard says, in either format', async () => {
    const { get, asked } = await aGateway();

    const json = await get('requests.json?api_key=wrong');
    expect([json.status, json.headers.get('content-type')]).toEqual([403, 'application/json; charset=utf-8']);
    expect(await json.json()).toEqual([{ code: 403, description: 'The key opens nothing, or no more.' }]);
    const xml = await get('requests.xml?api_key=wrong');
    expect([xml.status, xml.headers.get('content-type')]).toEqual([403, 'text/xml; charset=utf-8']);
    expect(await xml.text()).toContain('<errors><error><code>403</code><description>The key');
    expect(asked).toEqual([]);
  });

  it('refuses whoever asks too often, and says when the service is away', async () => {
    const { get } = await aGateway(1);
    const statuses = [];
    for (let n = 0; n < 6; n += 1) statuses.push((await get('services.json')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);

    const away = await aGateway();
    away.goAway();
    for (const path of ['services.xml', `requests.xml?api_key=${KEY}`]) {
      const response = await away.get(path);
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await response.text()).toContain('<errors><error><code>503</code>');
    }
  });

  it('takes forms alone', async () => {
    const { get } = await aGateway();

    const response = await get('requests.json', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual([
      { code: 415, description: 'Send application/x-www-form-urlencoded.' },
    ]);
  });

  it('is discovered from the host as well', async () => {
    const { url } = await aGateway();

    const response = await fetch(`${url}/open311/discovery.json`);
    expect(response.url).toBe(`${url}/open311/v2/discovery.json`);
  });
});
