// Reads the SDL of a subgraph: its own features and what all subgraphs share.
import { readdirSync, readFileSync } from 'node:fs';
import { concatAST, parse, Source } from 'graphql';
import { root } from './apps.mjs';

const filesOf = (app) =>
  readdirSync(`${root}/apps/${app}/src`, { recursive: true })
    .filter((path) => path.endsWith('.graphql'))
    .sort()
    .map((path) => `apps/${app}/src/${path}`);

export const sdlOf = ({ app }) =>
  concatAST(
    ['libs/graphql/src/shared.graphql', ...filesOf(app)].map((path) =>
      parse(new Source(readFileSync(`${root}/${path}`, 'utf8'), path)),
    ),
  );
