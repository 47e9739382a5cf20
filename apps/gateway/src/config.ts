import { processSettings, readConfig } from '@jinlin/config';
import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  );

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Reads the gateway's settings; docs/integration.md explains each. Development shows everything, production nothing. */
export function readSettings(env = process.env) {
  const { JINLIN_MODE: mode, ...given } = readConfig(
    {
      ...processSettings(4000),
      JINLIN_MODE: z.enum(['production', 'development']).default('production'),
      NODE_ENV: z.string().optional(),
      GATEWAY_SECRET: z.string().min(32),
      SUPERGRAPH: z.string().default('supergraph.graphql'),
      ORGANISATION_URL: z.url().optional(),
      CASES_URL: z.url().optional(),
      SERVICES_URL: z.url().optional(),
      ORGANISATION_SOCKET: z.string().optional(),
      CASES_SOCKET: z.string().optional(),
      SERVICES_SOCKET: z.string().optional(),
      GATEWAY_EXECUTOR: z.enum(['own', 'stock']).default('own'),
      JWT_ISSUER: z.string().optional(),
      JWT_AUDIENCE: z.string().default('jinlin'),
      JWKS_URL: z.string().optional(),
      SIGNING_KEY: z.string().optional(),
      CORS_ORIGINS: list,
      TRUST_PROXY: list,
      INTROSPECTION: flag.optional(),
      EXPLORER: flag.optional(),
      RATE_LIMIT: z.coerce.number().min(0).optional(),
      DEADLINE_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
    },
    env,
  );
  const isDevelopment = mode === 'development';
  if (isDevelopment && given.NODE_ENV === 'production') {
    throw new Error(
      'JINLIN_MODE=development hands out tokens to anybody: it cannot be used with NODE_ENV=production.',
    );
  }
  if (!isDevelopment && given.SIGNING_KEY) {
    throw new Error(
      'SIGNING_KEY is for JINLIN_MODE=development only. In production, tokens come from your issuer.',
    );
  }
  if (!isDevelopment && !(given.JWT_ISSUER && given.JWKS_URL)) {
    throw new Error('Set JWT_ISSUER and JWKS_URL (an address or a file) to say whose tokens count.');
  }

  return {
    ...given,
    isDevelopment,
    INTROSPECTION: given.INTROSPECTION ?? isDevelopment,
    EXPLORER: given.EXPLORER ?? isDevelopment,
    RATE_LIMIT: given.RATE_LIMIT ?? (isDevelopment ? 0 : 50),
  };
}

export type Settings = ReturnType<typeof readSettings>;
