import type { Life } from '@jinlin/acts';
import type { TopicAction, TopicState } from '../generated/graphql';
import { Topic } from './topic.entity';
import { topicStates } from './topic.states';

/** What the acts on topics have in common. */
export const topicLife: Life<Topic, TopicState, TopicAction> = {
  entity: Topic,
  name: 'Topic',
  event: 'topic',
  states: topicStates,
  tell: ({ areaId, month, category, leadUnitId }) => ({ areaId, month, category, leadUnitId }),
};
