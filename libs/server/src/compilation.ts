import {
  type DocumentNode,
  type GraphQLFieldResolver,
  GraphQLScalarType,
  GraphQLSchema,
  getOperationAST,
  getVariableValues,
  Kind,
  type NamedTypeNode,
  OperationTypeNode,
  type TypeNode,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Run } from './execution';

/** A type that lets any value pass: by the time compiled code sees a variable, graphql-js has read it. */
const Untouched = new GraphQLScalarType({ name: 'Untouched' });
const untouched: NamedTypeNode = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: Untouched.name } };

/** The same schema with the type that lets values pass. */
export const compilable = (schema: GraphQLSchema) => {
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, types: [...config.types, Untouched], assumeValid: true });
};

/**
 * A query as code of its own, or null where there is none to be had. Only selections are compiled. Variables are read
 * by graphql-js, whose errors pass on what a scalar says (graphql-jit's do not, and it never ends on an input type
 * that holds itself); mutations are left to it whole, since their cost lies elsewhere.
 */
export function compile(
  schema: GraphQLSchema,
  schemaToCompile: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): Run | null {
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.QUERY) return null;

  const code = compileQuery(schemaToCompile, withoutTypes(document), operationName);
  if (!isCompiledQuery(code)) return null;

  const definitions = operation.variableDefinitions ?? [];
  return (context, variables) => {
    const { coerced, errors } = getVariableValues(schema, definitions, variables, { maxErrors: 50 });
    return errors ? { errors } : code.query(undefined, context, coerced);
  };
}

/** The document with all its variables untouched but those of @skip and @include, which must be seen to be Boolean. */
const withoutTypes = (document: DocumentNode): DocumentNode =>
  visit(document, {
    VariableDefinition: ({ defaultValue, ...definition }) =>
      isBoolean(definition.type) ? undefined : { ...definition, type: untouched },
  });

const isBoolean = (type: TypeNode): boolean =>
  type.kind === Kind.NON_NULL_TYPE
    ? isBoolean(type.type)
    : type.kind === Kind.NAMED_TYPE && type.name.value === 'Boolean';

/**
 * Compiled code reads a field without a resolver straight off the row, and would answer null for a function or a
 * promise there. While interpreted, before it is compiled, such a field is a fault: the first test that asks finds it.
 */
export const plainProperty: GraphQLFieldResolver<unknown, unknown> = (
  row,
  _,
  __,
  { fieldName, parentType },
) => {
  const value = (row as Record<string, unknown> | undefined)?.[fieldName];
  if (typeof value !== 'function' && typeof (value as PromiseLike<unknown> | null)?.then !== 'function')
    return value;

  throw new Error(`${parentType}.${fieldName} holds a function or a promise: give the field a resolver.`);
};
