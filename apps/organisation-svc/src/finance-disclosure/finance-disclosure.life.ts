import type { Life } from '@jinlin/acts';
import type { FinanceDisclosureAction, FinanceDisclosureState } from '../generated/graphql';
import { FinanceDisclosure } from './finance-disclosure.entity';
import { financeDisclosureStates } from './finance-disclosure.states';

/** What the acts on disclosures, and the loading of them, have in common. Drafts are told of by their place only. */
export const financeDisclosureLife: Life<FinanceDisclosure, FinanceDisclosureState, FinanceDisclosureAction> =
  {
    entity: FinanceDisclosure,
    name: 'FinanceDisclosure',
    event: 'finance-disclosure',
    states: financeDisclosureStates,
    tell: ({ areaId, fromOn, toOn, publicUntil }) => ({ areaId, fromOn, toOn, publicUntil }),
  };
