import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { roles } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { exportJWK, type JWTPayload, SignJWT } from 'jose';
import { ACTOR_CLAIM } from './claims';
import { developmentIssuer } from './development';
import { tokenReader } from './tokens';

const NOW = Date.UTC(2026, 10, 21, 2);
const seconds = NOW / 1000;
const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const rules = async () => ({
  issuer: 'https://id.example',
  audience: 'jinlin',
  keys: { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' }] },
});

const claims: JWTPayload = {
  iss: 'https://id.example',
  aud: 'jinlin',
  sub: 'clerk-7',
  nbf: seconds - 10,
  exp: seconds + 600,
  [ACTOR_CLAIM]: { role: 'HOTLINE_CLERK', area: idOf('area', '510522'), scopes: ['pii:read'] },
};

const token = (given: JWTPayload = {}, key = pair.privateKey, alg = 'ES256') =>
  new SignJWT({ ...claims, ...given }).setProtectedHeader({ alg, kid: 'k1' }).sign(key);

const read = async (header: string | undefined, now = NOW) => tokenReader(await rules())(header, now);

describe('a bearer token', () => {
  it('says who asks', async () => {
    expect(await read(`Bearer ${await token()}`)).toEqual({
      id: 'clerk-7',
      role: 'HOTLINE_CLERK',
      areaId: idOf('area', '510522'),
      unitId: null,
      personId: null,
      scopes: ['pii:read'],
    });
  });

  it('may be missing: then nobody asks', async () => {
    expect(await read(undefined)).toBeNull();
  });

  it('is believed from memory until it expires', async () => {
    const reader = tokenReader(await rules());
    const header = `Bearer ${await token()}`;

    await reader(header, NOW);
    expect(await reader(header, NOW + 1000)).toMatchObject({ id: 'clerk-7' });
    await expect(reader(header, NOW + 601_000)).rejects.toThrow('not valid');
  });

  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  it.each<[string, () => Promise<string> | string]>([
    ['has expired', () => token({ exp: seconds - 1 })],
    ['does not hold yet', () => token({ nbf: seconds + 60 })],
    ['is of another issuer', () => token({ iss: 'https://elsewhere.example' })],
    ['is for another audience', () => token({ aud: 'shop' })],
    ['has no expiry', () => token({ exp: undefined } as unknown as JWTPayload)],
    ['was signed by another key', () => token({}, other)],
    ['is not signed at all', () => `${none}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`],
    [
      'was signed with the public key as a secret',
      () => {
        const secret = createSecretKey(
          Buffer.from(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()),
        );
        return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
      },
    ],
    ['names no known role', () => token({ [ACTOR_CLAIM]: { role: 'EMPEROR' } })],
    ['names no actor', () => token({ [ACTOR_CLAIM]: undefined } as unknown as JWTPayload)],
    ['is nonsense', () => 'abc'],
  ])('is refused when it %s', async (_, make) => {
    await expect(read(`Bearer ${await make()}`)).rejects.toThrow('not valid');
  });

  it('is refused when it does not come as a bearer token', async () => {
    await expect(read('Basic dXNlcjpwYXNz')).rejects.toThrow('not valid');
  });

  it('may be checked against keys in a file', async () => {
    const { keys, ...rest } = await rules();
    const path = join(mkdtempSync(join(tmpdir(), 'jwks-')), 'jwks.json');
    writeFileSync(path, JSON.stringify(keys));

    const reader = tokenReader({ ...rest, keys: path });

    expect(await reader(`Bearer ${await token()}`, NOW)).toMatchObject({ role: 'HOTLINE_CLERK' });
  });
});

describe('the development issuer', () => {
  it('has a token for each role in each locality, and each one holds', async () => {
    const { personas, ...issued } = await developmentIssuer(undefined, NOW);
    const reader = tokenReader(issued);

    expect(new Set(personas.map(({ role }) => role))).toEqual(new Set(roles));
    expect(personas).toHaveLength(roles.length * 5);
    for (const { role, area, token } of personas) {
      expect(await reader(`Bearer ${token}`, NOW)).toMatchObject({ role, areaId: idOf('area', area) });
    }
  });
});
