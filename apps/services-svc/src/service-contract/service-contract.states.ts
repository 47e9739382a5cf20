import { stateMachine } from '@jinlin/state-machine';
import type {
  ServiceContractAction,
  ServiceContractState,
  ServiceOrderAction,
  ServiceOrderState,
} from '../generated/graphql';

/** The life of a contract; what is owed is paid also after its end. */
export const contractStates = stateMachine<ServiceContractState, ServiceContractAction>({
  RUNNING: { PAY: 'RUNNING', END: 'ENDED' },
  ENDED: { PAY: 'ENDED' },
});

/** The life of an order; what is not accepted is served anew. */
export const orderStates = stateMachine<ServiceOrderState, ServiceOrderAction>({
  PLACED: { SERVE: 'SERVED', CANCEL: 'CANCELLED' },
  SERVED: { ACCEPT: 'ACCEPTED', REJECT: 'PLACED' },
  ACCEPTED: {},
  CANCELLED: {},
});
