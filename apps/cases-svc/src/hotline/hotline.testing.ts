import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { ACTOR_HEADER, type Actor, encodeActor, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { jurisdictions } from '@jinlin/replicas';
import { knock, subgraphServer } from '@jinlin/server';
import { NOW, schemaOf } from '@jinlin/testing';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { contextOf } from '../context';
import { doorsOf } from '../doors';
import { anIntegrator } from '../integrator/integrator.testing';
import { localities } from '../locality';
import { type Sandbox, sandboxBeside } from '../sandbox/sandbox';
import { anArea, aUnit, CATEGORY, nearby, schema, seal } from '../testing';

const SECRET = 'a secret that only the tests know, of 32 characters';

/**
 * The service over HTTP for a suite, and the gateway's part in knocking at it. Their clock stands still. What is tried
 * out goes to the database given besides.
 */
export function servedDoors(db: DataSource, sandboxed = db) {
  let app: FastifyInstance;
  let sandbox: Sandbox;
  let url = '';
  // Who reaches how far is asked of the pool, which is there once the suite has begun.
  beforeAll(async () => {
    const scopeOf = jurisdictions(poolOf(db));
    const parts = { vault: seal, localities, addresses: nearby };
    const contexts = contextOf({ ...parts, db, scopeOf });
    sandbox = sandboxBeside({
      ...parts,
      db: sandboxed,
      schema: await schemaOf(sandboxed),
      beside: await schemaOf(db),
    });
    app = subgraphServer({
      name: 'cases',
      schema,
      gatewaySecret: SECRET,
      logLevel: 'silent',
      ready: () => true,
      contextOf: contexts,
      doors: doorsOf(db, (asked) => contexts({ ...asked, now: NOW }), {
        ...sandbox,
        contextOf: (asked) => sandbox.contextOf({ ...asked, now: NOW }),
      }),
    });
    url = await app.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await app.close();
    await sandbox.work(() => {})();
  });

  return {
    /** Knocks as the gateway does for an integrator; a string goes as NDJSON. */
    async knock(
      actor: Actor,
      path: string,
      { body, key, language = 'en' }: { body?: object | string; key?: string; language?: string } = {},
    ) {
      const sent = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
      const method = body === undefined ? 'GET' : 'POST';
      const header = encodeActor(actor);
      const answer = await fetch(`${url}${path}`, {
        method,
        ...(method === 'POST' && { body: sent }),
        headers: {
          'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json',
          'accept-language': language,
          [ACTOR_HEADER]: header,
          [SIGNATURE_HEADER]: sign(
            SECRET,
            header,
            knock(method, path, method === 'GET' ? Buffer.alloc(0) : sent),
            Date.now(),
          ),
          ...(key && { 'idempotency-key': key }),
        },
      });
      return { status: answer.status, text: await answer.text() };
    },
    url: () => url,
    sandbox: () => sandbox,
  };
}

/** An order as a hotline sends it; a test spells out only what it is about. */
export const anOrder = (given: object = {}) => ({
  number: `GD-${randomUUID()}`,
  category: CATEGORY,
  title: '楼道灯不亮',
  areaCode: '510522001006001',
  reporter: { name: '张三', phone: '13812345678' },
  ...given,
});

/** A hotline with a county, a grid in it, a unit, and calls to the doors in its name. */
export async function aHotline(db: DataSource, doors: ReturnType<typeof servedDoors>) {
  const county = await anArea(db, { level: 'COUNTY', code: '510522' });
  const code = `510522001006${Math.floor(Math.random() * 1e9)}`;
  const community = await anArea(db, { level: 'COMMUNITY', code: `${code}00`, path: `${county.path}c/` });
  const grid = await anArea(db, { code, path: `${community.path}g/` });
  const [integrator, unit] = await Promise.all([anIntegrator(db, {}, county.id), aUnit(db)]);
  const { actor } = integrator;

  const post = async (path: string, body: object | string, key?: string) => {
    const { status, text } = await doors.knock(actor, path, { body, ...(key && { key }) });
    return { status, text, ...(status < 500 && !text.includes('}\n') && { body: JSON.parse(text) }) };
  };
  return {
    ...integrator,
    county,
    community,
    grid,
    unit,
    order: (given: object = {}) => anOrder({ areaCode: grid.code, ...given }),
    send: (body: object, key?: string) => post('/hotline/v1/orders', body, key),
    batch: async (orders: readonly (object | string)[], key?: string) => {
      const lines = orders.map((order) => (typeof order === 'string' ? order : JSON.stringify(order)));
      const { status, text } = await post('/hotline/v1/orders', lines.join('\n'), key);
      return {
        status,
        lines: text
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line)),
      };
    },
    step: (number: string, name: string, body: object = {}, key: string = randomUUID()) =>
      post(`/hotline/v1/orders/${number}/${name}`, body, key),
    read: async (number: string, as: Actor = actor) => {
      const { status, text } = await doors.knock(as, `/hotline/v1/orders/${number}`);
      return { status, body: JSON.parse(text) };
    },
  };
}
