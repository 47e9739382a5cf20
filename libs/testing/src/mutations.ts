import {
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

/** Every mutation of a schema as an operation, with the least input that it accepts. */
export const leastMutations = (schema: GraphQLSchema) =>
  Object.values(schema.getMutationType()?.getFields() ?? {}).map(({ name, args: [input] }) => ({
    name,
    source: `mutation ($input: ${input!.type}) { ${name}(input: $input) { __typename } }`,
    variables: { input: least(input!.type) },
  }));

function least(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return least(type.ofType);
  if (isListType(type)) return [least(type.ofType)];

  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (!isInputObjectType(named)) return samples[named.name];

  const required = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
  return Object.fromEntries(required.map((field) => [field.name, least(field.type)]));
}
