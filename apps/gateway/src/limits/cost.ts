import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';

/** What an act costs: it locks, writes and tells others. */
const ACT = 10;

/** How long a list is taken to be when it cannot be asked for in part. */
const SHORT_LIST = 5;

/** What an operation costs with the variables of a request. */
export type Cost = (variables: Readonly<Record<string, unknown>>) => number;

/**
 * Compiles the cost of an operation: how many objects it may bring. An object costs 1 and an act 10; plain values cost
 * nothing. A list counts as often as its `first` says, in a connection its `nodes` and `edges` do; any other list
 * counts five times.
 */
export function compileCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }

  /** The fields of selections, those of one name in one type together, as they stand together in the answer. */
  const fieldsIn = (selected: Selected[], found = new Map<string, Selected<FieldNode>[]>()) => {
    for (const { type, node } of selected) {
      for (const selection of node.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = `${type.name}.${(selection.alias ?? selection.name).value}`;
          found.set(key, [...(found.get(key) ?? []), { type, node: selection }]);
          continue;
        }
        const fragment =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
        const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        fieldsIn(
          [{ type: isCompositeType(condition) ? condition : type, node: fragment.selectionSet }],
          found,
        );
      }
    }
    return found;
  };

  /** The cost of selections in a list of lists asked for by `first`: how long the lists among them are. */
  const costOf = (selected: Selected[], length: Cost): Cost => {
    const costs = [...fieldsIn(selected).values()]
      .map((same) => costOfField(same, length))
      .filter((cost) => cost !== null);
    return (variables) => costs.reduce((sum, cost) => sum + cost(variables), 0);
  };

  const costOfField = (same: Selected<FieldNode>[], lengthAbove: Cost): Cost | null => {
    const [{ type, node }] = same as [Selected<FieldNode>];
    const field = isUnionType(type) ? undefined : type.getFields()[node.name.value];
    const answered = field && getNamedType(field.type);
    if (!isCompositeType(answered)) return null;

    const length = lengthIn(node);
    const within = same.flatMap(({ node: { selectionSet } }) =>
      selectionSet ? [{ type: answered, node: selectionSet }] : [],
    );
    const inner = costOf(within, length ?? shortList);
    const times = isList(field!.type) ? (length ?? lengthAbove) : once;
    return (variables) => times(variables) * (1 + inner(variables));
  };

  const root = schema.getRootType(operation)!;
  const objects = costOf([{ type: root, node: selectionSet }], shortList);
  const acts =
    operation === OperationTypeNode.MUTATION ? ACT * fieldsIn([{ type: root, node: selectionSet }]).size : 0;
  return (variables) => acts + objects(variables);
}

interface Selected<Node = SelectionSetNode> {
  type: GraphQLCompositeType;
  node: Node;
}

const once: Cost = () => 1;
const shortList: Cost = () => SHORT_LIST;

const isList = (type: GraphQLOutputType) => isListType(getNullableType(type));

/** How many a field asks for, by its `first`. */
function lengthIn({ arguments: given }: FieldNode): Cost | null {
  const value = given?.find(({ name }) => name.value === 'first')?.value;
  if (value?.kind === Kind.INT) return () => lengthFor(Number(value.value));
  if (value?.kind !== Kind.VARIABLE) return null;

  const { value: name } = value.name;
  return (variables) => lengthFor(variables[name]);
}

/** What makes no sense as a length is refused by whoever has the list. */
const lengthFor = (first: unknown) => (typeof first === 'number' && first > 0 ? first : SHORT_LIST);
