import {
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLInterfaceType,
  type GraphQLNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { leafCheck } from './leaf';
import { isObject, type Json } from './merge';
import type { FieldsOf } from './selections';

/** What a client gets of what the subgraphs answered, and where that is not as the schema promises. */
export interface Shaped {
  data: Json | null;
  failures: GraphQLError[];
}

/**
 * Cuts an answer to what a client asked for, exactly: a value that cannot be is null, and a null rises to where one
 * may stand. This is the slow and sure way; `swiftShape` goes first, and comes here when anything is amiss.
 */
export function exactShape(
  schema: GraphQLSchema,
  fieldsOf: FieldsOf,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
  answered: Json,
): Shaped {
  const shaping = new Shaping(schema, fieldsOf);
  const data = shaping.object(root, [selections], answered);
  return { data: data === FAILED ? null : data, failures: shaping.failures };
}

/** A null whose reason has been told. */
const FAILED: unique symbol = Symbol('null, for a reason that was told');

/** A null that may not stand where it is, so that what holds it is null too. */
const INVALID: unique symbol = Symbol('null where none may stand');

class Shaping {
  readonly failures: GraphQLError[] = [];
  readonly #path: (string | number)[] = [];

  constructor(
    readonly schema: GraphQLSchema,
    readonly fieldsOf: FieldsOf,
  ) {}

  object(type: GraphQLCompositeType, sets: SelectionSetNode[], source: Json): Json | typeof FAILED {
    const answer: Json = {};
    for (const [name, nodes] of this.fieldsOf(type, sets)) {
      this.#path.push(name);
      const value = this.field(type, nodes, source[name]);
      this.#path.pop();
      if (value === INVALID) return FAILED;
      answer[name] = value === FAILED ? null : value;
    }
    return answer;
  }

  private field(parent: GraphQLCompositeType, nodes: readonly FieldNode[], value: unknown) {
    const name = nodes[0]!.name.value;
    // What does not say of which type it is cannot be named.
    if (name === '__typename') return isObjectType(parent) ? parent.name : INVALID;

    const { type } = (parent as GraphQLObjectType | GraphQLInterfaceType).getFields()[name]!;
    return this.value(
      type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
      parent,
      value,
    );
  }

  /** One value of a field or of a list. */
  private value(
    type: GraphQLOutputType,
    sets: SelectionSetNode[],
    parent: GraphQLCompositeType,
    value: unknown,
  ): unknown {
    if (!isNonNullType(type)) return value == null ? null : this.present(type, sets, parent, value);

    const completed = value == null ? null : this.present(type.ofType, sets, parent, value);
    if (completed === null) this.fail('Cannot return null for non-nullable', parent, type.ofType);
    return completed === null || completed === FAILED ? INVALID : completed;
  }

  private present(
    type: GraphQLNullableType & GraphQLOutputType,
    sets: SelectionSetNode[],
    parent: GraphQLCompositeType,
    value: unknown,
  ) {
    if (isLeafType(type))
      return leafCheck(type)(value) ? value : this.fail('Invalid value found for', parent, type);
    if (isListType(type) && Array.isArray(value)) return this.list(type.ofType, sets, parent, value);
    if (isCompositeType(type) && isObject(value)) return this.composite(type, sets, parent, value);
    return this.fail('Invalid value found for', parent, type);
  }

  private list(
    item: GraphQLOutputType,
    sets: SelectionSetNode[],
    parent: GraphQLCompositeType,
    values: unknown[],
  ) {
    const completed = values.map((value, i) => {
      this.#path.push(i);
      const one = this.value(item, sets, parent, value);
      this.#path.pop();
      return one === FAILED ? null : one;
    });
    return completed.includes(INVALID) ? FAILED : completed;
  }

  private composite(
    type: GraphQLCompositeType,
    sets: SelectionSetNode[],
    parent: GraphQLCompositeType,
    value: Json,
  ) {
    const { __typename: name } = value;
    if (typeof name !== 'string' || name === type.name) return this.object(type, sets, value);

    const actual = this.schema.getType(name);
    if (isCompositeType(actual)) return this.object(actual, sets, value);
    return this.fail('Invalid __typename found for object at', parent, type);
  }

  private fail(what: string, parent: GraphQLCompositeType, type: GraphQLOutputType) {
    const at = this.#path.at(-1);
    const place =
      typeof at === 'number' ? `array element of type ${type} at index ${at}` : `field ${parent}.${at}`;
    const message = `${what} ${place}.`;
    this.failures.push(
      new GraphQLError(message, { path: [...this.#path], extensions: { code: 'INVALID_GRAPHQL' } }),
    );
    return FAILED;
  }
}
