import type { Life } from '@jinlin/acts';
import type { PointsGrantAction, PointsGrantState } from '../generated/graphql';
import { PointsGrant } from './points-benefit.entity';
import { grantStates } from './points-benefit.states';

/** What the acts on grants have in common. */
export const grantLife: Life<PointsGrant, PointsGrantState, PointsGrantAction> = {
  entity: PointsGrant,
  name: 'PointsGrant',
  event: 'points_grant',
  states: grantStates,
  tell: ({ volunteerId, mechanism, fromPoints, areaId }) => ({ volunteerId, mechanism, fromPoints, areaId }),
};
