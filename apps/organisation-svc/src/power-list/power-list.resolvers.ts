import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin, pathNamed } from '../area/area.find';
import type { Context } from '../context';
import type { QueryMayDecideArgs, QueryPowerHoldersArgs, Resolvers } from '../generated/graphql';
import {
  discardPowerList,
  draftPowerList,
  issuePowerList,
  repealPowerList,
  revisePowerList,
} from './power-list.service';
import { powerListStates } from './power-list.states';
import { powerOf } from './powers';

export const powerListResolvers: Resolvers = {
  Query: {
    powerList: (_, { id }, { load }) => load.powerList.load(id),
    powerLists: (_, args, ctx) => listWithin(ctx, args, ctx.load.powerListsWithin),
    powerCatalogue: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.powers(dateIn(now))?.powers ?? []),
    ],
    powerHolders: (_, args, ctx) => findHolders(ctx, args),
    mayDecide: (_, args, ctx) => mayDecide(ctx, args),
  },
  Mutation: {
    draftPowerList: (_, { input }, ctx) => draftPowerList(ctx, input),
    revisePowerList: (_, { input }, ctx) => revisePowerList(ctx, input),
    issuePowerList: (_, { input }, ctx) => issuePowerList(ctx, input),
    repealPowerList: (_, { input }, ctx) => repealPowerList(ctx, input),
    discardPowerList: (_, { input }, ctx) => discardPowerList(ctx, input),
  },
  Area: {
    powers: async ({ id, code, asOf }, { on }, ctx) => {
      const held = await ctx.load.powersOn(on ?? asOf ?? dateIn(ctx.now)).load(id);
      return held.map(({ power, listId }) => ({ power: powerOf(ctx, code, power), listId }));
    },
  },
  Power: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  PowerList: {
    __resolveReference: ({ id }, { load }) => load.powerList.load(id),
    availableActions: ({ state }) => powerListStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    powers: async ({ areaId, powers }, _, ctx) => {
      const area = await ctx.load.areasOn(null).byId.load(areaId);
      return powers.map((power) => powerOf(ctx, area!.code, power));
    },
    policyDocument: ({ policyDocumentId }, _, { load }) =>
      policyDocumentId ? load.policyDocument.load(policyDocumentId) : null,
    from: ({ fromOn }) => fromOn,
    to: ({ toOn }) => toOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  HeldPower: {
    list: async ({ listId }, _, { load }) => (await load.powerList.load(listId))!,
  },
  PowerHolder: {
    office: ({ officeId }, _, ctx) => areaById(ctx, officeId),
    list: async ({ listId }, _, { load }) => (await load.powerList.load(listId))!,
  },
};

async function findHolders(ctx: Context, { withinCode, on, ...rest }: QueryPowerHoldersArgs) {
  const path = await pathNamed(ctx, { withinCode });
  return ctx.load.powerHoldersWithin(path ?? '/', { ...rest, on: on ?? dateIn(ctx.now) });
}

/** Says of an office whether it holds a power on a day, and by which list. */
async function mayDecide(ctx: Context, { areaId, power, on }: QueryMayDecideArgs) {
  const office = await ctx.load.areasOn(null).byId.load(areaId);
  if (!office) return null;

  const day = on ?? dateIn(ctx.now);
  const { title } = powerOf(ctx, office.code, power);
  const held = (await ctx.load.powersOn(day).load(areaId)).find((each) => each.power === power);
  const list = held ? await ctx.load.powerList.load(held.listId) : null;
  const what = say(ctx, title);
  const reason = list
    ? say(ctx, {
        en: `“${list.title}” gives ${office.name}: ${what}.`,
        zh: `依据“${list.title}”，${office.name}有：${what}。`,
      })
    : say(ctx, {
        en: `No list in force on ${day} gives ${office.name}: ${what}.`,
        zh: `${day} 没有生效的清单赋予${office.name}：${what}。`,
      });
  return { isAllowed: list !== null, on: day, office, list, reason };
}
