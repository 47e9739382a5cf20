import { stateMachine } from '@jinlin/state-machine';
import type {
  AllianceAction,
  AllianceMembershipAction,
  AllianceMembershipState,
  AllianceState,
} from '../generated/graphql';

/** The life of an alliance. */
export const allianceStates = stateMachine<AllianceState, AllianceAction>({
  ACTIVE: { SET_RULES: 'ACTIVE', DISSOLVE: 'DISSOLVED' },
  DISSOLVED: {},
});

/** The life of a unit's membership in an alliance. */
export const allianceMembershipStates = stateMachine<AllianceMembershipState, AllianceMembershipAction>({
  MEMBER: { SET_DUTY: 'MEMBER', LEAVE: 'LEFT' },
  LEFT: {},
});
