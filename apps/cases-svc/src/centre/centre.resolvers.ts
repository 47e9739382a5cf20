import { areaNamed } from '@jinlin/replicas';
import { casesWithin } from '../case/case.find';
import type { Context } from '../context';
import type { QueryCentreWindowsArgs, Resolvers } from '../generated/graphql';
import { closeCentreWindow, openCentreWindow } from './centre.service';
import { centreWindowStates } from './centre.states';

export const centreResolvers: Resolvers = {
  Query: {
    centreWindow: (_, { id }, { load }) => load.centreWindow.load(id),
    centreWindows: (_, args, ctx) => windowsOf(ctx, args),
  },
  Mutation: {
    openCentreWindow: (_, { input }, ctx) => openCentreWindow(ctx, input),
    closeCentreWindow: (_, { input }, ctx) => closeCentreWindow(ctx, input),
  },
  Case: {
    window: ({ windowId }, _, { load }) => (windowId ? load.centreWindow.load(windowId) : null),
  },
  CentreWindow: {
    __resolveReference: ({ id }, { load }) => load.centreWindow.load(id),
    availableActions: ({ state }) => centreWindowStates.actions(state),
    area: ({ areaId }) => ({ id: areaId }),
    unit: ({ unitId }) => (unitId ? { id: unitId } : null),
    cases: ({ id }, { where, ...page }, ctx) =>
      casesWithin(ctx, { ...page, where: { ...where, windowId: id }, orderBy: 'NEWEST_FIRST' }),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

async function windowsOf(ctx: Context, { where, ...page }: QueryCentreWindowsArgs) {
  const { areaCode, ...rest } = where ?? {};
  const area = await areaNamed(ctx.load, { areaCode });
  return ctx.load.centreWindows(area?.path ?? '/', { ...page, where: rest });
}
