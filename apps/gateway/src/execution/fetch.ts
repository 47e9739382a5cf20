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
    const roll = new Roll();
    for (const entity of entities) {
      const representation = represent(entity);
      if (representation) rewriteRepresentation?.(representation);
      roll.add(representation);
    }
    if (roll.texts.length === 0) return;

    const { data, errors } = await ask(run, roll.texts);
    if (errors?.length) {
      const places = placesAt(run.answered, path);
      run.errors.push(...errors.flatMap((error) => placed(error, node.serviceName, places, roll.indices)));
    }

    if (!data) return;
    const received = entitiesIn(data, roll.texts.length, node.serviceName);
    if (rewrite || rewriteRepresentation) {
      for (const [i, entity] of entities.entries()) keepType(received[roll.indices[i]!], entity, types);
      rewrite?.(received);
    }
    for (const [i, entity] of entities.entries()) merge(entity, received[roll.indices[i]!]);
  };
}

/** The index of an entity that cannot be asked for, since too little of it is known. */
const UNNAMED = -1;

/** The entities that a subgraph is asked for, each once, and for each entity of the answer which of them it is. */
class Roll {
  readonly texts: string[] = [];
  readonly indices: number[] = [];
  readonly #indexOf = new Map<string, number>();

  add(representation: Json | null) {
    if (!representation?.__typename) return this.indices.push(UNNAMED);

    const text = JSON.stringify(representation);
    let index = this.#indexOf.get(text);
    if (index === undefined) {
      index = this.texts.push(text) - 1;
      this.#indexOf.set(text, index);
    }
    return this.indices.push(index);
  }
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
      if (Object.hasOwn(variables, name)) given.push(key + JSON.stringify(variables[name]));
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
function placed(error: GraphQLFormattedError, service: string, places: Place[], indices: number[]) {
  const [, index, ...rest] = error.path ?? [];
  if (typeof index !== 'number') return [reported(error, service, undefined)];

  return places
    .filter((_, i) => indices[i] === index)
    .map((place) => reported(error, service, [...place, ...rest]));
}
