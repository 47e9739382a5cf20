import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import { ApolloGateway, type SupergraphSdlHook } from '@apollo/gateway';
import type { QueryPlanner } from '@apollo/query-planner';
import { Memory, masked } from '@jinlin/server';
import type { FastifyBaseLogger } from 'fastify';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, parse } from 'graphql';
import type { Asking } from './asking';
import type { Json } from './merge';
import { Operation } from './operation';
import { operationIn } from './selections';
import type { Service } from './service';
import { stockSource } from './stock';
import { typesOf } from './types';

export interface GraphOptions {
  supergraph: SupergraphSdlHook;
  serviceOf: (name: string, url: string | undefined) => Service;
  /** Leaves execution to Apollo's own executor, for comparison. */
  isStock?: boolean;
  log: FastifyBaseLogger;
}

/** Documents remembered, each with its operations. */
const REMEMBERED = 500;

/**
 * The whole graph. Apollo's gateway loads the supergraph and plans; carrying a plan out is our own (see
 * docs/decisions). An operation is planned and compiled once, and then answered from memory.
 */
export class Graph extends ApolloGateway {
  readonly services: ReadonlyMap<string, Service>;
  readonly #log: FastifyBaseLogger;
  readonly #documents = new Memory<string, Map<string, Operation>>(REMEMBERED);

  constructor({ supergraph, serviceOf, isStock = false, log }: GraphOptions) {
    // Nothing about whom it serves leaves the house.
    process.env.APOLLO_TELEMETRY_DISABLED = 'true';
    const services = new Map<string, Service>();
    super({
      supergraphSdl: supergraph,
      logger: log,
      __exposeQueryPlanExperimental: false,
      buildService: ({ name, url }) => {
        void services.get(name)?.close();
        const service = serviceOf(name, url);
        services.set(name, service);
        return stockSource(service);
      },
    });
    keepNoPositions(this);
    this.services = services;
    this.#log = log;
    this.onSchemaLoadOrUpdate(() => this.#documents.clear());

    const { executor } = this;
    this.executor = async (request) => {
      const {
        source,
        document,
        request: { operationName, variables = {} },
        context,
      } = request;
      const operation = this.known(source, operationName) ?? this.#prepare(source, document, operationName);
      if (!isStock) return this.answer(operation, variables, context as Asking);

      const { errors } = operation.admit(variables, context as Asking);
      return errors ? { errors } : executor(request);
    };
  }

  /** An operation that was asked before, if it is remembered. */
  known(source: string, name: string | null | undefined) {
    return this.#documents.get(source)?.get(name ?? '');
  }

  /** Answers an operation. A fault of ours is told to the log alone. */
  async answer(operation: Operation, variables: Json, asking: Asking): Promise<ExecutionResult> {
    const { coerced, errors } = operation.admit(variables, asking);
    if (errors) return { errors };
    try {
      return await operation.perform(variables, coerced, asking, this.services);
    } catch (fault) {
      const { requestId: traceId } = asking.asker;
      this.#log.error({ err: fault, traceId }, 'fault');
      return { data: null, errors: [masked(traceId)] };
    }
  }

  override async stop() {
    await super.stop();
    await Promise.all([...this.services.values()].map((service) => service.close()));
  }

  /** Plans and compiles an operation of a valid document. */
  #prepare(source: string, document: DocumentNode, name: string | null | undefined) {
    // ApolloGateway keeps these to itself, and offers no other way to plan an operation without running it.
    const { apiSchema, queryPlanner, schema, supergraphSchema } = this as unknown as {
      apiSchema: Schema;
      queryPlanner: QueryPlanner;
      schema: GraphQLSchema;
      supergraphSchema: GraphQLSchema;
    };
    const operation = new Operation({
      schema,
      document,
      definition: operationIn(document, name ?? undefined)!,
      plan: queryPlanner.buildQueryPlan(
        operationFromDocument(apiSchema, document, name ? { operationName: name } : {}),
      ),
      types: typesOf(supergraphSchema),
    });
    const operations = this.#documents.get(source) ?? this.#documents.set(source, new Map());
    operations.set(name ?? '', operation);
    return operation;
  }
}

/**
 * Has the supergraph parsed without the positions of its tokens. ApolloGateway keeps what it parsed, and would keep the
 * whole text in pieces with it: 20 MB for what a composed file can tell nobody.
 */
function keepNoPositions(graph: ApolloGateway) {
  const loading = graph as unknown as { createSchemaFromSupergraphSdl(supergraph: unknown): object };
  const createSchema = loading.createSchemaFromSupergraphSdl.bind(graph);
  loading.createSchemaFromSupergraphSdl = (supergraphSdl: string) => ({
    ...createSchema(parse(supergraphSdl, { noLocation: true })),
    supergraphSdl,
  });
}
