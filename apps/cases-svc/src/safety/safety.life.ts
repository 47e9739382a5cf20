import type { Life } from '@jinlin/acts';
import type { IncidentAction, IncidentState } from '../generated/graphql';
import { Incident } from './incident.entity';
import { incidentStates } from './safety.states';

/** What the acts on incidents, and the loading of incidents, have in common. Events tell no texts. */
export const incidentLife: Life<Incident, IncidentState, IncidentAction> = {
  entity: Incident,
  name: 'Incident',
  event: 'incident',
  states: incidentStates,
  tell: ({ kind, areaId, occurredOn }) => ({ kind, areaId, occurredOn }),
};
