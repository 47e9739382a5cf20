import type { Life } from '@jinlin/acts';
import type { CentreWindowAction, CentreWindowState } from '../generated/graphql';
import { CentreWindow } from './centre.entity';
import { centreWindowStates } from './centre.states';

/** What the acts on windows, and the loading of windows, have in common. */
export const centreWindowLife: Life<CentreWindow, CentreWindowState, CentreWindowAction> = {
  entity: CentreWindow,
  name: 'CentreWindow',
  event: 'centre_window',
  states: centreWindowStates,
  tell: ({ areaId, kind, number, title, unitId }) => ({ areaId, kind, number, title, unitId }),
};
