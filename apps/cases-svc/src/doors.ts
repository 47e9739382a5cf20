import type { Doors } from '@jinlin/server';
import type { DataSource } from 'typeorm';
import type { contextOf } from './context';
import { hotlineDoor } from './hotline/hotline.door';
import { integratorDoor } from './integrator/integrator.door';
import { open311Door } from './open311/open311.door';

/** What cases answers to the gateway beside GraphQL: whose a key is, the work orders of hotlines, and Open311. */
export const doorsOf =
  (db: DataSource, contexts: ReturnType<typeof contextOf>): Doors =>
  (app) => {
    integratorDoor(db)(app);
    hotlineDoor(contexts)(app);
    open311Door(contexts)(app);
  };
