import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, jwtVerify, SignJWT } from 'jose';
import { keySource } from './keys';

const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const [first, second] = [pair(), pair()];

/** What the issuer publishes, and whether it answers at all. */
const issuer = { keys: new Map([['first', first.publicKey]]), isAway: false, asked: 0 };

const server = createServer(async (_, response) => {
  issuer.asked += 1;
  if (issuer.isAway) return response.writeHead(503).end();
  const keys = [...issuer.keys].map(async ([kid, key]) => ({ ...(await exportJWK(key)), kid, alg: 'ES256' }));
  response.end(JSON.stringify({ keys: await Promise.all(keys) }));
});
let url: string;
beforeAll(() => {
  server.listen(0);
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
});
afterAll(() => server.close());
beforeEach(() =>
  Object.assign(issuer, { keys: new Map([['first', first.publicKey]]), isAway: false, asked: 0 }),
);

let time = 0;
const keysAt = () => keySource(url, () => time);

const token = (kid: string, { privateKey }: { privateKey: KeyObject }) =>
  new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
const holds = async (keys: ReturnType<typeof keySource>, text: string) =>
  jwtVerify(text, keys).then(
    () => true,
    () => false,
  );

describe('the keys of an issuer', () => {
  it('are asked for once for many tokens', async () => {
    const keys = keysAt();
    const text = await token('first', first);

    expect(await Promise.all([holds(keys, text), holds(keys, text), holds(keys, text)])).toEqual([
      true,
      true,
      true,
    ]);
    expect(issuer.asked).toBe(1);
  });

  it('are dead within half a minute of being taken out', async () => {
    const keys = keysAt();
    const text = await token('first', first);
    await holds(keys, text);
    issuer.keys.delete('first');

    time += 30_000;

    expect(await holds(keys, text)).toBe(false);
  });

  it('count as soon as the issuer signs with them', async () => {
    const keys = keysAt();
    await holds(keys, await token('first', first));
    issuer.keys.set('second', second.publicKey);

    time += 6_000;

    expect(await holds(keys, await token('second', second))).toBe(true);
  });

  it('are not asked for at every token signed by a stranger', async () => {
    const keys = keysAt();
    const stranger = await token('stranger', pair());

    for (let i = 0; i < 5; i += 1) await holds(keys, stranger);

    expect(issuer.asked).toBe(1);
  });

  it('count for ten minutes while the issuer cannot be reached, and no longer', async () => {
    const keys = keysAt();
    const text = await token('first', first);
    await holds(keys, text);
    issuer.isAway = true;

    time += 300_000;
    expect(await holds(keys, text)).toBe(true);
    time += 400_000;
    expect([await holds(keys, text), await holds(keys, text)]).toEqual([false, false]);
  });
});
