import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { WorkField } from '../locality';
import { unitLinksIn } from '../unit-link/unit-link.resolvers';
import { governanceTeam, holdersOf, isComplete, linkedUnitsOf, vacantIn } from './governance-team';
import type { Candidate, Need } from './matching.entity';
import {
  appointFirstSecretary,
  closeNeedsSurvey,
  openNeedsSurvey,
  proposeFirstSecretary,
  recordNeeds,
  setPortfolio,
  withdrawSecretaryMatching,
} from './matching.service';
import { matchingStates, portfolioStates } from './matching.states';

export const firstSecretaryResolvers: Resolvers = {
  Query: {
    workFields: (_, { localityCode }, { localities }) => [
      ...(localities.holding(localityCode)?.workFields ?? []),
    ],
    secretaryMatching: (_, { id }, { load }) => load.secretaryMatching.load(id),
    secretaryMatchings: (_, args, ctx) => listWithin(ctx, args, ctx.load.matchingsWithin),
    portfolios: (_, args, ctx) => listWithin(ctx, args, ctx.load.portfoliosWithin),
  },
  Mutation: {
    setPortfolio: (_, { input }, ctx) => setPortfolio(ctx, input),
    openNeedsSurvey: (_, { input }, ctx) => openNeedsSurvey(ctx, input),
    recordNeeds: (_, { input }, ctx) => recordNeeds(ctx, input),
    closeNeedsSurvey: (_, { input }, ctx) => closeNeedsSurvey(ctx, input),
    proposeFirstSecretary: (_, { input }, ctx) => proposeFirstSecretary(ctx, input),
    appointFirstSecretary: (_, { input }, ctx) => appointFirstSecretary(ctx, input),
    withdrawSecretaryMatching: (_, { input }, ctx) => withdrawSecretaryMatching(ctx, input),
  },
  Area: {
    governanceTeam: (area, _, ctx) => governanceTeam(ctx, area),
  },
  GovernanceTeam: {
    posts: ({ area, template }) => template.slots.map((slot) => ({ ...slot, area })),
    vacant: (team, _, ctx) => vacantIn(ctx, team),
    linkedUnitsMinimum: ({ template }) => template.linkedUnits,
    linkedUnitsCount: async (team, _, ctx) => (await linkedUnitsOf(ctx, team)).unitCount(),
    linkedUnits: ({ area }, args, ctx) => unitLinksIn(ctx, area, { ...args, isServing: true }),
    residentUnits: ({ area }, args, { load }) => load.unitsWithin(area.path, { ...args, where: {} }),
    isComplete: (team, _, ctx) => isComplete(ctx, team),
  },
  TeamPost: {
    holders: (post, args, ctx) => holdersOf(ctx, post, args),
  },
  WorkField: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  Portfolio: {
    __resolveReference: ({ id }, { load }) => load.portfolio.load(id),
    availableActions: ({ state }) => portfolioStates.actions(state),
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    fields: ({ areaId, fields }, _, ctx) => fieldsOf(ctx, areaId, fields),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SecretaryMatching: {
    __resolveReference: ({ id }, { load }) => load.secretaryMatching.load(id),
    availableActions: ({ state }) => matchingStates.actions(state),
    community: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    needs: ({ areaId, needs }, _, ctx) => needsOf(ctx, areaId, needs),
    candidates: ({ areaId, candidates }) => candidates.map((candidate) => ({ areaId, ...candidate })),
    appointment: ({ appointmentId }, _, { load }) =>
      appointmentId ? load.appointment.load(appointmentId) : null,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SecretaryCandidate: {
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    meets: ({ areaId, meets }, _, ctx) => needsOf(ctx, areaId, meets),
    leaves: ({ areaId, leaves }, _, ctx) => needsOf(ctx, areaId, leaves),
  },
};

/** A candidate, and the community that he or she is one for. */
export interface CandidateFor extends Candidate {
  areaId: string;
}

async function needsOf(ctx: Context, areaId: string, needs: readonly Need[]) {
  const fields = await fieldsOf(
    ctx,
    areaId,
    needs.map(({ field }) => field),
  );
  return needs.map(({ weight }, index) => ({ weight, field: fields[index]! }));
}

async function fieldsOf({ load, localities }: Context, areaId: string, keys: readonly string[]) {
  const area = await load.areasOn(null).byId.load(areaId);
  const known = (area && localities.holding(area.code)?.workFields) ?? [];
  // A field that a later profile has dropped is still told of by its key.
  return keys.map(
    (key): WorkField => known.find((field) => field.key === key) ?? { key, title: { zh: key, en: key } },
  );
}
