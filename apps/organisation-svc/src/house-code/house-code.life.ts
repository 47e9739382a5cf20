import type { Life } from '@jinlin/acts';
import type { HouseCodeAction, HouseCodeState } from '../generated/graphql';
import { HouseCode } from './house-code.entity';
import { houseCodeStates } from './house-code.states';

/** What the acts on house codes, and their loading, have in common. Events never carry the code itself. */
export const houseCodeLife: Life<HouseCode, HouseCodeState, HouseCodeAction> = {
  entity: HouseCode,
  name: 'HouseCode',
  event: 'house-code',
  states: houseCodeStates,
  tell: ({ areaId, issuedOn, revokedOn }) => ({ areaId, issuedOn, revokedOn }),
};
