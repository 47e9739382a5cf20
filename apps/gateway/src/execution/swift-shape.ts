import {
  type FieldNode,
  type GraphQLAbstractType,
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';
import { leafCheck } from './leaf';
import type { Json } from './merge';
import type { FieldsOf } from './selections';

/** Beyond this many functions the code would no longer be swift; the exact way serves. */
const MOST_FUNCTIONS = 500;

/**
 * Writes JavaScript that cuts an answer to what a client asked for, ten times as fast as walking its selections. It
 * takes for granted that all is as the schema promises, and answers null where it is not: then `exactShape` must go.
 */
export function swiftShape(
  schema: GraphQLSchema,
  fieldsOf: FieldsOf,
  root: GraphQLObjectType,
  selections: SelectionSetNode,
): (answered: Json) => Json | null {
  const cut = unlessAmiss(() => {
    const code = new Code(schema, fieldsOf);
    return code.compile(code.object(root, [selections]));
  });
  return cut ? (answered) => unlessAmiss(() => cut(answered)) : () => null;
}

function unlessAmiss<Result>(attempt: () => Result): Result | null {
  try {
    return attempt();
  } catch (fault) {
    if (fault === AMISS) return null;
    throw fault;
  }
}

/** Thrown where the swift way ends. One object for all, since it carries nothing. */
const AMISS = { amiss: true };

const amiss = () => {
  throw AMISS;
};

/**
 * The functions written so far. Each takes one value `v` and gives what the client gets of it. Names of fields and
 * types are GraphQL names, and those that every JavaScript object has were refused before: they are safe to write out.
 */
class Code {
  readonly #functions: string[] = [];
  readonly #checks: ((value: unknown) => boolean)[] = [];
  readonly #leaves = new Map<string, string>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly fieldsOf: FieldsOf,
  ) {}

  compile(entry: string): (answered: Json) => Json {
    const body = `'use strict';\n${this.#functions.join('\n')}\nreturn ${entry};`;
    return new Function('amiss', 'checks', body)(amiss, this.#checks);
  }

  object(type: GraphQLCompositeType, sets: SelectionSetNode[]): string {
    const fields = [...this.fieldsOf(type, sets)].map(
      ([name, nodes]) => `${name}: ${this.#field(type, name, nodes)}`,
    );
    return this.#write(`if (typeof v !== 'object') amiss(); return { ${fields.join(', ')} };`);
  }

  #field(parent: GraphQLCompositeType, name: string, nodes: FieldNode[]) {
    const field = nodes[0]!.name.value;
    if (field === '__typename') return isObjectType(parent) ? `'${parent.name}'` : 'amiss()';

    const { type } = (parent as GraphQLObjectType).getFields()[field]!;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return `${this.#value(type, sets)}(v.${name})`;
  }

  #value(type: GraphQLOutputType, sets: SelectionSetNode[]): string {
    const [inner, missing] = isNonNullType(type) ? [type.ofType, 'amiss()'] : [type, 'null'];
    if (isLeafType(inner)) return this.#leaf(inner, missing);

    const present = isListType(inner) ? this.#list(inner.ofType, sets) : this.#composite(inner, sets);
    return this.#write(`return v === null || v === undefined ? ${missing} : ${present}(v);`);
  }

  #list(item: GraphQLOutputType, sets: SelectionSetNode[]) {
    const each = this.#value(item, sets);
    return this.#write(`
      if (!Array.isArray(v)) amiss();
      const list = new Array(v.length);
      for (let i = 0; i < v.length; i += 1) list[i] = ${each}(v[i]);
      return list;`);
  }

  #composite(type: GraphQLCompositeType, sets: SelectionSetNode[]) {
    if (isObjectType(type)) return this.object(type, sets);

    const cases = this.schema
      .getPossibleTypes(type as GraphQLAbstractType)
      .map((possible) => `case '${possible.name}': return ${this.object(possible, sets)}(v);`);
    return this.#write(`switch (v.__typename) { ${cases.join('\n')} default: amiss(); }`);
  }

  #leaf(type: GraphQLLeafType, missing: string) {
    const known = this.#leaves.get(type.name + missing);
    if (known) return known;

    const check = this.#checks.push(leafCheck(type)) - 1;
    const name = this.#write(
      `return v === null || v === undefined ? ${missing} : checks[${check}](v) ? v : amiss();`,
    );
    this.#leaves.set(type.name + missing, name);
    return name;
  }

  #write(body: string) {
    if (this.#functions.length === MOST_FUNCTIONS) amiss();
    const name = `f${this.#functions.length}`;
    this.#functions.push(`const ${name} = (v) => { ${body} };`);
    return name;
  }
}
