import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { jurisdictions } from '@jinlin/replicas';
import { subgraphServer } from '@jinlin/server';
import { contextOf as casesContext } from 'cases-svc/src/context';
import { load as loadCases } from 'cases-svc/src/load/load';
import { localities as casesLocalities } from 'cases-svc/src/locality';
import { schema as casesSchema } from 'cases-svc/src/schema';
import { tables as casesTables, placedTables as placedCases } from 'cases-svc/src/tables';
import { contextOf as organisationContext } from 'organisation-svc/src/context';
import { load as loadOrganisation } from 'organisation-svc/src/load/load';
import { localities as organisationLocalities } from 'organisation-svc/src/locality';
import { schema as organisationSchema } from 'organisation-svc/src/schema';
import { tables as organisationTables } from 'organisation-svc/src/tables';
import { contextOf as servicesContext } from 'services-svc/src/context';
import { load as loadServices } from 'services-svc/src/load/load';
import { localities as servicesLocalities } from 'services-svc/src/locality';
import { schema as servicesSchema } from 'services-svc/src/schema';
import { placedTables as placedServices, tables as servicesTables } from 'services-svc/src/tables';
import type { DataSource } from 'typeorm';

const seal = vault(Buffer.alloc(32, 7).toString('base64'));

const around = (db: DataSource) => ({ db, vault: seal, scopeOf: jurisdictions(poolOf(db)) });

const served = (name: string, gatewaySecret: string) => ({
  name,
  gatewaySecret,
  logLevel: 'error' as const,
  ready: () => true,
});

/** The three subgraphs, each put together as its main.ts does. */
export const subgraphs = {
  organisation: {
    schema: organisationSchema,
    tables: organisationTables,
    load: loadOrganisation(seal),
    placedTables: [],
    serve: (db: DataSource, secret: string) =>
      subgraphServer({
        ...served('organisation', secret),
        schema: organisationSchema,
        contextOf: organisationContext({ ...around(db), localities: organisationLocalities }),
      }),
  },
  cases: {
    schema: casesSchema,
    tables: casesTables,
    load: loadCases(seal),
    placedTables: placedCases,
    serve: (db: DataSource, secret: string) =>
      subgraphServer({
        ...served('cases', secret),
        schema: casesSchema,
        contextOf: casesContext({ ...around(db), localities: casesLocalities }),
      }),
  },
  services: {
    schema: servicesSchema,
    tables: servicesTables,
    load: loadServices(seal),
    placedTables: placedServices,
    serve: (db: DataSource, secret: string) =>
      subgraphServer({
        ...served('services', secret),
        schema: servicesSchema,
        contextOf: servicesContext({ ...around(db), localities: servicesLocalities }),
      }),
  },
};

export type Subgraph = keyof typeof subgraphs;
export const names = Object.keys(subgraphs) as Subgraph[];
