import type { Life } from '@jinlin/acts';
import type { PartAction, PartState } from '../generated/graphql';
import { CasePart } from './part.entity';
import { partStates } from './part.states';

/** What the acts on parts have in common; its first event is what calls the unit. */
export const partLife: Life<CasePart, PartState, PartAction> = {
  entity: CasePart,
  name: 'CasePart',
  event: 'case_part',
  states: partStates,
  tell: ({ caseId, parentId, unitId }) => ({ caseId, parentId, unitId }),
};
