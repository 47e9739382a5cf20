import { stateMachine } from '@jinlin/state-machine';
import type { WebhookAction, WebhookState } from '../generated/graphql';

/** The life of a webhook. */
export const webhookStates = stateMachine<WebhookState, WebhookAction>({
  ACTIVE: {
    CHANGE: 'ACTIVE',
    ROTATE_SECRET: 'ACTIVE',
    REPLAY: 'ACTIVE',
    PAUSE: 'PAUSED',
    DISABLE: 'DISABLED',
    END: 'ENDED',
  },
  PAUSED: {
    CHANGE: 'PAUSED',
    ROTATE_SECRET: 'PAUSED',
    REPLAY: 'PAUSED',
    RESUME: 'ACTIVE',
    DISABLE: 'DISABLED',
    END: 'ENDED',
  },
  DISABLED: { CHANGE: 'DISABLED', ROTATE_SECRET: 'DISABLED', RESUME: 'ACTIVE', END: 'ENDED' },
  ENDED: {},
});
