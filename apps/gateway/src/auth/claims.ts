import { type Actor, roles } from '@jinlin/identity';
import { z } from 'zod';

/** The namespaced claim in which a token says who its bearer works as. */
export const ACTOR_CLAIM = 'https://jinlin.cn/actor';

const claims = z.object({
  sub: z.string().min(1).max(200),
  exp: z.number(),
  nbf: z.number(),
  [ACTOR_CLAIM]: z.strictObject({
    role: z.enum(roles),
    area: z.uuid().nullish(),
    unit: z.uuid().nullish(),
    person: z.uuid().nullish(),
    scopes: z.array(z.string().max(40)).max(20).default([]),
  }),
});

/** Reads who asks from a token's payload; throws when the payload says anything else. */
export function actorOf(payload: unknown): { actor: Actor; expiresAt: number } {
  const { sub, exp, [ACTOR_CLAIM]: claim } = claims.parse(payload);
  const { role, area, unit, person, scopes } = claim;
  return {
    actor: {
      id: sub,
      role,
      areaId: area ?? null,
      unitId: unit ?? null,
      personId: person ?? null,
      scopes,
    },
    expiresAt: exp * 1000,
  };
}
