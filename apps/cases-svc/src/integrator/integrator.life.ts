import type { Life } from '@jinlin/acts';
import type {
  IntegratorAction,
  IntegratorKeyAction,
  IntegratorKeyState,
  IntegratorState,
} from '../generated/graphql';
import { Integrator, IntegratorKey } from './integrator.entity';
import { integratorKeyStates, integratorStates } from './integrator.states';

/** What the acts on integrators have in common. */
export const integratorLife: Life<Integrator, IntegratorState, IntegratorAction> = {
  entity: Integrator,
  name: 'Integrator',
  event: 'integrator',
  states: integratorStates,
  tell: ({ areaId, calls, requestsPerMinute }) => ({ areaId, calls, requestsPerMinute }),
};

/** What the acts on keys have in common. Events tell nothing that would open anything. */
export const integratorKeyLife: Life<IntegratorKey, IntegratorKeyState, IntegratorKeyAction> = {
  entity: IntegratorKey,
  name: 'IntegratorKey',
  event: 'integrator_key',
  states: integratorKeyStates,
  tell: ({ integratorId, expiresAt }) => ({ integratorId, expiresAt }),
};
