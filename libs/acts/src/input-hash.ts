import { createHash } from 'node:crypto';

/** What tells one input from another; in which order its fields came makes no difference. */
export const hashOf = (input: object) => createHash('sha256').update(JSON.stringify(input, inOrder)).digest();

const inOrder = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
