import type { Life } from '@jinlin/acts';
import type { ServiceApplicationAction, ServiceApplicationState } from '../generated/graphql';
import { ServiceApplication } from './application.entity';
import { applicationStates } from './application.states';

/** What the acts on applications, and their loading, have in common. Events tell the community, not who applied. */
export const applicationLife: Life<ServiceApplication, ServiceApplicationState, ServiceApplicationAction> = {
  entity: ServiceApplication,
  name: 'ServiceApplication',
  event: 'service_application',
  states: applicationStates,
  tell: ({ service, communityId, unitId, outcome }) => ({ service, communityId, unitId, outcome }),
};
