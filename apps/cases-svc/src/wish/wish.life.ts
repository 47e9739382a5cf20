import type { Life } from '@jinlin/acts';
import type { MicroWishAction, MicroWishState } from '../generated/graphql';
import { MicroWish } from './wish.entity';
import { wishStates } from './wish.states';

/** What the clock, the acts on wishes and their loading have in common. Events tell nothing of the wisher. */
export const wishLife: Life<MicroWish, MicroWishState, MicroWishAction> = {
  entity: MicroWish,
  name: 'MicroWish',
  event: 'micro_wish',
  states: wishStates,
  tell: ({ localityCode, areaId, channel, takerUnitId, takerPersonId, points, ruleVersion }) => ({
    localityCode,
    areaId,
    channel,
    takerUnitId,
    takerPersonId,
    points,
    ruleVersion,
  }),
};
