/** What subgraphs have answered so far: plain JSON, grown in place. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/**
 * Adds one answer to what is known. Objects grow, lists of equal length grow element by element, anything else is
 * replaced. What `target` has not got yet is taken over, not copied, so places that asked for the same thing share it.
 */
export function merge(target: Json, source: Json | null | undefined) {
  if (!source) return target;
  for (const key in source) {
    const value = source[key];
    const known = Object.hasOwn(target, key) ? target[key] : undefined;
    if (value === undefined || value === known) continue;

    if (Array.isArray(value) && Array.isArray(known) && known.length === value.length)
      mergeLists(known, value);
    else if (isObject(known) && isObject(value)) merge(known, value);
    else target[key] = value;
  }
  return target;
}

function mergeLists(target: unknown[], source: unknown[]) {
  for (const [i, value] of source.entries()) {
    const known = target[i];
    if (known === value) continue;
    if (Array.isArray(known) && Array.isArray(value) && known.length === value.length)
      mergeLists(known, value);
    else if (isObject(known) && isObject(value)) merge(known, value);
    else target[i] = value;
  }
}
