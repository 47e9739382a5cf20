import type { Life } from '@jinlin/acts';
import type { SocialServiceAction, SocialServiceState } from '../generated/graphql';
import { SocialService } from './social-service.entity';
import { socialServiceStates } from './social-service.states';

/** What the acts on services of social organisations, and their loading, have in common. */
export const socialServiceLife: Life<SocialService, SocialServiceState, SocialServiceAction> = {
  entity: SocialService,
  name: 'SocialService',
  event: 'social_service',
  states: socialServiceStates,
  tell: ({ field, organisationId, areaId }) => ({ field, organisationId, areaId }),
};
