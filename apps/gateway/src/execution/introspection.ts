import { type DocumentNode, execute, type GraphQLFieldResolver, visit } from 'graphql';
import type { Json } from './merge';
import type { OperationOptions } from './operation';
import type { Shaped } from './shape';

/** Whether a document asks about the schema itself. */
export function readsSchema(document: DocumentNode) {
  let does = false;
  visit(document, {
    Field({ name }) {
      if (name.value === '__schema' || name.value === '__type') does = true;
    },
  });
  return does;
}

/** Completes an answer that asks about the schema too. graphql-js knows best; it is asked rarely enough. */
export async function introspect(
  { schema, document, definition }: Pick<OperationOptions, 'schema' | 'document' | 'definition'>,
  answered: Json,
  variables: Json,
): Promise<Shaped> {
  const { data = null, errors = [] } = await execute({
    schema,
    document,
    operationName: definition.name?.value ?? null,
    rootValue: answered,
    variableValues: variables,
    fieldResolver: byResponseName,
  });
  return { data, failures: [...errors] };
}

/** What the services answered stands under the names that it has in the answer. */
const byResponseName: GraphQLFieldResolver<Json, unknown> = (source, _, __, { path }) => source[path.key];
