// A back-up of the embedded database, by PostgreSQL's own means: a copy of its files, and its write-ahead log since.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { Complaint } from '../launch/complaint.mjs';

/** Folders whose contents belong to a running server alone. */
const PASSING = /^(pg_wal|pg_replslot|pg_stat_tmp|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_subtrans)$/;

/** Files that do, wherever they lie. */
const PASSING_FILE = /^(postmaster\.(pid|opts)|pgsql_tmp.*|\.s\.PGSQL.*|pg_internal\.init)$/;

const SEGMENT = /^[0-9A-F]{24}$/;

/** Says how many pieces of the log were copied, and whether the files were too. */
export async function takeBackup({ from, to, anew = false }) {
  const note = noteIn(from);
  mkdirSync(`${to}/log`, { recursive: true, mode: 0o700 });
  copyFileSync(`${from}/secrets.json`, `${to}/secrets.json`);

  const client = await connect(note);
  try {
    // The server keeps its log for as long as this has not been told that we have it.
    const slot = `backup_${createHash('sha256').update(to).digest('hex').slice(0, 16)}`;
    const isWhole = anew || !(await goesOn(client, slot, to));
    if (isWhole) await copyFiles(client, { slot, data: `${note.home}/data`, to, note });
    return { isWhole, segments: await copyLog(client, { slot, data: `${note.home}/data`, to }) };
  } finally {
    await client.end();
  }
}

function noteIn(folder) {
  const path = `${folder}/postgres/server.json`;
  if (!existsSync(path))
    throw new Complaint(
      `There is no embedded database in ${folder}.`,
      'A PostgreSQL of your own, named in DATABASE_URL, is backed up by its own tools.',
    );
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function connect({ port, password }) {
  const client = new pg.Client(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`);
  try {
    await client.connect();
    return client;
  } catch ({ message, code }) {
    throw new Complaint(`The database cannot be reached: ${message || code}. Is the graph up (npm start)?`);
  }
}

/** Whether what lies there is of this very database, and the log since is still to be had. */
async function goesOn(client, slot, to) {
  if (!existsSync(`${to}/backup.json`)) return false;
  const { identity } = JSON.parse(readFileSync(`${to}/backup.json`, 'utf8'));
  const { rows } = await client.query(
    `select 1 from pg_replication_slots, pg_control_system()
     where slot_name = $1 and wal_status <> 'lost' and system_identifier::text = $2`,
    [slot, identity],
  );
  return rows.length > 0;
}

/** Copies the files while the server writes them: the log, kept from now on, makes them whole again. */
async function copyFiles(client, { slot, data, to, note }) {
  await client.query(
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1',
    [slot],
  );
  await client.query('select pg_create_physical_replication_slot($1, true)', [slot]);
  await client.query(`select pg_backup_start('npm run backup', true)`);
  rmSync(`${to}/files.partial`, { recursive: true, force: true });
  copyFolder(data, `${to}/files.partial`);
  const { rows } = await client.query(
    'select labelfile as label, (select system_identifier::text from pg_control_system()) as identity from pg_backup_stop()',
  );
  const [{ label, identity }] = rows;
  writeFileSync(`${to}/files.partial/backup_label`, label, { mode: 0o600 });

  rmSync(`${to}/backup.json`, { force: true });
  rmSync(`${to}/files`, { recursive: true, force: true });
  renameSync(`${to}/files.partial`, `${to}/files`);
  const [, first] = label.match(/\(file ([0-9A-F]{24})\)/);
  for (const name of readdirSync(`${to}/log`)) if (name < first) rmSync(`${to}/log/${name}`);
  const { port, password } = note;
  writeFileSync(`${to}/backup.json`, JSON.stringify({ identity, first, port, password }), { mode: 0o600 });
}

function copyFolder(from, to) {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (PASSING_FILE.test(entry.name)) continue;
    if (PASSING.test(entry.name)) mkdirSync(target, { mode: 0o700 });
    else if (entry.isDirectory()) copyFolder(source, target);
    else copyUnlessGone(source, target);
  }
}

/** A file may go while the others are copied, when its table is dropped; the log knows of that. */
function copyUnlessGone(source, target) {
  try {
    copyFileSync(source, target);
  } catch (fault) {
    if (fault.code !== 'ENOENT') throw fault;
  }
}

/** Has the server end the piece of its log that it writes, and copies all the pieces that are not here yet. */
async function copyLog(client, { slot, data, to }) {
  const { rows } = await client.query(
    'select lsn::text, pg_walfile_name(lsn) as last from (select pg_switch_wal() as lsn) as ended',
  );
  const [{ lsn, last }] = rows;
  const { first } = JSON.parse(readFileSync(`${to}/backup.json`, 'utf8'));
  const missing = readdirSync(`${data}/pg_wal`).filter(
    (name) => SEGMENT.test(name) && name >= first && name <= last && !existsSync(`${to}/log/${name}.gz`),
  );
  for (const name of missing) {
    const packed = gzipSync(readFileSync(`${data}/pg_wal/${name}`), { level: 1 });
    writeFileSync(`${to}/log/${name}.partial`, packed, { mode: 0o600 });
    renameSync(`${to}/log/${name}.partial`, `${to}/log/${name}.gz`);
  }
  await client.query('select pg_replication_slot_advance($1, $2::pg_lsn)', [slot, lsn]);
  return missing.length;
}
