import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** The values of the variables that @skip and @include hang on. */
export type Switches = Readonly<Record<string, boolean>>;

/** The names of the variables that @skip and @include hang on in an operation and its fragments. */
export function switchesIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      const value = given?.find((argument) => argument.name.value === 'if')?.value;
      if ((name.value === 'skip' || name.value === 'include') && value?.kind === Kind.VARIABLE) {
        names.add(value.name.value);
      }
    },
  });
  return [...names];
}

/** The fields that a client selected of a type, by the name they have in the answer, in the order they have there. */
export type FieldsOf = (type: GraphQLCompositeType, sets: readonly SelectionSetNode[]) => Fields;
type Fields = Map<string, FieldNode[]>;

/** Reads the selections of a document for one setting of its switches. */
export function selectionsOf(schema: GraphQLSchema, document: DocumentNode, switches: Switches): FieldsOf {
  const fragments = new Map(
    document.definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );

  const fieldsOf = (
    type: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    found: Fields = new Map(),
  ): Fields => {
    for (const selection of sets.flatMap(({ selections }) => selections)) {
      if (!stands(selection, switches)) continue;

      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        found.set(name, [...(found.get(name) ?? []), selection]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      if (applies(schema, fragment.typeCondition?.name.value, type))
        fieldsOf(type, [fragment.selectionSet], found);
    }
    return found;
  };
  return fieldsOf;
}

function stands({ directives }: SelectionNode, switches: Switches) {
  const isOn = (name: string, otherwise: boolean) => {
    const value = directives?.find((directive) => directive.name.value === name)?.arguments?.[0]?.value;
    if (value?.kind === Kind.VARIABLE) return switches[value.name.value];
    return value?.kind === Kind.BOOLEAN ? value.value : otherwise;
  };
  return isOn('include', true) && !isOn('skip', false);
}

/** Whether everything that is of `type` meets a fragment's condition. */
function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLCompositeType) {
  if (condition === undefined || condition === type.name) return true;

  const wanted = schema.getType(condition);
  return (
    isAbstractType(wanted) && (isObjectType(type) || isInterfaceType(type)) && schema.isSubType(wanted, type)
  );
}

/** The one operation of a document that a request names, or its only one. */
export const operationIn = (document: DocumentNode, name: string | undefined) =>
  document.definitions.find(
    (definition): definition is OperationDefinitionNode =>
      definition.kind === Kind.OPERATION_DEFINITION && (!name || definition.name?.value === name),
  );
