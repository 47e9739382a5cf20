import type { GraphQLError } from 'graphql';
import type { Errands } from './errands';
import type { Json } from './merge';
import type { Switches } from './selections';
import type { Service } from './service';

/** One operation being answered. */
export interface Run {
  /** What the subgraphs have answered so far; the steps of the plan fill it. */
  readonly answered: Json;
  readonly errors: GraphQLError[];
  /** The variables as the client sent them: the subgraphs read them themselves. */
  readonly variables: Json;
  readonly switches: Switches;
  readonly errands: Errands;
  readonly services: Services;
}

export type Services = ReadonlyMap<string, Service>;

/** One step of a plan. It never rejects because of a subgraph: what that could not answer is in the run's errors. */
export type Step = (run: Run) => Promise<void>;
