import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import type { Selection, SelectionCandidate } from './selection.entity';
import {
  appointElected,
  evaluateElected,
  failSelection,
  nominateCandidates,
  openSelection,
  recordElection,
  vetCandidates,
} from './selection.service';
import { selectionStates } from './selection.states';

export const selectionResolvers: Resolvers = {
  Query: {
    selectionRules: (_, { localityCode }, { localities, now }) => [
      ...(localities.holding(localityCode)?.selections(dateIn(now)) ?? []),
    ],
    selection: (_, { id }, { load }) => load.selection.load(id),
    selections: (_, args, ctx) => listWithin(ctx, args, ctx.load.selectionsWithin),
  },
  Mutation: {
    openSelection: (_, { input }, ctx) => openSelection(ctx, input),
    nominateCandidates: (_, { input }, ctx) => nominateCandidates(ctx, input),
    vetCandidates: (_, { input }, ctx) => vetCandidates(ctx, input),
    recordElection: (_, { input }, ctx) => recordElection(ctx, input),
    evaluateElected: (_, { input }, ctx) => evaluateElected(ctx, input),
    appointElected: (_, { input }, ctx) => appointElected(ctx, input),
    failSelection: (_, { input }, ctx) => failSelection(ctx, input),
  },
  Area: {
    selections: ({ id }, { state, ...page }, { load }) =>
      load.selectionsAtArea(id, { ...page, where: { state } }),
  },
  Appointment: {
    selection: ({ id }, _, { load }) => load.selectionOfAppointment.load(id),
  },
  Person: {
    candidacies: ({ id }, _, { load }) => load.candidaciesOfPerson.load(id),
  },
  SelectionRule: {
    sources: ({ sources }) => [...sources],
    criteria: ({ criteria }) => [...criteria],
  },
  CandidateSource: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  SelectionCriterion: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  Selection: {
    __resolveReference: ({ id }, { load }) => load.selection.load(id),
    availableActions: ({ state }) => selectionStates.actions(state),
    post: (selection, _, ctx) => postOf(ctx, selection),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    rule: async (selection, _, ctx) => (await ruleOf(ctx, selection)) ?? null,
    candidates: ({ id }, _, { load }) => load.candidatesOfSelection.load(id),
    elected: async ({ id }, _, { load }) =>
      (await load.candidatesOfSelection.load(id)).find(({ isElected }) => isElected) ?? null,
    votesCast: async ({ id }, _, { load }) => votesCast(await load.candidatesOfSelection.load(id)),
    appointment: ({ appointmentId }, _, { load }) =>
      appointmentId ? load.appointment.load(appointmentId) : null,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SelectionCandidate: {
    selection: async ({ selectionId }, _, { load }) => (await load.selection.load(selectionId))!,
    person: async ({ personId }, _, { load }) => (await load.person.load(personId))!,
    source: (candidate, _, ctx) => sourceOf(ctx, candidate),
    scores: (candidate, _, ctx) => scoresOf(ctx, candidate),
  },
};

/** What the locality says of the selection, as of its first day. */
async function rulesOf({ load, localities }: Context, { areaId }: Selection) {
  const area = (await load.areasOn(null).byId.load(areaId))!;
  return localities.holding(area.code);
}

const ruleOf = async (ctx: Context, selection: Selection) =>
  (await rulesOf(ctx, selection))
    ?.selections(selection.openedOn)
    .find(({ post }) => post.code === selection.post);

async function postOf(ctx: Context, selection: Selection) {
  const { post } = selection;
  const known = (await rulesOf(ctx, selection))?.post(post);
  // A post that a later profile has dropped is still told of by its code.
  return known ?? { code: post, title: { zh: post, en: post }, level: null };
}

async function sourceOf(ctx: Context, { selectionId, source }: SelectionCandidate) {
  const rule = await ruleOf(ctx, (await ctx.load.selection.load(selectionId))!);
  return rule?.sources.find(({ code }) => code === source) ?? null;
}

async function scoresOf(ctx: Context, { selectionId, scores }: SelectionCandidate) {
  const rule = await ruleOf(ctx, (await ctx.load.selection.load(selectionId))!);
  return scores.flatMap(({ criterion: key, score }) => {
    const criterion = rule?.criteria.find((each) => each.key === key);
    return criterion ? [{ criterion, score }] : [];
  });
}

function votesCast(candidates: readonly SelectionCandidate[]) {
  const counted = candidates.flatMap(({ votes }) => votes ?? []);
  return counted.length ? counted.reduce((sum, votes) => sum + votes, 0) : null;
}
