import { randomUUID } from 'node:crypto';
import { copyInto, poolOf } from '@jinlin/database';
import { outboxTable } from '@jinlin/events';
import { chain, historyCells, historyColumns, historyTable } from '@jinlin/history';
import { schemaOf, tablesOf, testDatabase } from '@jinlin/testing';
import { runTool } from './tool';

const db = testDatabase(tablesOf(`${historyTable} ${outboxTable}`));

beforeEach(() => db.query('truncate history, outbox'));

describe('npm run audit', () => {
  it('proves the chain of every record in every service', async () => {
    await aHistory(3);
    await aHistory(1);

    const { code, said } = await audit();

    expect(said).toMatch(/^organisation +2 records, 4 entries, 0 broken$/m);
    expect(said).toMatch(/^services +2 records, 4 entries, 0 broken$/m);
    expect(code).toBe(0);
  });

  it('walks over the end of a batch', async () => {
    await Promise.all(Array.from({ length: 3 }, () => aHistory(2_001)));

    expect((await audit()).said).toMatch(/^cases +3 records, 6003 entries, 0 broken$/m);
  });

  it('names the record and the entry that somebody changed', async () => {
    const id = await aHistory(3);
    await tamper(`update history set entry = '{"action":"NEVER"}' where record_id = $1 and sequence = 2`, id);

    const { code, said } = await audit();

    expect(said).toContain(`Case ${id}: the chain breaks at entry 2.`);
    expect(code).toBe(1);
  });

  it('names the record whose last entry was cut off, which the chain alone cannot show', async () => {
    const id = await aHistory(3);
    await db.query(
      `insert into outbox (type, subject, at, data) values ('case.close', $1, now(), '{"sequence": 3}')`,
      [id],
    );
    await tamper('delete from history where record_id = $1 and sequence = 3', id);

    const { code, said } = await audit();

    expect(said).toContain(`${id}: others were told of entry 3, but the history ends at 2.`);
    expect(code).toBe(1);
  });

  it('says what to do where there is no database', async () => {
    const nowhere = 'postgres://nobody@127.0.0.1:1/none';

    const { code, said } = await runTool('audit.mjs', [], { ORGANISATION_DATABASE_URL: nowhere });

    expect(said).toContain('The database of organisation cannot be reached');
    expect(said).toContain('npm start');
    expect(code).toBe(1);
  });
});

/** A record with so many entries in its history, as loading makes them. */
async function aHistory(length: number) {
  const id = randomUUID();
  const entries = Array.from({ length }, (_, at) => ({
    action: 'HANDLE',
    from: 'SIGNED',
    to: 'HANDLED',
    at: new Date(Date.UTC(2026, 10, 21, 1, 0, at)),
    actor: { id: 'clerk', role: 'DEPARTMENT_CLERK' },
  }));
  const client = await poolOf(db).connect();
  await copyInto(client, 'history', historyColumns, chain('Case', id, entries).map(historyCells));
  client.release();
  return id;
}

/** What an intruder with the table owner's rights could do. */
async function tamper(sql: string, id: string) {
  await db.query('alter table history disable rule history_is_never_changed');
  await db.query('alter table history disable rule history_is_never_deleted');
  await db.query(sql, [id]);
}

/** Audits the three services, all of them with this suite's tables. */
async function audit() {
  const url = new URL((db.options as { url: string }).url);
  url.searchParams.set('options', `-c search_path=${await schemaOf(db)}`);
  const names = ['ORGANISATION', 'CASES', 'SERVICES'];
  return runTool(
    'audit.mjs',
    [],
    Object.fromEntries(names.map((name) => [`${name}_DATABASE_URL`, url.href])),
  );
}
