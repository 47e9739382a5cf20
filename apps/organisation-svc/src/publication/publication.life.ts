import type { Life } from '@jinlin/acts';
import type { PublicationAction, PublicationState } from '../generated/graphql';
import { Publication } from './publication.entity';
import { publicationStates } from './publication.states';

/** What the acts on publications have in common. Their events say what was told where; the text is read at the source. */
export const publicationLife: Life<Publication, PublicationState, PublicationAction> = {
  entity: Publication,
  name: 'Publication',
  event: 'publication',
  states: publicationStates,
  tell: ({ kind, areaId, publishedOn, untilOn }) => ({ kind, areaId, publishedOn, untilOn }),
};
