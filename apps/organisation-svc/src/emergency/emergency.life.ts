import type { Life } from '@jinlin/acts';
import type { EmergencyPeriodAction, EmergencyPeriodState } from '../generated/graphql';
import { EmergencyPeriod } from './emergency.entity';
import { emergencyPeriodStates } from './emergency.states';

/** What the acts on emergencies have in common. */
export const emergencyPeriodLife: Life<EmergencyPeriod, EmergencyPeriodState, EmergencyPeriodAction> = {
  entity: EmergencyPeriod,
  name: 'EmergencyPeriod',
  event: 'emergency',
  states: emergencyPeriodStates,
  tell: ({ template, areaId, fromOn, untilOn, toOn }) => ({ template, areaId, fromOn, untilOn, toOn }),
};
