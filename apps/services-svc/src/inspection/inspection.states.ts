import { stateMachine } from '@jinlin/state-machine';
import type { SiteInspectionAction, SiteInspectionState } from '../generated/graphql';

/** The life of an inspection; what was in order needs no more. */
export const inspectionStates = stateMachine<SiteInspectionState, SiteInspectionAction>({
  PASSED: {},
  FAILED: { MEND: 'MENDED' },
  MENDED: {},
});
