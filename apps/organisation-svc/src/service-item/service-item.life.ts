import type { Life } from '@jinlin/acts';
import type {
  ServiceClaimAction,
  ServiceClaimState,
  ServiceItemAction,
  ServiceItemState,
} from '../generated/graphql';
import { ServiceClaim } from './service-claim.entity';
import { ServiceItem } from './service-item.entity';
import { serviceClaimStates, serviceItemStates } from './service-item.states';

export const serviceItemLife: Life<ServiceItem, ServiceItemState, ServiceItemAction> = {
  entity: ServiceItem,
  name: 'ServiceItem',
  event: 'service-item',
  states: serviceItemStates,
  tell: ({ kind, areaId, needed, fromOn, toOn }) => ({ kind, areaId, needed, fromOn, toOn }),
};

/** The events of claims say of which unit, but not who. */
export const serviceClaimLife: Life<ServiceClaim, ServiceClaimState, ServiceClaimAction> = {
  entity: ServiceClaim,
  name: 'ServiceClaim',
  event: 'service-claim',
  states: serviceClaimStates,
  tell: ({ itemId, unitId, areaId }) => ({ itemId, unitId, areaId }),
};
