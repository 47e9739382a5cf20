import type { Life } from '@jinlin/acts';
import type {
  ServiceContractAction,
  ServiceContractState,
  ServiceOrderAction,
  ServiceOrderState,
} from '../generated/graphql';
import { ServiceContract, ServiceOrder } from './service-contract.entity';
import { contractStates, orderStates } from './service-contract.states';

/** What the acts on contracts, and their loading, have in common. */
export const contractLife: Life<ServiceContract, ServiceContractState, ServiceContractAction> = {
  entity: ServiceContract,
  name: 'ServiceContract',
  event: 'service_contract',
  states: contractStates,
  tell: ({ field, purchaserId, providerId, areaId, amount, paid }) => ({
    field,
    purchaserId,
    providerId,
    areaId,
    amount,
    paid,
  }),
};

/** The same for orders. Events tell the contract, not whom it is for. */
export const orderLife: Life<ServiceOrder, ServiceOrderState, ServiceOrderAction> = {
  entity: ServiceOrder,
  name: 'ServiceOrder',
  event: 'service_order',
  states: orderStates,
  tell: ({ contractId, minutes, servedMinutes, amount }) => ({ contractId, minutes, servedMinutes, amount }),
};
