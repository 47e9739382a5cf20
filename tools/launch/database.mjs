// The database of a start: the embedded one, or one that is named in the environment.
import pg from 'pg';
import { Complaint } from './complaint.mjs';
import { complain, say } from './screen.mjs';
import { noStamps, stampsIn } from './stamps.mjs';

/**
 * Finds each subgraph's database URL. `<NAME>_DATABASE_URL` is used as it is; for the others roles and schemas are made
 * in the database at `DATABASE_URL`, or in the embedded one.
 */
export async function openDatabase(
  { postgres, folder, logs, fresh, secrets, subgraphs, onDeath },
  env = process.env,
) {
  const own = ({ name }) => env[`${name.toUpperCase()}_DATABASE_URL`];
  const provided = subgraphs.filter((subgraph) => !own(subgraph));
  const urls = Object.fromEntries(subgraphs.map((subgraph) => [subgraph.name, own(subgraph)]));
  if (fresh && provided.length < subgraphs.length)
    throw new Complaint('--fresh does not empty a database given by <NAME>_DATABASE_URL: empty it yourself.');
  for (const subgraph of subgraphs.filter(own))
    await reach(own(subgraph), `${subgraph.name.toUpperCase()}_DATABASE_URL`);
  if (provided.length === 0) return { urls, share: none, stop: none, stamps: noStamps };

  if (env.DATABASE_URL) await reach(env.DATABASE_URL, 'DATABASE_URL');
  const server = env.DATABASE_URL
    ? { url: env.DATABASE_URL, stop: none }
    : await postgres
        .startEmbedded({
          folder: `${folder}/postgres`,
          log: `${logs}/postgres.log`,
          fresh,
          onNote: say,
          onDeath,
        })
        .catch((error) => {
          throw new Complaint(error.message);
        });

  const services = provided.map(({ name }) => ({
    schema: name,
    role: `jinlin_${name}`,
    password: secrets.passwords[name],
  }));
  const made = await postgres.provision(server.url, services, { fresh }).catch(async (error) => {
    await server.stop();
    throw new Complaint(`The roles and schemas of the services could not be made: ${error.message}`);
  });
  provided.forEach(({ name }, index) => {
    urls[name] = made[index];
  });
  const share = () => postgres.shareOutboxes(server.url, services);
  return { urls, share, stop: server.stop, stamps: stampsIn(server.url, provided) };
}

const none = async () => {};

/** Says in plain words why a database cannot be used; never shows the password. */
async function reach(url, setting) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', ({ message }) => complain(message));
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    const major = Math.floor(rows[0].server_version_num / 10_000);
    if (major >= 15) return;
    throw new Error(`it is PostgreSQL ${major}, and Jinlin needs 15 or newer`);
  } catch (error) {
    if (!URL.canParse(url))
      throw new Complaint(`${setting} should be a URL like postgres://user:password@host:5432/name.`);
    throw new Complaint(
      `The database of ${setting} (${withoutPassword(url)}) cannot be used: ${error.message || error.code}.`,
      `Check host, port, name and password in ${setting}; or unset it, and the embedded database is used.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

function withoutPassword(url) {
  const { protocol, username, host, pathname } = new URL(url);
  return `${protocol}//${username ? `${username}:***@` : ''}${host}${pathname}`;
}
