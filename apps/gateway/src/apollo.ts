import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { masked } from '@jinlin/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Asking } from './execution/asking';
import type { Graph } from './execution/graph';
import { limits } from './limits/limits';

/**
 * Apollo Server over the graph. It takes whatever is not asked for the second time: documents that nobody has sent yet,
 * GET, faulty requests. It knows how each of them is to be refused.
 */
export const apolloServer = (
  graph: Graph,
  { isSchemaHidden, log }: { isSchemaHidden: boolean; log: FastifyBaseLogger },
) =>
  new ApolloServer<Asking>({
    gateway: graph,
    logger: log,
    // Who may read the schema is decided with the token at hand.
    introspection: true,
    hideSchemaDetailsFromClientErrors: isSchemaHidden,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    documentStore: null,
    parseOptions: { maxTokens: limits.tokens },
    stopOnTerminationSignals: false,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      maskFaults(log),
    ],
  });

/** Faults of the server itself tell clients nothing but where to find them in the log. */
const maskFaults = (log: FastifyBaseLogger): ApolloServerPlugin<Asking> => ({
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue, errors, response: { body } }) {
        if (body.kind !== 'single' || !body.singleResult.errors) return;

        const { requestId } = contextValue.asker;
        body.singleResult.errors = body.singleResult.errors.map((error, i) => {
          if (error.extensions?.code !== 'INTERNAL_SERVER_ERROR') return error;
          log.error({ err: errors?.[i]?.originalError ?? errors?.[i], traceId: requestId }, 'fault');
          return masked(requestId, error.path).toJSON();
        });
      },
    };
  },
});
