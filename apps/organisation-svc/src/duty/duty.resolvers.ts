import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { dutiesOf, findDutyInstances, rateInArea, rateOfAppointment } from './duty.find';
import {
  recordDutyFulfilment,
  reviseCataloguedDuty,
  settleSupervisionItem,
  withdrawDutyFulfilment,
} from './duty.service';
import { cataloguedDutyStates, dutyFulfilmentStates, supervisionItemStates } from './duty.states';

export const dutyResolvers: Resolvers = {
  Query: {
    dutyCatalogue: (_, { localityCode, asOf }, { load, now }) =>
      load.dutyCatalogueOn(asOf ?? dateIn(now)).load(localityCode),
    dutyInstances: (_, args, ctx) => findDutyInstances(ctx, args),
    dutyFulfilment: (_, { id }, { load }) => load.dutyFulfilment.load(id),
    supervisionItem: (_, { id }, { load }) => load.supervisionItem.load(id),
    supervisionItems: (_, args, ctx) => listWithin(ctx, args, ctx.load.supervisionItemsWithin),
  },
  Mutation: {
    reviseCataloguedDuty: (_, { input }, ctx) => reviseCataloguedDuty(ctx, input),
    recordDutyFulfilment: (_, { input }, ctx) => recordDutyFulfilment(ctx, input),
    withdrawDutyFulfilment: (_, { input }, ctx) => withdrawDutyFulfilment(ctx, input),
    settleSupervisionItem: (_, { input }, ctx) => settleSupervisionItem(ctx, input),
  },
  Appointment: {
    duties: (appointment, args, ctx) => dutiesOf(ctx, appointment, args),
    dutyFulfilment: (appointment, { period }, ctx) => rateOfAppointment(ctx, appointment, period),
    dutyLog: ({ id }, args, { load }) => load.dutyLog(id, args),
  },
  Area: {
    dutyFulfilment: (area, { period }, ctx) => rateInArea(ctx, area, period),
  },
  CataloguedDuty: {
    __resolveReference: ({ id }, { load }) => load.cataloguedDuty.load(id),
    availableActions: ({ state }) => cataloguedDutyStates.actions(state),
    from: ({ fromOn }) => fromOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  RecurringDuty: {
    title: ({ title }, _, ctx) => say(ctx, title),
    remindWorkingDays: (duty) => duty.remindWorkingDays ?? null,
  },
  DutyInstance: {
    appointment: async ({ appointmentId }, _, { load }) => (await load.appointment.load(appointmentId))!,
    fulfilment: ({ fulfilmentId }, _, { load }) =>
      fulfilmentId ? load.dutyFulfilment.load(fulfilmentId) : null,
  },
  DutyRate: {
    rate: ({ fulfilled, expected }) => (expected ? Math.round((fulfilled * 10_000) / expected) / 100 : null),
  },
  DutyFulfilment: {
    __resolveReference: ({ id }, { load }) => load.dutyFulfilment.load(id),
    availableActions: ({ state }) => dutyFulfilmentStates.actions(state),
    appointment: async ({ appointmentId }, _, { load }) => (await load.appointment.load(appointmentId))!,
    on: ({ doneOn }) => doneOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SupervisionItem: {
    __resolveReference: ({ id }, { load }) => load.supervisionItem.load(id),
    availableActions: ({ state }) => supervisionItemStates.actions(state),
    appointment: async ({ appointmentId }, _, { load }) => (await load.appointment.load(appointmentId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
