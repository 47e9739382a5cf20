import type { ResponsePath } from '@apollo/query-planner';
import { isObject, type Json } from './merge';

/** Every object that stands at a path of the answer so far; `@` in a path goes through a list. */
export function objectsAt(answer: Json, path: ResponsePath): Json[] {
  const found: Json[] = [];
  gather(answer, path, 0, found);
  return found;
}

function gather(value: unknown, path: ResponsePath, from: number, found: Json[]): void {
  if (!isObject(value)) return;
  if (Array.isArray(value)) {
    const next = path[from] === '@' ? from + 1 : from;
    for (const one of value) gather(one, path, next, found);
    return;
  }
  if (from === path.length) found.push(value);
  else gather(value[path[from]!], path, from + 1, found);
}

/** Where in the answer those objects stand, in the same order; wanted only when there is an error to place. */
export function placesAt(answer: Json, path: ResponsePath): (string | number)[][] {
  const found: (string | number)[][] = [];
  const walk = (value: unknown, from: number, place: (string | number)[]): void => {
    if (!isObject(value)) return;
    if (Array.isArray(value)) {
      const next = path[from] === '@' ? from + 1 : from;
      for (const [i, one] of value.entries()) walk(one, next, [...place, i]);
      return;
    }
    if (from === path.length) found.push(place);
    else walk(value[path[from]!], from + 1, [...place, path[from]!]);
  };
  walk(answer, 0, []);
  return found;
}
