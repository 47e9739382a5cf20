import type { Life } from '@jinlin/acts';
import type { TagAction, TagState } from '../generated/graphql';
import { Tag } from './tag.entity';
import { tagStates } from './tag.states';

/** What the acts on tags, and the loading of them, have in common. */
export const tagLife: Life<Tag, TagState, TagAction> = {
  entity: Tag,
  name: 'Tag',
  event: 'tag',
  states: tagStates,
  tell: ({ kind, recordId, areaId, grouping, part }) => ({ kind, recordId, areaId, grouping, part }),
};
