import { Client } from 'pg';
import { type Embedded, provision, shareOutboxes, startEmbedded } from './index';

const services = ['alpha', 'beta'].map((name) => ({
  schema: name,
  role: `role_${name}`,
  password: `p:@/${name}`,
}));
let server: Embedded;
let [alpha, beta]: (string | undefined)[] = [];

beforeAll(async () => {
  server = await startEmbedded();
  [alpha, beta] = await provision(server.url, services);
  await run(alpha, 'create table alpha.secret (id int); create table alpha.outbox (id int)');
});
afterAll(() => server.stop());

describe('a provisioned service', () => {
  it('reaches its own schema only', async () => {
    await expect(run(beta, 'select from alpha.secret')).rejects.toThrow(/permission denied/);
    await expect(run(beta, 'create table alpha.mine (id int)')).rejects.toThrow(/permission denied/);
    await expect(run(beta, 'create table public.mine (id int)')).rejects.toThrow(/permission denied/);
  });

  it('reads the events of the others, and nothing else of theirs', async () => {
    await shareOutboxes(server.url, services);

    await run(beta, 'select from alpha.outbox');
    await expect(run(beta, 'insert into alpha.outbox values (1)')).rejects.toThrow(/permission denied/);
    await expect(run(beta, 'select from alpha.secret')).rejects.toThrow(/permission denied/);
  });

  it('has the extensions that its tables need', async () => {
    await run(beta, "select similarity('福管家', '福管家人'), gen_random_bytes(4)");
  });

  it('keeps its tables when it is provisioned again, and loses them when all begins anew', async () => {
    await provision(server.url, services);
    await run(alpha, 'select from alpha.secret');

    await provision(server.url, services, { fresh: true });
    await expect(run(alpha, 'select from alpha.secret')).rejects.toThrow(/does not exist/);
  });
});

async function run(url: string | undefined, sql: string) {
  const client = new Client(url);
  await client.connect();
  await client.query(sql).finally(() => client.end());
}
