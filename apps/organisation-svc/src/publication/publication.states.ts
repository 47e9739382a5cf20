import { stateMachine } from '@jinlin/state-machine';
import type { PublicationAction, PublicationState } from '../generated/graphql';

/** The life of a publication: whoever writes it hands it to somebody else, who publishes it. */
export const publicationStates = stateMachine<PublicationState, PublicationAction>({
  DRAFT: { REVISE: 'DRAFT', SUBMIT: 'SUBMITTED', WITHDRAW: 'WITHDRAWN' },
  SUBMITTED: { RETURN: 'DRAFT', PUBLISH: 'PUBLISHED', WITHDRAW: 'WITHDRAWN' },
  PUBLISHED: { WITHDRAW: 'WITHDRAWN' },
  WITHDRAWN: {},
});
