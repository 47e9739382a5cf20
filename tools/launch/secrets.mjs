// The secrets of an embedded start: made once, kept in .jinlin/secrets.json, readable by their owner only.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Complaint } from './complaint.mjs';

export function secretsIn(folder, services) {
  const path = `${folder}/secrets.json`;
  const known = existsSync(path) ? parse(path) : {};
  const secrets = {
    gatewaySecret: known.gatewaySecret ?? random(),
    dataKey: known.dataKey ?? randomBytes(32).toString('base64'),
    signingKey: known.signingKey ?? signingKey(),
    passwords: Object.fromEntries(services.map(({ name }) => [name, known.passwords?.[name] ?? random()])),
  };
  writeFileSync(`${path}.draft`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.draft`, path);
  return secrets;
}

const random = () => randomBytes(32).toString('base64url');

/** Signs the development tokens; only the embedded gateway ever believes it. */
const signingKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

function parse(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Complaint(
      `${path} cannot be read as JSON. Personal data in the database is sealed with a key from it.`,
      'Put a copy of it back, or remove it and begin anew: npm start -- --fresh',
    );
  }
}
