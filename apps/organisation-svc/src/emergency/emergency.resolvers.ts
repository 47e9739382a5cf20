import { dateIn } from '@jinlin/calendar';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { EmergencyPeriod } from './emergency.entity';
import { callEmergency, endEmergency, extendEmergency } from './emergency.service';
import { emergencyPeriodStates } from './emergency.states';

export const emergencyResolvers: Resolvers = {
  Query: {
    emergencyPeriod: (_, { id }, { load }) => load.emergencyPeriod.load(id),
    emergencyPeriods: (_, args, ctx) => listWithin(ctx, args, ctx.load.emergencyPeriodsWithin),
  },
  Mutation: {
    callEmergency: (_, { input }, ctx) => callEmergency(ctx, input),
    extendEmergency: (_, { input }, ctx) => extendEmergency(ctx, input),
    endEmergency: (_, { input }, ctx) => endEmergency(ctx, input),
  },
  EmergencyPeriod: {
    __resolveReference: ({ id }, { load }) => load.emergencyPeriod.load(id),
    availableActions: ({ state }) => emergencyPeriodStates.actions(state),
    template: (emergency, _, ctx) => templateOf(ctx, emergency),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    from: ({ fromOn }) => fromOn,
    until: ({ untilOn }) => untilOn,
    to: ({ toOn }) => toOn,
    isHolding: (emergency, _, { now }) => isHolding(emergency, dateIn(now)),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** The template as it was on the first day of the emergency. */
async function templateOf({ load, localities }: Context, { template, areaId, fromOn }: EmergencyPeriod) {
  const area = (await load.areasOn(null).byId.load(areaId))!;
  const templates = localities.holding(area.code)?.templates(fromOn) ?? [];
  return templates.find(({ code }) => code === template) ?? null;
}

/** An emergency has begun when it is called, so only its end is looked at. */
const isHolding = ({ untilOn, toOn }: EmergencyPeriod, today: string) =>
  today <= untilOn && (toOn === null || today < toOn);
