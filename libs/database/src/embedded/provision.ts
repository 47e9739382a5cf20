import { Client } from 'pg';

/** What one service keeps in PostgreSQL: a schema of its own, reached by a role of its own. */
export interface ServiceDatabase {
  schema: string;
  role: string;
  password: string;
}

/**
 * Makes each service's role and schema, with no right on the others', and a schema beside it in which the service may be
 * tried out; hands back each one's URL. Run again, it only mends what is missing; `fresh` drops the schemas first.
 */
export async function provision(adminUrl: string, services: ServiceDatabase[], { fresh = false } = {}) {
  await withClient(adminUrl, async (client) => {
    await client.query('revoke all on schema public from public');
    for (const name of ['pg_trgm', 'btree_gist', 'pgcrypto'])
      await client.query(`create extension if not exists ${name} with schema public`);

    for (const { schema, role, password } of services) {
      const schemas = [schema, `${schema}_sandbox`].map((each) => name(client, each));
      if (fresh) await client.query(`drop schema if exists ${schemas} cascade`);
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
      if (rowCount === 0) await client.query(`create role ${name(client, role)}`);
      await client.query(
        `alter role ${name(client, role)} login nosuperuser password ${client.escapeLiteral(password)}`,
      );
      await client.query(`grant ${name(client, role)} to current_user`);
      for (const each of schemas)
        await client.query(`create schema if not exists ${each} authorization ${name(client, role)}`);
      await client.query(`grant usage on schema public to ${name(client, role)}`);
    }
  });
  return services.map(({ role, password }) => urlAs(adminUrl, role, password));
}

/** Lets every service read the others' events, once the tables that hold them exist. */
export async function shareOutboxes(adminUrl: string, services: ServiceDatabase[]) {
  await withClient(adminUrl, async (client) => {
    for (const { schema, role } of services) {
      const table = `${name(client, schema)}.outbox`;
      const { rows } = await client.query('select to_regclass($1) is not null as exists', [table]);
      if (!rows[0].exists) continue;

      const readers = services
        .filter((other) => other.role !== role)
        .map((other) => name(client, other.role));
      if (readers.length === 0) continue;
      await client.query(`grant usage on schema ${name(client, schema)} to ${readers}`);
      await client.query(`grant select on ${table} to ${readers}`);
    }
  });
}

const name = (client: Client, identifier: string) => client.escapeIdentifier(identifier);

function urlAs(adminUrl: string, role: string, password: string) {
  const url = new URL(adminUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

async function withClient(url: string, work: (client: Client) => Promise<void>) {
  const client = new Client(url);
  await client.connect();
  await work(client).finally(() => client.end());
}
