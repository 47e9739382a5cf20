import type { Life } from '@jinlin/acts';
import type { MediationSessionAction, MediationSessionState } from '../generated/graphql';
import { MediationSession } from './session.entity';
import { sessionStates } from './session.states';

/** What the acts on meetings have in common. Events tell no minutes. */
export const sessionLife: Life<MediationSession, MediationSessionState, MediationSessionAction> = {
  entity: MediationSession,
  name: 'MediationSession',
  event: 'mediation_session',
  states: sessionStates,
  tell: ({ mediationId, mediatorId, roomId, startsAt, endsAt }) => ({
    mediationId,
    mediatorId,
    roomId,
    startsAt,
    endsAt,
  }),
};
