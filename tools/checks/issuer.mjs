// An issuer of tokens for the time of a check: its public keys over HTTP, as an OpenID provider shows them.
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export async function issuer() {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: 'check', alg: 'ES256', use: 'sig' }];
  const server = createServer((_, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys })),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  return { settings: { JWT_ISSUER: url, JWKS_URL: `${url}/jwks.json` }, close: () => server.close() };
}
