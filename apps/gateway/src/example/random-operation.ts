// Makes operations up that a schema allows, to find what nobody thought of.
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Json } from '../execution/merge';

/** Ids and the like that the example knows, so that made-up arguments hit something. */
const KNOWN = [
  'hejiang',
  'fuyang',
  'guiyuanlin',
  'li',
  'housing',
  'case-1',
  'case-4',
  'site-fuyang',
  'nowhere',
];

/** About how many fields or types are taken into account at one place. */
const MOST = 12;

/** Apollo's executor forgets of which type an entity is once a subgraph has answered for its interface. */
const NOT_ASKED = ['rating', 'raters'];

/** Numbers that look random and come again with the same seed (mulberry32). */
export function randomNumbers(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A query with the variables that it needs. */
export function randomOperation(schema: GraphQLSchema, seed: number): { source: string; variables: Json } {
  const random = randomNumbers(seed);
  const chance = (share: number) => random() < share;
  const pick = <One>(all: readonly One[]) => all[Math.floor(random() * all.length)]!;
  const definitions: string[] = [];
  const variables: Json = {};
  const fragments: string[] = [];

  /** Not more than some, in their order. */
  const few = <One>(all: readonly One[]) => {
    const share = Math.min(1, MOST / all.length);
    return all.filter(() => chance(share));
  };

  const variable = (type: string, value: unknown) => {
    const name = `v${definitions.length}`;
    definitions.push(`$${name}: ${type}`);
    variables[name] = value;
    return `$${name}`;
  };

  const condition = () => {
    if (!chance(0.12)) return '';
    const value = chance(0.5) ? variable('Boolean!', chance(0.6)) : String(chance(0.6));
    return ` @${pick(['include', 'skip'])}(if: ${value})`;
  };

  const given = (type: GraphQLInputType): unknown => {
    if (isNonNullType(type)) return given(type.ofType) ?? given(type.ofType) ?? known(type.ofType);
    if (chance(0.1)) return null;
    if (isListType(type)) return [given(type.ofType), known(type.ofType)];
    return known(type);
  };
  const known = (type: GraphQLInputType): unknown => {
    const named = getNamedType(type) as GraphQLNamedType;
    if (isListType(type)) return [known(type.ofType)];
    if (isEnumType(named)) return pick(named.getValues()).name;
    if (isInputObjectType(named)) return {};
    if (named.name === 'Int') return Math.floor(random() * 4);
    if (named.name === 'Boolean') return chance(0.5);
    return pick(KNOWN);
  };

  const argumentsOf = ({ args }: GraphQLField<unknown, unknown>) => {
    const values = args
      .filter((argument) => isRequiredArgument(argument) || chance(0.4))
      .map(
        (argument: GraphQLArgument) =>
          `${argument.name}: ${variable(String(argument.type), given(argument.type))}`,
      );
    return values.length > 0 ? `(${values.join(', ')})` : '';
  };

  // Types of one union may mean different things by one name, and those conflict; then it is said whose field it is.
  const meanings = new Map<string, Set<string>>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isCompositeType(type) || isUnionType(type)) continue;
    for (const { name, type: meaning } of Object.values(type.getFields()))
      meanings.set(name, (meanings.get(name) ?? new Set()).add(String(meaning)));
  }
  const plainly = (type: GraphQLNamedType, field: string) =>
    meanings.get(field)!.size > 1 ? `${field}Of${type.name}: ` : '';

  // With arguments, every field gets an alias of its own.
  let aliases = 0;
  const selectionsOf = (type: GraphQLNamedType, depth: number): string => {
    const parts: string[] = [];
    const fields = isUnionType(type) || !isCompositeType(type) ? [] : Object.values(type.getFields());
    for (const field of few(fields)) {
      if (NOT_ASKED.includes(field.name)) continue;
      const answered = getNamedType(field.type);
      const isLeaf = !isCompositeType(answered);
      if (!chance(isLeaf ? 0.5 : 0.3) || (!isLeaf && depth <= 0)) continue;

      const alias = field.args.length > 0 || chance(0.15) ? `a${aliases++}: ` : plainly(type, field.name);
      const below = isLeaf ? '' : ` ${selectionsOf(answered, depth - 1)}`;
      parts.push(`${alias}${field.name}${argumentsOf(field)}${condition()}${below}`);
    }
    if (isAbstractType(type) && depth > -2) {
      for (const possible of few(schema.getPossibleTypes(type))) {
        if (chance(0.6))
          parts.push(`... on ${possible.name}${condition()} ${selectionsOf(possible, depth - 1)}`);
      }
    } else if (depth > 0 && chance(0.25)) {
      parts.push(`...${condition()} ${selectionsOf(type, depth - 1)}`);
    }
    if (depth > 0 && chance(0.2)) parts.push(spread(type, depth));
    if (chance(0.2)) parts.push('__typename');
    if (chance(0.05)) parts.push('typename: __typename');
    return `{ ${parts.length > 0 ? parts.join(' ') : '__typename'} }`;
  };

  const spread = (type: GraphQLNamedType, depth: number) => {
    const name = `F${fragments.length}`;
    fragments.push('');
    fragments[Number(name.slice(1))] = `fragment ${name} on ${type.name} ${selectionsOf(type, depth - 1)}`;
    return `...${name}${condition()}`;
  };

  const body = selectionsOf(schema.getQueryType()!, 3);
  const head = definitions.length > 0 ? `query (${definitions.join(', ')})` : 'query';
  return { source: `${head} ${body}\n${fragments.join('\n')}`, variables };
}
