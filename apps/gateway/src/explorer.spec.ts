import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { httpServer } from '@jinlin/server';
import type { FastifyInstance } from 'fastify';
import { serveExplorer } from './explorer';

const folder = mkdtempSync(join(tmpdir(), 'explorer-'));
const script = 'console.log("here")';
const running: FastifyInstance[] = [];
let url: string;

beforeAll(async () => {
  mkdirSync(`${folder}/assets/0123abcd`, { recursive: true });
  writeFileSync(`${folder}/index.html`, '<title>近邻 Jinlin</title>');
  writeFileSync(`${folder}/assets/0123abcd/main.js`, script);
  writeFileSync(`${folder}/assets/0123abcd/main.js.gz`, gzipSync(script));
  url = await gateway();
});

afterAll(async () => {
  for (const app of running) await app.close();
  rmSync(folder, { recursive: true });
});

function gateway({ isAllowed = true, built = folder } = {}) {
  const app = httpServer({ name: 'gateway', logLevel: 'silent', ready: () => true });
  serveExplorer(app, isAllowed, built);
  running.push(app);
  return app.listen({ port: 0 });
}

describe('the explorer', () => {
  it('is at the root', async () => {
    const answer = await fetch(url);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.text()).toContain('近邻 Jinlin');
  });

  it('is nowhere unless it is allowed', async () => {
    const elsewhere = await gateway({ isAllowed: false });

    expect((await fetch(elsewhere)).status).toBe(404);
    expect((await fetch(`${elsewhere}/assets/0123abcd/main.js`)).status).toBe(404);
  });

  it.each(['', '/assets/0123abcd/main.js'])(
    'loads nothing from elsewhere and stands in no frame: %s',
    async (path) => {
      const { headers } = await fetch(url + path);

      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe-eval|blob:|https?:|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('may be kept by browsers, but for its page, which names the build', async () => {
    const [page, asset] = [await fetch(url), await fetch(`${url}/assets/0123abcd/main.js`)];

    expect(page.headers.get('cache-control')).toBe('no-cache');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('goes over the wire zipped to those who take that', async () => {
    const [zipped, plain] = await Promise.all(
      ['gzip, br', 'identity'].map((encoding) =>
        fetch(`${url}/assets/0123abcd/main.js`, { headers: { 'accept-encoding': encoding } }),
      ),
    );

    expect(zipped!.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped!.text()).toBe(script);
    expect(plain!.headers.get('content-encoding')).toBeNull();
    expect(await plain!.text()).toBe(script);
  });

  it.each([
    '/assets/0123abcd/..%2f..%2findex.html',
    '/assets/..%2f/main.js',
    '/assets/0123abcd/none.js',
    '/assets/0123abcd/constructor',
  ])('shows nothing but what was built: %s', async (path) => {
    expect((await fetch(url + path)).status).toBe(404);
  });

  it('says how to build it where nobody has', async () => {
    const answer = await fetch(await gateway({ built: join(folder, 'elsewhere') }));

    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('node apps/gateway/explorer/build.mjs');
  });
});
