import { stateMachine } from '@jinlin/state-machine';
import type { SummonsAction, SummonsState, WhistleAction, WhistleState } from '../generated/graphql';

/** SM-2, the life of a whistle. It moves as its accountable unit does. */
export const whistleStates = stateMachine<WhistleState, WhistleAction>({
  BLOWN: { NOTIFY: 'NOTIFIED' },
  NOTIFIED: { ACKNOWLEDGE: 'ACKNOWLEDGED' },
  ACKNOWLEDGED: { REPORT_IN: 'REPORTED_IN' },
  REPORTED_IN: { ACT: 'ACTING' },
  ACTING: { COMPLETE: 'DONE', FAIL: 'FAILED' },
  DONE: { APPRAISE: 'APPRAISED' },
  FAILED: { APPRAISE: 'APPRAISED' },
  APPRAISED: {},
});

/** One unit's part in it. */
export const summonsStates = stateMachine<SummonsState, SummonsAction>({
  NOTIFIED: { ACKNOWLEDGE: 'ACKNOWLEDGED', STAND_DOWN: 'STOOD_DOWN' },
  ACKNOWLEDGED: { REPORT_IN: 'REPORTED_IN', STAND_DOWN: 'STOOD_DOWN' },
  REPORTED_IN: { ACT: 'ACTING', STAND_DOWN: 'STOOD_DOWN' },
  ACTING: { COMPLETE: 'DONE', FAIL: 'FAILED', STAND_DOWN: 'STOOD_DOWN' },
  DONE: {},
  FAILED: {},
  STOOD_DOWN: {},
});
