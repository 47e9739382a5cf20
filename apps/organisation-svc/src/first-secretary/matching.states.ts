import { stateMachine } from '@jinlin/state-machine';
import type {
  PortfolioAction,
  PortfolioState,
  SecretaryMatchingAction,
  SecretaryMatchingState,
} from '../generated/graphql';

/** How a community comes by its first secretary: nobody is proposed before its needs are settled (H2). */
export const matchingStates = stateMachine<SecretaryMatchingState, SecretaryMatchingAction>({
  SURVEYING: { RECORD_NEEDS: 'SURVEYING', CLOSE_SURVEY: 'SURVEYED', WITHDRAW: 'WITHDRAWN' },
  SURVEYED: { PROPOSE: 'PROPOSED', WITHDRAW: 'WITHDRAWN' },
  PROPOSED: { PROPOSE: 'PROPOSED', APPOINT: 'APPOINTED', WITHDRAW: 'WITHDRAWN' },
  APPOINTED: {},
  WITHDRAWN: {},
});

/** What a leader has charge of. */
export const portfolioStates = stateMachine<PortfolioState, PortfolioAction>({
  HELD: { CHANGE: 'HELD' },
});
