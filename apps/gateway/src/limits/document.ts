import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { limits } from './limits';
import { refusal } from './refusal';

/**
 * Says why a document is refused before anybody looks at what it means, or null. Each fragment is measured once, so
 * that it takes a moment even for a document that would spread out to millions of fields.
 */
export function tooMuch(source: string): GraphQLError | null {
  const document = read(source);
  if (document === 'TOO_LONG') return over('TOKEN_LIMIT', 'tokens', limits.tokens);
  // What cannot be parsed is told by the server itself.
  if (!document) return null;

  const counts = count(document);
  if (counts.reserved) {
    return refusal(
      'RESERVED_NAME',
      `"${counts.reserved}" cannot be a name in an answer. Choose another alias.`,
    );
  }
  if (counts.fragments > limits.fragments) return over('FRAGMENT_LIMIT', 'fragments', limits.fragments);
  if (counts.directives > limits.directives) return over('DIRECTIVE_LIMIT', 'directives', limits.directives);
  if (counts.aliases > limits.aliases) return over('ALIAS_LIMIT', 'aliases', limits.aliases);

  const { depth, fields, rootFields } = extent(document);
  if (depth > limits.depth) return over('DEPTH_LIMIT', 'fields within one another', limits.depth);
  if (fields > limits.fields) return over('FIELD_LIMIT', 'fields', limits.fields);
  if (rootFields > limits.rootFields)
    return over('ROOT_FIELD_LIMIT', 'fields at the root', limits.rootFields);
  return null;
}

const over = (code: string, what: string, limit: number) =>
  refusal(code, `The operation has more than ${limit} ${what}. Ask for less at once.`, { limit });

function read(source: string): DocumentNode | 'TOO_LONG' | null {
  try {
    return parse(source, { noLocation: true, maxTokens: limits.tokens });
  } catch (fault) {
    return /more that \d+ tokens/.test(String(fault)) ? 'TOO_LONG' : null;
  }
}

/** Names that every object of JavaScript has. An answer must not be mistaken for one of them. */
const isReserved = (name: string) => name in Object.prototype;

function count(document: DocumentNode) {
  const counts = { aliases: 0, directives: 0, fragments: 0, reserved: null as string | null };
  visit(document, {
    Directive() {
      counts.directives += 1;
    },
    Field({ alias, name }) {
      if (alias) counts.aliases += 1;
      if (isReserved((alias ?? name).value)) counts.reserved = (alias ?? name).value;
    },
    FragmentDefinition() {
      counts.fragments += 1;
    },
  });
  return counts;
}

/** How far selections reach: their depth, their fields and those at their own level, with all fragments spread out. */
interface Extent {
  depth: number;
  fields: number;
  rootFields: number;
}

const NOTHING: Extent = { depth: 0, fields: 0, rootFields: 0 };

function extent(document: DocumentNode): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  const measured = new Map<string, Extent>();
  const ofFragment = (name: string): Extent => {
    const known = measured.get(name);
    if (known) return known;

    // A fragment within itself is refused by validation; here it must only not go on for ever.
    measured.set(name, NOTHING);
    const measure = ofSet(fragments.get(name)?.selectionSet);
    measured.set(name, measure);
    return measure;
  };
  const ofSet = (set: SelectionSetNode | undefined): Extent =>
    (set?.selections ?? []).map(ofSelection).reduce(
      (all, one) => ({
        depth: Math.max(all.depth, one.depth),
        fields: all.fields + one.fields,
        rootFields: all.rootFields + one.rootFields,
      }),
      NOTHING,
    );
  const ofSelection = (selection: SelectionNode): Extent => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);

    const { depth, fields } = ofSet(selection.selectionSet);
    const isAboutSchema = selection.name.value.startsWith('__');
    return { depth: isAboutSchema ? 1 : depth + 1, fields: fields + 1, rootFields: 1 };
  };

  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const extents = operations.map((operation) =>
    ofSet((operation as { selectionSet?: SelectionSetNode }).selectionSet),
  );
  return {
    depth: Math.max(0, ...extents.map(({ depth }) => depth)),
    fields: Math.max(0, ...extents.map(({ fields }) => fields)),
    rootFields: Math.max(0, ...extents.map(({ rootFields }) => rootFields)),
  };
}
