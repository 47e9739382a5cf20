import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { HouseCode } from '../house-code/house-code.entity';
import type { Publication } from './publication.entity';
import {
  draftPublication,
  publishPublication,
  returnPublication,
  revisePublication,
  submitPublication,
  withdrawPublication,
} from './publication.service';
import { publicationStates } from './publication.states';

export const publicationResolvers: Resolvers = {
  Query: {
    publication: (_, { id }, { load }) => load.publication.load(id),
    publications: (_, args, ctx) => listWithin(ctx, args, ctx.load.publicationsWithin),
    publicationKinds: (_, { localityCode }, { localities }) => {
      const locality = localities.holding(localityCode);
      return locality ? [...locality.publicationKinds] : null;
    },
  },
  Mutation: {
    draftPublication: (_, { input }, ctx) => draftPublication(ctx, input),
    revisePublication: (_, { input }, ctx) => revisePublication(ctx, input),
    submitPublication: (_, { input }, ctx) => submitPublication(ctx, input),
    returnPublication: (_, { input }, ctx) => returnPublication(ctx, input),
    publishPublication: (_, { input }, ctx) => publishPublication(ctx, input),
    withdrawPublication: (_, { input }, ctx) => withdrawPublication(ctx, input),
  },
  Area: {
    publications: ({ id }, { where, ...page }, { load }) =>
      load.publicationsOf(id, { ...page, where: where ?? {} }),
  },
  HouseCode: {
    letters: (code, _, ctx) => lettersOn(ctx, code),
  },
  Publication: {
    __resolveReference: ({ id }, { load }) => load.publication.load(id),
    availableActions: ({ state }) => publicationStates.actions(state),
    kind: (publication, _, ctx) => kindOf(ctx, publication),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    until: ({ untilOn }) => untilOn,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  PublicationKind: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};

/** A plate that was renewed or taken away brings no letters. */
const lettersOn = ({ load, now }: Context, { areaId, state }: HouseCode) =>
  state === 'ACTIVE' ? load.lettersOn(dateIn(now)).load(areaId) : [];

/** The kind as the profile has it today; by its bare code where the profile no longer knows it. */
async function kindOf({ load, localities }: Context, { kind, areaId, isForHouseholds }: Publication) {
  const area = await load.areasOn(null).byId.load(areaId);
  const known = area && localities.holding(area.code)?.publicationKinds.find(({ code }) => code === kind);
  return known ?? { code: kind, title: { zh: kind, en: kind }, isForHouseholds };
}
