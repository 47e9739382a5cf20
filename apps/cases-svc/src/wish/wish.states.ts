import { stateMachine } from '@jinlin/state-machine';
import type { MicroWishAction, MicroWishState } from '../generated/graphql';

/** The life of a micro-wish (SM-5). Whatever nobody keeps to in time is posted again. */
export const wishStates = stateMachine<MicroWishState, MicroWishAction>({
  COLLECTED: { REVIEW: 'REVIEWED', DECLINE: 'DECLINED', WITHDRAW: 'WITHDRAWN' },
  REVIEWED: { POST: 'POSTED', WITHDRAW: 'WITHDRAWN' },
  DECLINED: {},
  POSTED: { DISPATCH: 'DISPATCHED', CLAIM: 'CLAIMED', WITHDRAW: 'WITHDRAWN' },
  DISPATCHED: { CLAIM: 'CLAIMED', RETURN: 'POSTED', EXPIRE: 'POSTED', WITHDRAW: 'WITHDRAWN' },
  CLAIMED: { REALISE: 'REALISED', GIVE_UP: 'POSTED', EXPIRE: 'POSTED', WITHDRAW: 'WITHDRAWN' },
  REALISED: { CONFIRM: 'CONFIRMED', DENY: 'CLAIMED' },
  CONFIRMED: { AWARD_POINTS: 'POINTS_AWARDED' },
  POINTS_AWARDED: {},
  WITHDRAWN: {},
});
