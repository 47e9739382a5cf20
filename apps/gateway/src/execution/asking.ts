import type { Patience } from './patience';

/** On whose behalf subgraphs are asked. */
export interface Asker {
  /** The actor as the signature covers it; empty for nobody. */
  actor: string;
  language: string;
  requestId: string;
  patience: Patience;
}

/** With what an operation is asked. It is the context of ApolloServer too. */
export interface Asking {
  asker: Asker;
  costLimit: number;
  mayReadSchema: boolean;
}
