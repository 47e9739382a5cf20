import { type ExecutionResult, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { Memory } from './memory';

/** One operation as a client sends it. */
export interface Operation {
  query: string;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

export type Run = (
  context: unknown,
  variables: Record<string, unknown>,
) => ExecutionResult | Promise<ExecutionResult>;

/** Documents remembered. A gateway's plans come to some hundreds of texts. */
const REMEMBERED = 1_000;

/** Runs operations on a schema; parses and validates each text once. */
export function executor(schema: GraphQLSchema) {
  const prepared = new Memory<string, Prepared>(REMEMBERED);

  return ({ query, operationName, variables }: Operation, context: unknown) => {
    const key = operationName ? `${operationName}\n${query}` : query;
    const { errors, run } = prepared.get(key) ?? prepared.set(key, prepare(schema, query, operationName));
    return errors ? { errors } : run(context, variables ?? {});
  };
}

interface Prepared {
  errors: readonly GraphQLError[] | null;
  run: Run;
}

function prepare(schema: GraphQLSchema, query: string, operationName: string | null | undefined): Prepared {
  const { document, errors } = read(schema, query);
  if (errors) return { errors, run: () => ({ errors }) };

  const run: Run = (contextValue, variableValues) =>
    execute({ schema, document, operationName: operationName ?? null, contextValue, variableValues });
  return { errors: null, run };
}

function read(schema: GraphQLSchema, query: string) {
  try {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document);
    return errors.length
      ? { document, errors: errors.map(coded('GRAPHQL_VALIDATION_FAILED')) }
      : { document };
  } catch (fault) {
    if (!(fault instanceof GraphQLError)) throw fault;
    return { document: null as never, errors: [coded('GRAPHQL_PARSE_FAILED')(fault)] };
  }
}

const coded = (code: string) => (error: GraphQLError) =>
  new GraphQLError(error.message, { extensions: { code } });
