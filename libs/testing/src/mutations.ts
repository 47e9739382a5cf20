import {
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** A value of each scalar that is accepted and names nothing that exists. */
const samples: Record<string, unknown> = {
  ID: '00000000-0000-4000-8000-000000000000',
  String: 'x',
  Boolean: true,
  Int: 1,
  Float: 1,
  Money: 1,
  DateTime: '2026-11-23T01:30:00Z',
  LocalDate: '2026-11-23',
  LocalTime: '09:30',
  AreaCode: '510522',
  PhoneNumber: '12345',
};

/** How an input is filled in where a test wants more than the least. */
export interface Filling {
  /** The value of a scalar in a field; undefined where any will do. */
  sample?: (scalar: string, field: string) => unknown;
  /** Whether a field is filled in that could be left out. */
  wants?: (field: GraphQLInputField) => boolean;
}

/** Every mutation of a schema as an operation, with the least input that it accepts. */
export const leastMutations = (schema: GraphQLSchema, filling: Filling = {}) =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args: [input] }) => ({
    name,
    source: `mutation ($input: ${input!.type}) { ${name}(input: $input) { __typename } }`,
    variables: { input: filled(input!.type, filling) as Record<string, unknown> },
  }));

/** A value that an input type accepts: what must be given, and what the test wants besides. */
export function filled(type: GraphQLInputType, filling: Filling = {}, field = ''): unknown {
  if (isNonNullType(type)) return filled(type.ofType, filling, field);
  if (isListType(type)) return [filled(type.ofType, filling, field)];

  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (!isInputObjectType(named)) return filling.sample?.(named.name, field) ?? samples[named.name];

  const given = Object.values(named.getFields()).filter(
    (field) => isNonNullType(field.type) || filling.wants?.(field),
  );
  return Object.fromEntries(given.map((field) => [field.name, filled(field.type, filling, field.name)]));
}
