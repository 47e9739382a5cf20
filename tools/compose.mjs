// Composes every subgraph's SDL into supergraph.graphql, offline. With --check it only says whether that is up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { visit } from 'graphql';
import { root, subgraphs } from './apps.mjs';
import { sdlOf } from './sdl.mjs';

/** @apollo/gateway refuses a supergraph with these. Who may do what is enforced by the services themselves. */
const REFUSED = ['authenticated', 'requiresScopes', 'policy', 'context', 'fromContext'];

const parts = subgraphs.map((subgraph) => ({
  ...subgraph,
  url: `http://127.0.0.1:${subgraph.port}/graphql`,
  typeDefs: sdlOf(subgraph),
}));

const refused = [];
for (const { name, typeDefs } of parts)
  visit(typeDefs, {
    Directive: ({ name: { value }, loc }) => {
      if (REFUSED.includes(value))
        refused.push(`${name}: the gateway cannot load @${value} (${where(loc)}).`);
    },
  });

const { errors = [], hints = [], supergraphSdl } = composeServices(parts);
const worthSaying = hints.filter(({ definition }) => definition.level.name === 'WARN');
for (const { message } of worthSaying) console.error(message);
for (const problem of [...errors.map(({ message }) => message), ...refused]) console.error(problem);
if (errors.length || refused.length) process.exit(1);

const file = `${root}/supergraph.graphql`;
const composed = `${supergraphSdl.trim()}\n`;
const committed = existsSync(file) ? readFileSync(file, 'utf8') : '';
if (composed === committed) process.exit(0);

if (process.argv.includes('--check')) {
  console.error('supergraph.graphql is not what the SDL composes to. Run `npm run compose` and commit it.');
  process.exit(1);
}
writeFileSync(file, composed);

function where({ source, startToken }) {
  return `${source.name}:${startToken.line}`;
}
