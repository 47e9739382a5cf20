// Subgraphs of the real supergraph that make their answers up: the same for the same question, wherever it is asked.
import { createHash } from 'node:crypto';
import { Supergraph } from '@apollo/federation-internals';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import type { Example } from './example';

/** An object that is not there but in name. What it answers follows from its seed. */
interface MadeUp {
  __typename: string;
  id?: string;
  seed: number;
}

const seedOf = (...parts: unknown[]) =>
  createHash('md5').update(JSON.stringify(parts)).digest().readUInt32LE();

/** The subgraphs that a supergraph was composed of, each with made-up answers. */
export const madeUpSubgraphs = (supergraphSdl: string): Example[] =>
  [...Supergraph.build(supergraphSdl).subgraphs()].map((subgraph) => {
    const typeDefs = parse(subgraph.toString());
    return { name: subgraph.name, typeDefs, schema: answering(buildSubgraphSchema([{ typeDefs }] as never)) };
  });

function answering(schema: GraphQLSchema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value) => (value as MadeUp).__typename;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = field.name === '_entities' ? entities : madeUp;
  }
  return schema;
}

const entities: GraphQLFieldResolver<unknown, unknown> = (_, { representations }) =>
  (representations as { __typename: string; id?: string }[]).map((known) => ({
    ...known,
    seed: seedOf(known.__typename, known.id),
  }));

const madeUp: GraphQLFieldResolver<MadeUp | undefined, unknown> = (
  source,
  args,
  _,
  { fieldName, returnType, schema },
) =>
  fieldName === 'id' && source?.id
    ? source.id
    : maybe(schema, returnType, seedOf(source?.__typename, source?.seed, fieldName, args));

function maybe(schema: GraphQLSchema, type: GraphQLOutputType, seed: number): unknown {
  if (isNonNullType(type)) return present(schema, type.ofType, seed);
  if (seed % 31 === 0) throw new GraphQLError('Made up to fail.', { extensions: { code: 'BROKEN' } });
  return seed % 7 === 0 ? null : present(schema, type, seed);
}

function present(schema: GraphQLSchema, type: GraphQLOutputType, seed: number): unknown {
  if (isNonNullType(type)) return present(schema, type.ofType, seed);
  if (isListType(type)) {
    return Array.from({ length: seed % 4 }, (_, i) => maybe(schema, type.ofType, seedOf(seed, i)));
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[seed % named.getValues().length]!.value;
  if (isLeafType(named)) return leaf(named.name, seed);

  const possible = isAbstractType(named) ? schema.getPossibleTypes(named as GraphQLAbstractType) : [named];
  const { name: __typename } = possible[seed % possible.length]!;
  const hasId = (isObjectType(named) || isInterfaceType(named)) && named.getFields().id;
  // Few of each kind, so that the same one turns up in many places and says the same of itself everywhere.
  const id = hasId ? `${__typename}-${seed % 5}` : undefined;
  return { __typename, id, seed: id ? seedOf(__typename, id) : seed };
}

function leaf(type: string, seed: number) {
  if (type === 'Boolean') return seed % 2 === 0;
  if (type === 'Int' || type === 'Money') return seed % 1_000;
  return type === 'Float' ? seed / 7 : `${type} ${seed % 100}`;
}
