import { readConfig, subgraphSettings } from '@jinlin/config';
import { z } from 'zod';

export const config = readConfig({
  ...subgraphSettings(4002, 'cases'),
  /** Where organisation's outbox can be read; its own cluster when the services live apart. */
  EVENTS_URL_ORGANISATION: z.url().optional(),
  /** Where the outbox of services can be read, likewise. */
  EVENTS_URL_SERVICES: z.url().optional(),
  /** Networks beside the public ones that call-backs may go to: `10.20.0.0/16,::1/128`. */
  WEBHOOK_NETWORKS: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()]))),
  /** How many days the log of call-backs goes back. */
  WEBHOOK_LOG_DAYS: z.coerce.number().int().min(7).default(90),
});
