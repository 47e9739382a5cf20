// The processes of the graph: what each is called, where it listens, what it keeps.
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** One row a subgraph. `name` is its name in the supergraph, its schema in PostgreSQL, and the stem of its settings. */
export const subgraphs = [
  { name: 'organisation', app: 'organisation-svc', port: 4001 },
  { name: 'cases', app: 'cases-svc', port: 4002 },
  { name: 'services', app: 'services-svc', port: 4003 },
];

export const gateway = { name: 'gateway', app: 'gateway', port: 4000 };

/** Every process, in the order of starting. */
export const apps = [...subgraphs, gateway];
