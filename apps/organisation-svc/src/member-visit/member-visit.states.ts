import { stateMachine } from '@jinlin/state-machine';
import type { MemberVisitState } from '../generated/graphql';

/** A visit is recorded, and that is all. */
export const memberVisitStates = stateMachine<MemberVisitState, never>({ RECORDED: {} });
