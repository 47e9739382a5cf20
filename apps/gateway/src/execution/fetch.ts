import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { type Place, reported, unavailable } from './errors';
import { type Json, merge } from './merge';
import { objectsAt, placesAt } from './places';
import { compileRepresentation } from './representations';
import { compileRewrites } from './rewrites';
import type { Run, Step } from './run';
import type { Reply } from './service';
import type { Types } from './types';

/** Compiles one fetch of a plan: what it asks of which subgraph, and where in the answer the reply belongs. */
export function compileFetch(node: FetchNode, path: ResponsePath, types: Types): Step {
  const fetch = node.requires ? fetchOfEntities(node, path, types) : fetchOfFields(node, path, types);

  return async (run) => {
    try {
      await fetch(run);
    } catch (fault) {
      if (!(fault instanceof GraphQLError)) throw fault;
      run.errors.push(fault);
    }
  };
}

/** Asks for fields that belong to no entity: those of the root. */
function fetchOfFields(node: FetchNode, path: ResponsePath, types: Types): Step {
  const ask = questionOf(node);
  const rewrite = compileRewrites(node.outputRewrites, types);

  return async (run) => {
    const targets = objectsAt(run.answered, path);
    if (targets.length === 0) return;

    const { data, errors = [] } = await ask(run);
    for (const error of errors) {
      run.errors.push(reported(error, node.serviceName, error.path && [...path, ...error.path]));
    }

    if (!data) return;
    rewrite?.(data);
    for (const target of targets) merge(target, data);
  };
}

/** The index of what cannot be asked for, because the subgraph would not know what is meant. */
const UNNAMED = -1;

/**
 * Asks for more of the entities at a path. Each is asked for once, however often it stands in the answer: twenty cases
 * of one community ask for one area.
 */
function fetchOfEntities(node: FetchNode, path: ResponsePath, types: Types): Step {
  const ask = questionOf(node);
  const represent = compileRepresentation(node.requires ?? [], types);
  const rewriteRepresentation = compileRewrites(node.inputRewrites, types);
  const rewrite = compileRewrites(node.outputRewrites, types);

  return async (run) => {
    const entities = objectsAt(run.answered, path);
    const representations: string[] = [];
    const indices = new Map<string, number>();
    const indexOf = (entity: Json) => {
      const representation = represent(entity);
      if (!representation?.__typename) return UNNAMED;
      rewriteRepresentation?.(representation);

      const text = JSON.stringify(representation);
      let index = indices.get(text);
      if (index === undefined) {
        index = representations.push(text) - 1;
        indices.set(text, index);
      }
      return index;
    };
    const asked = entities.map(indexOf);
    if (representations.length === 0) return;

    const { data, errors } = await ask(run, representations);
    if (errors?.length) {
      const places = placesAt(run.answered, path);
      run.errors.push(...errors.flatMap((error) => placed(error, node.serviceName, places, asked)));
    }

    if (!data) return;
    const received = entitiesIn(data, representations.length, node.serviceName);
    if (rewrite || rewriteRepresentation) {
      for (const [i, entity] of entities.entries()) keepType(received[asked[i]!], entity, types);
      rewrite?.(received);
    }
    for (const [i, entity] of entities.entries()) merge(entity, received[asked[i]!]);
  };
}

/** Writes the operation of a fetch as JSON: all but the variables is written once. */
function questionOf({ serviceName, operation, operationKind, variableUsages = [] }: FetchNode) {
  const head = `{"query":${JSON.stringify(operation)},"variables":{`;
  const isQuery = operationKind === 'query';
  const usages = variableUsages.map((name) => ({ name, key: `${JSON.stringify(name)}:` }));

  return ({ services, errands, variables }: Run, representations?: string[]): Promise<Reply> => {
    const service = services.get(serviceName);
    if (!service) throw unavailable(serviceName);

    const given: string[] = [];
    for (const { name, key } of usages) {
      const value = variables[name];
      if (value !== undefined) given.push(key + JSON.stringify(value));
    }
    if (representations) given.push(`"representations":[${representations.join(',')}]`);
    return errands.ask(service, `${head}${given.join(',')}}}`, isQuery);
  };
}

function entitiesIn({ _entities }: Json, count: number, service: string): (Json | null)[] {
  if (Array.isArray(_entities) && _entities.length === count) return _entities;
  throw unavailable(service);
}

/** A subgraph may know an entity by the name of its interface only. It keeps the type that it is known to have. */
function keepType(received: Json | null | undefined, { __typename }: Json, types: Types) {
  if (received && !types.isConcrete(received.__typename)) received.__typename = __typename;
}

/** An error about one entity is an error in every place where that stands. */
function placed(error: GraphQLFormattedError, service: string, places: Place[], asked: number[]) {
  const [, index, ...rest] = error.path ?? [];
  if (typeof index !== 'number') return [reported(error, service, undefined)];

  return places
    .filter((_, i) => asked[i] === index)
    .map((place) => reported(error, service, [...place, ...rest]));
}
