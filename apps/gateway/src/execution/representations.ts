import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import { type Json, merge } from './merge';
import type { Types } from './types';

type Represent = (entity: Json) => Json | null;

/**
 * Compiles how an entity is named to the subgraph that knows more of it: its type, its key, and what the subgraph
 * requires. Null when a part of that is not known.
 */
export function compileRepresentation(requires: readonly QueryPlanSelectionNode[], types: Types): Represent {
  const parts = requires.map((selection) =>
    selection.kind === 'Field' ? fieldOf(selection, types) : fragmentOf(selection, types),
  );

  return (entity) => {
    const representation: Json = {};
    for (const part of parts) if (!part(entity, representation)) return null;
    return representation;
  };
}

/** Copies one part of an entity into its representation; false when it is missing. */
type Part = (entity: Json, representation: Json) => boolean;

function fieldOf(
  { alias, name, selections }: Extract<QueryPlanSelectionNode, { kind: 'Field' }>,
  types: Types,
): Part {
  const key = alias ?? name;
  const represent = selections ? compileRepresentation(selections, types) : (value: unknown) => value;
  const one = (value: unknown) => (value === null ? null : represent(value as Json));

  return (entity, representation) => {
    const value = entity[key];
    if (value === undefined) return false;
    representation[key] = Array.isArray(value) ? value.map(one) : one(value);
    return true;
  };
}

function fragmentOf(
  { typeCondition, selections }: Extract<QueryPlanSelectionNode, { kind: 'InlineFragment' }>,
  types: Types,
): Part {
  const represent = compileRepresentation(selections, types);

  return (entity, representation) => {
    if (typeCondition && types.isOfType(entity, typeCondition)) merge(representation, represent(entity));
    return true;
  };
}
