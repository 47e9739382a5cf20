import { readConfig, subgraphSettings } from '@jinlin/config';
import { z } from 'zod';

export const config = readConfig({
  ...subgraphSettings(4003, 'services'),
  /** Where organisation's outbox can be read; its own cluster when the services live apart. */
  EVENTS_URL_ORGANISATION: z.url().optional(),
  /** Where the outbox of cases can be read, likewise. */
  EVENTS_URL_CASES: z.url().optional(),
});
