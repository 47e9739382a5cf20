import type { PlanNode, QueryPlan, ResponsePath } from '@apollo/query-planner';
import { compileFetch } from './fetch';
import type { Step } from './run';
import type { Types } from './types';

/** Compiles a query plan of Apollo's planner into the steps that carry it out. */
export function compilePlan({ node }: QueryPlan, types: Types): Step {
  const compile = (node: PlanNode | undefined, path: ResponsePath): Step => {
    switch (node?.kind) {
      case undefined:
        return async () => {};
      case 'Fetch':
        return compileFetch(node, path, types);
      case 'Flatten':
        return compile(node.node, [...path, ...node.path]);
      case 'Sequence':
        return inSequence(node.nodes.map((step) => compile(step, path)));
      case 'Parallel':
        return atOnce(node.nodes.map((step) => compile(step, path)));
      case 'Condition':
        return either(node.condition, compile(node.ifClause, path), compile(node.elseClause, path));
      case 'Defer':
        throw new Error('The gateway does not know @defer.');
    }
  };

  if (node?.kind === 'Subscription') throw new Error('The gateway does not know subscriptions.');
  return compile(node, []);
}

const inSequence =
  (steps: Step[]): Step =>
  async (run) => {
    for (const step of steps) await step(run);
  };

const atOnce =
  (steps: Step[]): Step =>
  async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };

/** A condition is the name of a Boolean variable of @include or @skip. */
const either =
  (condition: string, included: Step, skipped: Step): Step =>
  (run) =>
    run.switches[condition] ? included(run) : skipped(run);
