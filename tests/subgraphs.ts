import { poolOf } from '@jinlin/database';
import type { Policy } from '@jinlin/identity';
import { vault } from '@jinlin/privacy';
import { jurisdictions } from '@jinlin/replicas';
import { subgraphServer } from '@jinlin/server';
import { contextOf as casesContext } from 'cases-svc/src/context';
import { doorsOf } from 'cases-svc/src/doors';
import { load as loadCases } from 'cases-svc/src/load/load';
import { localities as casesLocalities } from 'cases-svc/src/locality';
import { policy as casesPolicy } from 'cases-svc/src/policy';
import { sandboxBeside } from 'cases-svc/src/sandbox/sandbox';
import { buildSchema as buildCases } from 'cases-svc/src/schema';
import { tables as casesTables, placedTables as placedCases } from 'cases-svc/src/tables';
import { addresses } from 'cases-svc/src/webhook/addresses';
import { GATEWAY_SECRET } from 'gateway/src/testing';
import { contextOf as organisationContext } from 'organisation-svc/src/context';
import { load as loadOrganisation } from 'organisation-svc/src/load/load';
import { localities as organisationLocalities } from 'organisation-svc/src/locality';
import { policy as organisationPolicy } from 'organisation-svc/src/policy';
import { buildSchema as buildOrganisation } from 'organisation-svc/src/schema';
import { tables as organisationTables } from 'organisation-svc/src/tables';
import { contextOf as servicesContext } from 'services-svc/src/context';
import { load as loadServices } from 'services-svc/src/load/load';
import { localities as servicesLocalities } from 'services-svc/src/locality';
import { policy as servicesPolicy } from 'services-svc/src/policy';
import { buildSchema as buildServices } from 'services-svc/src/schema';
import { placedTables as placedServices, tables as servicesTables } from 'services-svc/src/tables';
import type { DataSource } from 'typeorm';

const seal = vault(Buffer.alloc(32, 7).toString('base64'));

const around = (db: DataSource) => ({ db, vault: seal, scopeOf: jurisdictions(poolOf(db)) });

const organisationSchema = buildOrganisation();
const casesSchema = buildCases();
const servicesSchema = buildServices();

const served = (name: string) => ({
  name,
  gatewaySecret: GATEWAY_SECRET,
  logLevel: 'error' as const,
  ready: () => true,
});

interface What {
  codes: readonly string[];
}

/** The three subgraphs, each put together as its main.ts does. */
export const subgraphs = {
  organisation: {
    schema: organisationSchema,
    policy: organisationPolicy as Policy,
    tables: organisationTables,
    load: (what: What) => loadOrganisation(seal, what),
    placedTables: [],
    serve: (db: DataSource) =>
      subgraphServer({
        ...served('organisation'),
        schema: organisationSchema,
        contextOf: organisationContext({ ...around(db), localities: organisationLocalities }),
      }),
  },
  cases: {
    schema: casesSchema,
    policy: casesPolicy as Policy,
    tables: casesTables,
    load: (what: What) => loadCases(seal, what),
    placedTables: placedCases,
    serve: (db: DataSource) => {
      const parts = { vault: seal, localities: casesLocalities, addresses: addresses(['127.0.0.0/8']) };
      const contextOf = casesContext({ ...around(db), ...parts });
      return subgraphServer({
        ...served('cases'),
        schema: casesSchema,
        contextOf,
        doors: doorsOf(db, contextOf, sandboxBeside({ ...parts, db, schema: '', beside: '' })),
      });
    },
  },
  services: {
    schema: servicesSchema,
    policy: servicesPolicy as Policy,
    tables: servicesTables,
    load: (what: What) => loadServices(seal, what),
    placedTables: placedServices,
    serve: (db: DataSource) =>
      subgraphServer({
        ...served('services'),
        schema: servicesSchema,
        contextOf: servicesContext({ ...around(db), localities: servicesLocalities }),
      }),
  },
};

export type Subgraph = keyof typeof subgraphs;
export const names = Object.keys(subgraphs) as Subgraph[];
