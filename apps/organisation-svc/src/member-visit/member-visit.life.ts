import type { Life } from '@jinlin/acts';
import type { MemberVisitState } from '../generated/graphql';
import { MemberVisit } from './member-visit.entity';
import { memberVisitStates } from './member-visit.states';

export const memberVisitLife: Life<MemberVisit, MemberVisitState, never> = {
  entity: MemberVisit,
  name: 'MemberVisit',
  event: 'member-visit',
  states: memberVisitStates,
  tell: ({ areaId, unitId, category, day, members, issuesCollected }) => ({
    areaId,
    unitId,
    category,
    day,
    members,
    issuesCollected,
  }),
};
