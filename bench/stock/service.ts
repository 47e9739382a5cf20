// Stands in for @jinlin/service when the bench bundles our services: the same schema, resolvers and loaders, served by
// Apollo Server as its documentation starts it. Whoever asks is taken at their word.
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { postgres } from '@jinlin/database';
import type { SubgraphContext } from '@jinlin/server';
import type { ServiceParts } from '../../libs/service/src/index';

export * from '../../libs/service/src/index';

export async function runService<Context extends SubgraphContext>(parts: ServiceParts<Context>) {
  const { DATABASE_URL, DATABASE_SCHEMA, DATABASE_CONNECTIONS: connections } = parts.config;
  const reach = { url: DATABASE_URL, schema: DATABASE_SCHEMA, connections };
  const db = await postgres(reach, parts.tables).initialize();
  const contextOf = parts.contextOf(db);
  const actor = JSON.parse(process.env.BENCH_ACTOR!);

  const server = new ApolloServer<Context>({
    schema: parts.buildSchema(),
    plugins: [
      {
        requestDidStart: async () => ({ willSendResponse: async ({ contextValue }) => contextValue.end() }),
      },
    ],
  });
  const { url } = await startStandaloneServer(server, {
    listen: { host: '127.0.0.1', port: 0 },
    context: async () =>
      contextOf({
        actor,
        language: 'zh-CN',
        now: new Date(),
        requestId: '',
        deadline: null,
        signal: new AbortController().signal,
      }),
  });
  process.send!({ url });
  process.once('disconnect', () => process.exit());
}
