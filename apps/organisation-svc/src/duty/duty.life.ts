import type { Life } from '@jinlin/acts';
import type {
  CataloguedDutyAction,
  CataloguedDutyState,
  DutyFulfilmentAction,
  DutyFulfilmentState,
  SupervisionItemAction,
  SupervisionItemState,
} from '../generated/graphql';
import { CataloguedDuty, DutyFulfilment, SupervisionItem } from './duty.entity';
import { cataloguedDutyStates, dutyFulfilmentStates, supervisionItemStates } from './duty.states';

export const cataloguedDutyLife: Life<CataloguedDuty, CataloguedDutyState, CataloguedDutyAction> = {
  entity: CataloguedDuty,
  name: 'CataloguedDuty',
  event: 'catalogued-duty',
  states: cataloguedDutyStates,
  tell: ({ areaId, slot, text, version }) => ({ areaId, slot, text, version }),
};

export const dutyFulfilmentLife: Life<DutyFulfilment, DutyFulfilmentState, DutyFulfilmentAction> = {
  entity: DutyFulfilment,
  name: 'DutyFulfilment',
  event: 'duty-fulfilment',
  states: dutyFulfilmentStates,
  tell: ({ appointmentId, duty, period, slot, doneOn }) => ({ appointmentId, duty, period, slot, doneOn }),
};

export const supervisionItemLife: Life<SupervisionItem, SupervisionItemState, SupervisionItemAction> = {
  entity: SupervisionItem,
  name: 'SupervisionItem',
  event: 'supervision-item',
  states: supervisionItemStates,
  tell: ({ appointmentId, areaId, duty, period }) => ({ appointmentId, areaId, duty, period }),
};
