import { poolOf, statement } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import { type Doors, refused } from '@jinlin/server';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { IntegratorCall } from '../generated/graphql';

/** What the gateway is told of whoever showed a key. */
export interface KnownIntegrator {
  id: string;
  areaId: string;
  calls: IntegratorCall[];
  requestsPerMinute: number;
  isSandbox: boolean;
}

const BY_KEY = statement(/* SQL */ `
  select i.id, i.area_id as "areaId", i.calls, i.requests_per_minute as "requestsPerMinute",
    i.is_sandbox as "isSandbox"
  from integrator_key k join integrator i on i.id = k.integrator_id
  where k.hash = $1 and k.state <> 'REVOKED' and (k.expires_at is null or k.expires_at > $2) and i.state = 'ACTIVE'
`);

/** The integrator that a key opens for, by the key's hash; null when it opens nothing, or no more. */
export async function integratorByKey(pool: Pool, hash: Buffer, now: Date): Promise<KnownIntegrator | null> {
  const { rows } = await pool.query({ ...BY_KEY, values: [hash, now] });
  return rows[0] ?? null;
}

/** Whether an integrator that the gateway let in may make this call. */
export const mayCall = (actor: Actor | null, call: IntegratorCall) =>
  actor?.role === 'INTEGRATOR' && actor.scopes.includes(call);

/** Tells the gateway whose a key is. It is shown the hash, so that keys travel no further than to the gateway. */
export const integratorDoor =
  (db: DataSource): Doors =>
  (app) => {
    app.post('/integrators/by-key', async ({ body }, reply) => {
      const hash = String(body);
      if (!/^[0-9a-f]{64}$/.test(hash)) return reply.code(400).send(refused('BAD_REQUEST', 'No SHA-256.'));

      return { integrator: await integratorByKey(poolOf(db), Buffer.from(hash, 'hex'), new Date()) };
    });
  };
