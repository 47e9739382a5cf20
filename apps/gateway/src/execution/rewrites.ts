import type { FetchDataRewrite } from '@apollo/query-planner';
import { isObject, type Json } from './merge';
import type { Types } from './types';

/**
 * Sets or renames what the planner wants changed on the way to or from a subgraph: aliases that keep apart fields of
 * one name and several types, and the type names of interface objects.
 */
export function compileRewrites(rewrites: readonly FetchDataRewrite[] | undefined, types: Types) {
  const compiled = rewrites?.map((rewrite) => {
    const change = changeOf(rewrite);
    const path = rewrite.path.slice(0, -1);
    return (value: unknown) => reach(value, path, 0, types, change);
  });
  return compiled?.length
    ? (value: unknown) => {
        for (const apply of compiled) apply(value);
      }
    : null;
}

function changeOf(rewrite: FetchDataRewrite) {
  const field = rewrite.path.at(-1)!;
  if (rewrite.kind === 'ValueSetter') {
    return (object: Json) => {
      object[field] = rewrite.setValueTo;
    };
  }
  return (object: Json) => {
    if (!object[field]) return;
    object[rewrite.renameKeyTo] = object[field];
    object[field] = undefined;
  };
}

const CONDITION = '... on ';

/** Applies a change to every object at a path, through lists and where type conditions hold. */
function reach(
  value: unknown,
  path: string[],
  from: number,
  types: Types,
  change: (object: Json) => void,
): void {
  if (Array.isArray(value)) {
    for (const one of value) reach(one, path, from, types, change);
    return;
  }
  if (!isObject(value)) return;

  const step = path[from];
  if (step === undefined) change(value);
  else if (!step.startsWith(CONDITION)) reach(value[step], path, from + 1, types, change);
  else if (meets(value, step.slice(CONDITION.length), types)) reach(value, path, from + 1, types, change);
}

/** What does not name its type was asked for as one that meets the condition. */
const meets = (object: Json, condition: string, types: Types) =>
  object.__typename === undefined || types.isOfType(object, condition);
