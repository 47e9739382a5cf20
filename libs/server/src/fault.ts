import { GraphQLError } from 'graphql';

/** What a fault was, without what it was about: values in its message may be somebody's name or number. */
export function describeFault(fault: unknown) {
  const { name, message, stack, code } = (
    fault instanceof Error ? fault : new Error(String(fault))
  ) as Error & {
    code?: unknown;
  };
  return {
    type: name,
    message: withoutValues(message),
    ...(typeof code === 'string' && { code }),
    stack: stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
  };
}

/** Takes quoted values and long numbers out of a message: `"139…"`, `=(…)` and anything of five digits or more. */
export const withoutValues = (message: string) =>
  message
    .replaceAll(/=\([^)]*\)/g, '=(…)')
    .replaceAll(/: "[^"]*"/g, ': "…"')
    .replaceAll(/\d{5,}[\dXx]?/g, '…');

/** The fault behind a GraphQL error: what the resolver threw. */
export const causeOf = (error: GraphQLError): unknown => error.originalError ?? error;

/**
 * Whether a value was refused for its form, before it was kept or by PostgreSQL (class 22): an id that is no uuid, a NUL, a
 * number out of range.
 */
export const isMalformed = (fault: unknown) =>
  fault instanceof GraphQLError
    ? fault.extensions.code === 'BAD_USER_INPUT'
    : /^22/.test(String((fault as { code?: unknown } | null)?.code));

/** What a client is told of a value that cannot be; the value stays out of it. */
export const malformed = (path?: GraphQLError['path']) =>
  new GraphQLError('A value has a form that cannot be: an id that is none, a NUL, a number out of range.', {
    path: path ?? null,
    extensions: { code: 'BAD_USER_INPUT' },
  });

/** What a client is told of a fault: nothing but the id under which the log tells more. */
export const masked = (traceId: string, path?: GraphQLError['path']) =>
  new GraphQLError('Internal error', { path: path ?? null, extensions: { code: 'INTERNAL', traceId } });

/** A refusal of a whole request, in the shape of a GraphQL answer. */
export const refused = (code: string, message: string, more: Record<string, unknown> = {}) => ({
  errors: [{ message, extensions: { code, ...more } }],
});
