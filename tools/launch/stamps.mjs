// Which build last migrated and loaded each schema, kept as the schema's comment: what that build has done need not be
// tried again, and the note goes when the schema goes.
import pg from 'pg';

export const noStamps = { read: async () => ({}), write: async () => {} };

export function stampsIn(url, provided) {
  const withClient = async (work) => {
    const client = new pg.Client(url);
    await client.connect();
    return work(client).finally(() => client.end());
  };
  const isOurs = ({ name }) => provided.some((other) => other.name === name);

  return {
    read: () =>
      withClient(async (client) => {
        const { rows } = await client.query(
          "select nspname as name, obj_description(oid, 'pg_namespace') as stamp from pg_namespace",
        );
        return Object.fromEntries(rows.filter(isOurs).map(({ name, stamp }) => [name, stamp]));
      }),
    write: (subgraph, stamp) =>
      withClient(async (client) => {
        if (!isOurs(subgraph)) return;
        await client.query(`comment on schema ${subgraph.name} is ${client.escapeLiteral(stamp)}`);
      }),
  };
}
