import { stateMachine } from '@jinlin/state-machine';
import type { TopicAction, TopicState } from '../generated/graphql';

/** The life of a topic. */
export const topicStates = stateMachine<TopicState, TopicAction>({
  CHOSEN: { SETTLE: 'SETTLED', DROP: 'DROPPED' },
  SETTLED: {},
  DROPPED: {},
});
