import type { Doors } from '@jinlin/server';
import type { DataSource } from 'typeorm';
import type { contextOf } from './context';
import { hotlineDoor } from './hotline/hotline.door';
import { integratorDoor } from './integrator/integrator.door';
import { open311Door } from './open311/open311.door';
import { isTryingOut, type Sandbox } from './sandbox/sandbox';
import { clockDoor } from './sandbox/sandbox.door';
import { webhookDoor } from './webhook/webhook.door';

/**
 * What cases answers to the gateway beside GraphQL: whose a key is, the work orders and call-backs of hotlines, and
 * Open311. Integrators that try things out are taken to the sandbox at every door.
 */
export const doorsOf =
  (db: DataSource, contexts: ReturnType<typeof contextOf>, sandbox: Sandbox): Doors =>
  (app) => {
    const taken: typeof contexts = (asked) =>
      isTryingOut(asked.actor) ? sandbox.contextOf(asked) : contexts(asked);
    integratorDoor(db)(app);
    hotlineDoor(taken)(app);
    webhookDoor(taken)(app);
    clockDoor(taken, sandbox)(app);
    open311Door(taken)(app);
  };
