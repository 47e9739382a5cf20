// Puts the files and the log of a back-up where the embedded server finds them; it replays the log when it starts.
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { load } from '../bundle.mjs';
import { Complaint } from '../launch/complaint.mjs';

export async function putBack({ from, to }) {
  if (!existsSync(`${from}/backup.json`))
    throw new Complaint(`${from} holds no whole back-up: there is no backup.json.`);
  if (existsSync(`${to}/postgres/server.json`))
    throw new Complaint(
      `${to} holds a database already. Move that folder away first; nothing is overwritten.`,
    );

  mkdirSync(`${to}/postgres`, { recursive: true });
  for (const folder of [to, `${to}/postgres`]) chmodSync(folder, 0o711);
  const { dataFolder } = await load('libs/database/src/embedded/data-folder.ts');
  const { home, data, account } = dataFolder(`${to}/postgres`);
  cpSync(`${from}/files`, data, { recursive: true, force: true });
  for (const name of readdirSync(`${from}/log`).filter((each) => each.endsWith('.gz')))
    writeFileSync(
      `${data}/pg_wal/${name.replace('.gz', '')}`,
      gunzipSync(readFileSync(`${from}/log/${name}`)),
    );
  giveTo(account, data);

  copyFileSync(`${from}/secrets.json`, `${to}/secrets.json`);
  chmodSync(`${to}/secrets.json`, 0o600);
  const { port, password } = JSON.parse(readFileSync(`${from}/backup.json`, 'utf8'));
  writeFileSync(`${to}/postgres/server.json`, JSON.stringify({ home, port, password }), { mode: 0o600 });
}

/** The server insists that its files are its own, and closed to others. */
function giveTo({ uid, gid }, folder) {
  chmodSync(folder, 0o700);
  if (uid !== undefined) chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) giveTo({ uid, gid }, path);
    else if (uid !== undefined) chownSync(path, uid, gid);
  }
}
