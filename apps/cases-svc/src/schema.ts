import { join } from 'node:path';
import { feature, subgraph } from '@jinlin/graphql';
import { caseResolvers } from './case/case.resolvers';
import { policy } from './policy';

/** The whole subgraph, one line a feature. */
export const schema = subgraph(
  [
    feature(join(__dirname, 'cases.graphql'), {}),
    feature(join(__dirname, 'case/case.graphql'), caseResolvers),
  ],
  policy,
);
