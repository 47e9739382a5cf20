import type { Life } from '@jinlin/acts';
import type { SelectionAction, SelectionState } from '../generated/graphql';
import { Selection } from './selection.entity';
import { selectionStates } from './selection.states';

/** What the acts on selections, and the loading of them, have in common. */
export const selectionLife: Life<Selection, SelectionState, SelectionAction> = {
  entity: Selection,
  name: 'Selection',
  event: 'selection',
  states: selectionStates,
  tell: ({ post, areaId, appointmentId, failedAt }) => ({ post, areaId, appointmentId, failedAt }),
};
