import { stateMachine } from '@jinlin/state-machine';
import type {
  CataloguedDutyAction,
  CataloguedDutyState,
  DutyFulfilmentAction,
  DutyFulfilmentState,
  SupervisionItemAction,
  SupervisionItemState,
} from '../generated/graphql';

/** The life of one of the eleven duties. */
export const cataloguedDutyStates = stateMachine<CataloguedDutyState, CataloguedDutyAction>({
  IN_FORCE: { REVISE: 'IN_FORCE' },
});

/** The life of an entry in a duty log. */
export const dutyFulfilmentStates = stateMachine<DutyFulfilmentState, DutyFulfilmentAction>({
  RECORDED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});

/** The life of a supervision item. */
export const supervisionItemStates = stateMachine<SupervisionItemState, SupervisionItemAction>({
  OPEN: { SETTLE: 'SETTLED' },
  SETTLED: {},
});
