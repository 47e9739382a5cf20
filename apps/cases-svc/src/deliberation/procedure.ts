import type { DeliberationProcedure } from '@jinlin/profile';
import type { DeliberationAction, DeliberationState } from '../generated/graphql';
import { deliberationStates } from './deliberation.states';

type Step = DeliberationProcedure['steps'][number];

/** Where a deliberation stands once a step is done. */
export const STATE_AFTER: Record<Step['step'], DeliberationState> = {
  PROPOSE: 'PROPOSED',
  MOVE: 'MOVED',
  DISCUSS: 'DISCUSSED',
  DISCUSS_AGAIN: 'DISCUSSED_AGAIN',
  PUBLISH: 'PUBLISHED',
  EXECUTE: 'EXECUTED',
  PUBLISH_RESULT: 'RESULT_PUBLISHED',
  EVALUATE_BY_RESIDENTS: 'EVALUATED_BY_RESIDENTS',
  EVALUATE_BY_ORGANISATION: 'EVALUATED',
};

/** The step that a procedure has next for a deliberation where it stands; undefined when it is over. */
export function stepAfter(
  { steps }: Pick<DeliberationProcedure, 'steps'>,
  state: DeliberationState,
): Step | undefined {
  const done = steps.findIndex(({ step }) => STATE_AFTER[step] === state);
  return done < 0 ? undefined : steps[done + 1];
}

/** What can be done as the procedure goes. Steps wait while a dispute is with mediation; a lost vote rejects by itself. */
export function openActions(
  procedure: Pick<DeliberationProcedure, 'steps'>,
  { state, isInDispute }: { state: DeliberationState; isInDispute: boolean },
): DeliberationAction[] {
  const next = stepAfter(procedure, state);
  if (!next) return [];

  const open: string[] = isInDispute ? ['TAKE_BACK', 'WITHDRAW'] : [next.step, 'HAND_OVER', 'WITHDRAW'];
  return deliberationStates.actions(state).filter((action) => open.includes(action));
}
