import type { Life } from '@jinlin/acts';
import type {
  PortfolioAction,
  PortfolioState,
  SecretaryMatchingAction,
  SecretaryMatchingState,
} from '../generated/graphql';
import { Portfolio, SecretaryMatching } from './matching.entity';
import { matchingStates, portfolioStates } from './matching.states';

export const matchingLife: Life<SecretaryMatching, SecretaryMatchingState, SecretaryMatchingAction> = {
  entity: SecretaryMatching,
  name: 'SecretaryMatching',
  event: 'secretary-matching',
  states: matchingStates,
  tell: ({ areaId, needs, appointmentId }) => ({ areaId, needs, appointmentId }),
};

export const portfolioLife: Life<Portfolio, PortfolioState, PortfolioAction> = {
  entity: Portfolio,
  name: 'Portfolio',
  event: 'portfolio',
  states: portfolioStates,
  tell: ({ personId, areaId, rank, fields }) => ({ personId, areaId, rank, fields }),
};
