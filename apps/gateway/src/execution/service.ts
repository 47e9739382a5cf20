import type { GraphQLFormattedError } from 'graphql';
import type { Asker } from './asking';
import type { Json } from './merge';

/** What a subgraph answers to one operation. */
export interface Reply {
  data?: Json | null;
  errors?: readonly GraphQLFormattedError[];
}

/** One subgraph, as the executor sees it. */
export interface Service {
  readonly name: string;
  /**
   * Asks one operation, or an array of them, given as JSON; answers with a `Reply`, or with an array. Throws only
   * what a client may be told.
   */
  ask(body: string, asker: Asker, isQuery: boolean): Promise<unknown>;
  /** Whether it says that it can do its work. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
