// Where each service's history lies, by the settings that npm start takes.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, subgraphs } from '../apps.mjs';
import { Complaint } from '../launch/complaint.mjs';

/** Each subgraph's name, schema and URL: its own, that of all of them, or the embedded server's. */
export const databases = (env = process.env) =>
  subgraphs.map(({ name }) => ({
    name,
    schema: name,
    url: env[`${name.toUpperCase()}_DATABASE_URL`] ?? env.DATABASE_URL ?? embeddedUrl(env),
  }));

/** The embedded server notes its port and password beside its data. */
function embeddedUrl(env) {
  const note = resolve(env.JINLIN_FOLDER ?? `${root}/.jinlin`, 'postgres/server.json');
  if (!existsSync(note))
    throw new Complaint('There is no database yet. Begin with npm start, or name one in DATABASE_URL.');

  const { port, password } = JSON.parse(readFileSync(note, 'utf8'));
  return `postgres://postgres:${password}@127.0.0.1:${port}/jinlin`;
}
