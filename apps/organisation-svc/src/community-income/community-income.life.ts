import type { Life } from '@jinlin/acts';
import type { CommunityIncomeAction, CommunityIncomeState } from '../generated/graphql';
import { CommunityIncomeEntry } from './community-income.entity';
import { communityIncomeStates } from './community-income.states';

/** What the acts on income ledgers, and the loading of them, have in common. */
export const communityIncomeLife: Life<CommunityIncomeEntry, CommunityIncomeState, CommunityIncomeAction> = {
  entity: CommunityIncomeEntry,
  name: 'CommunityIncomeEntry',
  event: 'community-income',
  states: communityIncomeStates,
  tell: ({ areaId, year, model, amount, unitId, reversesId }) => ({
    areaId,
    year,
    model,
    amount,
    unitId,
    reversesId,
  }),
};
