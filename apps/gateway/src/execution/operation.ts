import type { QueryPlan } from '@apollo/query-planner';
import { Memory } from '@jinlin/server';
import {
  type DocumentNode,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import { type Cost, compileCost } from '../limits/cost';
import { limits } from '../limits/limits';
import { refusal } from '../limits/refusal';
import type { Asking } from './asking';
import { Errands } from './errands';
import { introspect, readsSchema } from './introspection';
import { isObject, type Json } from './merge';
import { compilePlan } from './plan';
import type { Run, Services, Step } from './run';
import { type Switches, selectionsOf, switchesIn } from './selections';
import { exactShape, type Shaped } from './shape';
import { swiftShape } from './swift-shape';
import type { Types } from './types';

export interface OperationOptions {
  schema: GraphQLSchema;
  document: DocumentNode;
  definition: OperationDefinitionNode;
  plan: QueryPlan;
  types: Types;
}

/** Settings of @skip and @include that an operation remembers a shape for. */
const SETTINGS = 16;

/** An operation made ready to be answered many times: planned, and its plan and the shape of its answer compiled. */
export class Operation {
  readonly #options: OperationOptions;
  readonly #steps: Step;
  readonly #cost: Cost;
  readonly #switches: readonly string[];
  readonly #shapes = new Memory<string, Shape>(SETTINGS);
  /** Whether it asks about the schema itself. */
  readonly readsSchema: boolean;

  constructor(options: OperationOptions) {
    this.#options = options;
    this.#steps = compilePlan(options.plan, options.types);
    this.#cost = compileCost(options.schema, options.document, options.definition);
    this.#switches = switchesIn(options.document);
    this.readsSchema = readsSchema(options.document);
  }

  get name() {
    return this.#options.definition.name?.value;
  }

  /** Reads the variables and says what speaks against asking this, if anything does. */
  admit(given: Json, { costLimit, mayReadSchema }: Asking): Admission {
    if (this.readsSchema && !mayReadSchema) {
      return refused(
        refusal('INTROSPECTION_DISABLED', 'The schema is not told here. Ask for a token that may read it.'),
      );
    }
    if (nests(given, limits.variableDepth)) {
      return refused(refusal('VARIABLE_DEPTH_LIMIT', `Variables nest deeper than ${limits.variableDepth}.`));
    }

    const { schema, definition } = this.#options;
    const { coerced, errors } = getVariableValues(schema, definition.variableDefinitions ?? [], given);
    if (errors) return { errors: errors.map(badInput) };

    const cost = this.#cost(coerced);
    if (cost <= costLimit) return { coerced };
    return refused(
      refusal(
        'COST_LIMIT',
        `The operation costs ${cost}; ${costLimit} is allowed. Ask for fewer, or in pages.`,
        {
          cost,
          limit: costLimit,
        },
      ),
    );
  }

  /**
   * Asks the services what the plan says, and cuts what they answer to what the client asked for. The services read
   * the variables themselves, so they get them as the client gave them.
   */
  async perform(
    variables: Json,
    coerced: Json,
    { asker }: Asking,
    services: Services,
  ): Promise<ExecutionResult> {
    const run: Run = {
      answered: {},
      errors: [],
      variables,
      switches: coerced as Switches,
      errands: new Errands(asker),
      services,
    };
    await this.#steps(run);

    const { data, failures } = this.readsSchema
      ? await introspect(this.#options, run.answered, variables)
      : this.#shape(run.switches)(run.answered);
    if (run.errors.length > 0) return { errors: run.errors, data };
    return failures.length > 0 ? { data, extensions: { valueCompletion: failures } } : { data };
  }

  #shape(switches: Switches): Shape {
    const setting = this.#switches.map((name) => (switches[name] ? '1' : '0')).join('');
    return this.#shapes.get(setting) ?? this.#shapes.set(setting, compileShape(this.#options, switches));
  }
}

export type Admission = { coerced: Json; errors?: never } | { coerced?: never; errors: GraphQLError[] };

const refused = (error: GraphQLError) => ({ errors: [error] });

const badInput = ({ message, nodes, originalError, extensions }: GraphQLError) =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError,
    extensions: { ...extensions, code: 'BAD_USER_INPUT' },
  });

/** Whether a value holds objects or lists within one another beyond a depth. */
const nests = (value: unknown, depth: number): boolean =>
  isObject(value) && (depth === 0 || Object.values(value).some((one) => nests(one, depth - 1)));

type Shape = (answered: Json) => Shaped;

function compileShape({ schema, document, definition }: OperationOptions, switches: Switches): Shape {
  const fieldsOf = selectionsOf(schema, document, switches);
  const root = schema.getRootType(definition.operation)!;
  const swift = swiftShape(schema, fieldsOf, root, definition.selectionSet);

  return (answered) => {
    const data = swift(answered);
    return data
      ? { data, failures: [] }
      : exactShape(schema, fieldsOf, root, definition.selectionSet, answered);
  };
}
