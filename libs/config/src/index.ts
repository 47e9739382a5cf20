import { z } from 'zod';

/** Reads the environment once, at start, and says everything that is wrong with it. */
export function readConfig<Shape extends z.ZodRawShape>(shape: Shape, env = process.env) {
  const { success, data, error } = z.object(shape).safeParse(env);
  if (!success) throw new Error(`The environment is not as expected.\n${z.prettifyError(error)}`);
  return Object.freeze(data);
}

/** The settings that every process has: where it listens and how much it says. */
export const processSettings = (port: number) => ({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(port),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The settings of a subgraph: its database, its schema there, and the secrets it shares with the gateway. */
export const subgraphSettings = (port: number, schema: string) => ({
  ...processSettings(port),
  SOCKET: z.string().optional(),
  DATABASE_URL: z.url(),
  DATABASE_SCHEMA: z
    .string()
    .regex(/^[a-z_]+$/)
    .default(schema),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).default(16),
  GATEWAY_SECRET: z.string().min(32),
  DATA_KEY: z.base64().describe('32 bytes, base64: seals personal data at rest'),
  LOCALITIES: z.string().default('510522,210100,522701,350100,350322'),
});
