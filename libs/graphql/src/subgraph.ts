import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Actor, mayRun, type Policy } from '@jinlin/identity';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  parse,
} from 'graphql';
import { scalars } from './scalars';

export interface Feature {
  typeDefs: DocumentNode;
  resolvers: Record<string, object>;
}

/** One feature of a subgraph: its SDL and the resolvers that answer it. */
export const feature = (sdlFile: string, resolvers: object): Feature => ({
  typeDefs: parse(readFileSync(sdlFile, 'utf8')),
  resolvers: { ...resolvers },
});

/**
 * Builds a subgraph of its features. Each mutation answers only the roles that `policy` names for it;
 * a mutation without a row in the table, or a row without a mutation, stops the start.
 */
export function subgraph(features: Feature[], policy: Policy) {
  const shared = feature(join(__dirname, 'shared.graphql'), {
    ...scalars,
    Refusal: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  });
  const schema = buildSubgraphSchema([shared, ...features] as Parameters<typeof buildSubgraphSchema>[0]);

  const mutation = schema.getMutationType();
  const fields = isObjectType(mutation) ? mutation.getFields() : {};
  const unruled = Object.keys(fields).filter((name) => !policy[name]);
  const unknown = Object.keys(policy).filter((name) => !fields[name]);
  if (unruled.length || unknown.length) {
    throw new Error(`The policy must name exactly the mutations. Missing: ${unruled}. Unknown: ${unknown}.`);
  }

  for (const field of Object.values(fields)) field.resolve = guarded(policy, field.name, field.resolve!);
  countWhenAsked(schema);
  return schema;
}

/** The figures of a list, such as `totalCount`, are functions of its page, so that only who asks pays for the count. */
function countWhenAsked(schema: GraphQLSchema) {
  const connections = Object.values(schema.getTypeMap()).filter(({ name }) => name.endsWith('Connection'));
  for (const field of connections.filter(isObjectType).flatMap((type) => Object.values(type.getFields()))) {
    if (!PAGE.has(field.name)) field.resolve ??= (page) => page[field.name]();
  }
}

/** What a page of a list holds as it is. */
const PAGE = new Set(['nodes', 'edges', 'pageInfo']);

interface MutationContext {
  actor: Actor | null;
  renew(): Promise<void>;
}

/** Runs an act only for the roles that may; what was read before it is then read anew. */
const guarded =
  (
    policy: Policy,
    act: string,
    run: GraphQLFieldResolver<unknown, MutationContext>,
  ): GraphQLFieldResolver<unknown, MutationContext> =>
  async (source, args, ctx, info) => {
    if (!ctx.actor) throw new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } });
    if (!mayRun(policy, act, ctx.actor)) throw forbidden(`A ${ctx.actor.role} may not run ${act}.`);

    const answer = await run(source, args, ctx, info);
    await ctx.renew();
    return answer;
  };

/** Who-may-not is a fault of the request, not an answer to it. */
export const forbidden = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'FORBIDDEN' } });
