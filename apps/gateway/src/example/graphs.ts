// Graphs over the example in one process, asked as ApolloServer asks them.
import { executor, logger, type Operation } from '@jinlin/server';
import { type ExecutionResult, parse, validate } from 'graphql';
import type { Asking } from '../execution/asking';
import { unavailable } from '../execution/errors';
import { Graph } from '../execution/graph';
import type { Json } from '../execution/merge';
import { Patience } from '../execution/patience';
import type { Service } from '../execution/service';
import { compose, type Example } from './example';

export interface Asked {
  service: string;
  operations: Operation[];
}

/** A subgraph without a network: what it is asked is noted, and it can be away. */
function serviceOf({ name, schema }: Example, asked: Asked[], away: ReadonlySet<string>): Service {
  const run = executor(schema);
  return {
    name,
    isReady: async () => !away.has(name),
    close: async () => {},
    ask: async (body) => {
      const given = JSON.parse(body) as Operation | Operation[];
      const operations = Array.isArray(given) ? given : [given];
      asked.push({ service: name, operations });
      if (away.has(name)) throw unavailable(name);

      const replies = await Promise.all(operations.map((operation) => run(operation, {})));
      return JSON.parse(JSON.stringify(Array.isArray(given) ? replies : replies[0]));
    },
  };
}

/** A graph over subgraphs, with a note of what each was asked. */
async function aGraph(subgraphs: readonly Example[], supergraphSdl: string, isStock: boolean) {
  const asked: Asked[] = [];
  const away = new Set<string>();
  const quiet = logger('test', 'silent');
  const graph = new Graph({
    supergraph: async () => ({ supergraphSdl }),
    serviceOf: (name) => serviceOf(subgraphs.find((one) => one.name === name)!, asked, away),
    isStock,
    log: quiet,
  });
  await graph.load();

  const ask = async (
    source: string,
    variables: Json = {},
    asking: Partial<Asking> = {},
  ): Promise<ExecutionResult> => {
    const document = parse(source);
    const errors = validate(graph.schema!, document);
    if (errors.length > 0) throw errors[0];

    const patience = new Patience(Date.now() + 10_000);
    const asker = { actor: '', language: 'en', requestId: 'test', patience };
    const answer = await graph.executor({
      source,
      document,
      queryHash: source,
      request: { query: source, variables },
      context: { asker, costLimit: Number.POSITIVE_INFINITY, mayReadSchema: true, ...asking },
      metrics: {},
      logger: quiet,
    } as never);
    patience.end('GONE');
    return JSON.parse(JSON.stringify(answer));
  };
  return { graph, ask, asked, away };
}

type Place = (error: { path?: readonly (string | number)[] | undefined }) => unknown;

const exactly: Place = ({ path }) => path;

/** Apollo's executor counts wrongly where a list holds things that a subgraph is not asked about. */
export const butForIndices: Place = ({ path }) =>
  path?.map((step) => (typeof step === 'number' ? '#' : step));

/** Answers are equal when they are equal letter by letter, and tell of the same errors, in whatever order. */
const comparable = ({ data, errors = [], extensions }: ExecutionResult, place: Place) => {
  const told = (error: (typeof errors)[number]) =>
    JSON.stringify([error.message, place(error), error.extensions?.code]);
  const failures = (extensions?.valueCompletion ?? []) as typeof errors;
  return { data: JSON.stringify(data), errors: errors.map(told).sort(), failures: failures.map(told).sort() };
};

/** The same subgraphs under our executor and under Apollo's. */
export async function twoGraphs(subgraphs: readonly Example[], supergraph = compose(subgraphs)) {
  const [ours, apollos] = await Promise.all([
    aGraph(subgraphs, supergraph, false),
    aGraph(subgraphs, supergraph, true),
  ]);

  const expectTheSame = async (source: string, variables: Json = {}, place = exactly) => {
    const [our, apollo] = await Promise.all([ours.ask(source, variables), apollos.ask(source, variables)]);
    expect(comparable(our, place)).toEqual(comparable(apollo, place));
  };
  return { ours, apollos, expectTheSame };
}
