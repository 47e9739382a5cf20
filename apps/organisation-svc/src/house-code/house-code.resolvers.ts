import { listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import { qrOf } from './code';
import { codeShown, householdOf, payloadShown, registerOf, scanHouseCode } from './house-code.find';
import { issueHouseCodes, renewHouseCode, revokeHouseCode } from './house-code.service';
import { houseCodeStates } from './house-code.states';

export const houseCodeResolvers: Resolvers = {
  Query: {
    houseCode: (_, { id }, { load }) => load.houseCode.load(id),
    houseCodes: (_, args, ctx) => listWithin(ctx, args, ctx.load.houseCodesWithin),
    scanHouseCode: (_, { code }, ctx) => scanHouseCode(ctx, code),
  },
  Mutation: {
    issueHouseCodes: (_, { input }, ctx) => issueHouseCodes(ctx, input),
    renewHouseCode: (_, { input }, ctx) => renewHouseCode(ctx, input),
    revokeHouseCode: (_, { input }, ctx) => revokeHouseCode(ctx, input),
  },
  Area: {
    houseCode: ({ id }, _, { load }) => load.houseCodeOfHousehold.load(id),
    householdRegister: (area, _, ctx) => registerOf(ctx, area),
  },
  HouseCode: {
    __resolveReference: ({ id }, { load }) => load.houseCode.load(id),
    availableActions: ({ state }) => houseCodeStates.actions(state),
    household: (code, _, ctx) => householdOf(ctx, code),
    doorCode: (code, _, ctx) => codeShown(ctx, code),
    payload: (code, _, ctx) => payloadShown(ctx, code),
    qr: async (code, _, ctx) => {
      const payload = await payloadShown(ctx, code);
      return payload && qrOf(payload);
    },
    successor: ({ successorId }, _, { load }) => (successorId ? load.houseCode.load(successorId) : null),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  HouseholdRegister: {
    rate: ({ registered, households }) =>
      households ? Math.round((registered * 10_000) / households) / 100 : null,
  },
};
