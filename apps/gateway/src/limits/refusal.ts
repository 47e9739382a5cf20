import { GraphQLError } from 'graphql';

/** A request that is not even tried. Its code is stable; clients decide by it. */
export const refusal = (code: string, message: string, facts: Record<string, unknown> = {}) =>
  new GraphQLError(message, { extensions: { code, ...facts } });
