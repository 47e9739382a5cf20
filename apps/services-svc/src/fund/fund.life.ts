import type { Life } from '@jinlin/acts';
import type {
  DonationAction,
  DonationState,
  FundAction,
  FundActivityAction,
  FundActivityState,
  FundState,
} from '../generated/graphql';
import { Donation, Fund, FundActivity } from './fund.entity';
import { donationStates, fundActivityStates, fundStates } from './fund.states';

/** What the acts on funds, and their loading, have in common. */
export const fundLife: Life<Fund, FundState, FundAction> = {
  entity: Fund,
  name: 'Fund',
  event: 'fund',
  states: fundStates,
  tell: ({ name, areaId, received, spent }) => ({ name, areaId, received, spent }),
};

/** The same for donations. Events do not tell who gave. */
export const donationLife: Life<Donation, DonationState, DonationAction> = {
  entity: Donation,
  name: 'Donation',
  event: 'donation',
  states: donationStates,
  tell: ({ fundId, amount, receivedOn }) => ({ fundId, amount, receivedOn }),
};

/** The same for activities of funds. */
export const fundActivityLife: Life<FundActivity, FundActivityState, FundActivityAction> = {
  entity: FundActivity,
  name: 'FundActivity',
  event: 'fund_activity',
  states: fundActivityStates,
  tell: ({ fundId, areaId, spent, peopleAided, personTimes }) => ({
    fundId,
    areaId,
    spent,
    peopleAided,
    personTimes,
  }),
};
