import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { areaById, listWithin } from '../area/area.find';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { cancelAssessmentItem, registerAssessmentItem } from './assessment.service';
import {
  approveEntry,
  finishSentDownMatter,
  rejectEntry,
  requestEntry,
  sendDownMatter,
  withdrawEntryRequest,
  withdrawSentDownMatter,
} from './entry-list.service';
import {
  assessmentItemStates,
  entryRequestStates,
  issuedEntryListStates,
  sentDownMatterStates,
} from './entry-list.states';
import { inForceOn } from './in-force';
import { issueEntryList, withdrawEntryList } from './issued-list.service';

export const entryListResolvers: Resolvers = {
  Query: {
    issuedEntryList: (_, { id }, { load }) => load.issuedEntryList.load(id),
    issuedEntryLists: (_, args, ctx) => listWithin(ctx, args, ctx.load.issuedEntryListsWithin),
    sentDownMatter: (_, { id }, { load }) => load.sentDownMatter.load(id),
    sentDownMatters: (_, args, ctx) =>
      listWithin(ctx, { ...args, today: dateIn(ctx.now) }, ctx.load.sentDownMattersWithin),
    entryRequest: (_, { id }, { load }) => load.entryRequest.load(id),
    entryRequests: (_, args, ctx) => listWithin(ctx, args, ctx.load.entryRequestsWithin),
    assessmentItem: (_, { id }, { load }) => load.assessmentItem.load(id),
    assessmentItems: (_, args, ctx) => listWithin(ctx, args, ctx.load.assessmentItemsWithin),
  },
  Mutation: {
    issueEntryList: (_, { input }, ctx) => issueEntryList(ctx, input),
    withdrawEntryList: (_, { input }, ctx) => withdrawEntryList(ctx, input),
    sendDownMatter: (_, { input }, ctx) => sendDownMatter(ctx, input),
    finishSentDownMatter: (_, { input }, ctx) => finishSentDownMatter(ctx, input),
    withdrawSentDownMatter: (_, { input }, ctx) => withdrawSentDownMatter(ctx, input),
    requestEntry: (_, { input }, ctx) => requestEntry(ctx, input),
    approveEntry: (_, { input }, ctx) => approveEntry(ctx, input),
    rejectEntry: (_, { input }, ctx) => rejectEntry(ctx, input),
    withdrawEntryRequest: (_, { input }, ctx) => withdrawEntryRequest(ctx, input),
    registerAssessmentItem: (_, { input }, ctx) => registerAssessmentItem(ctx, input),
    cancelAssessmentItem: (_, { input }, ctx) => cancelAssessmentItem(ctx, input),
  },
  Area: {
    entryList: (area, _, ctx) => entryListOf(ctx, area),
  },
  EntryList: {
    items: ({ entries }) => [...entries],
    issued: ({ issuedId }, _, { load }) => (issuedId ? load.issuedEntryList.load(issuedId) : null),
  },
  EntryListItem: {
    title: ({ title }, _, ctx) => say(ctx, title),
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
  },
  IssuedEntryList: {
    __resolveReference: ({ id }, { load }) => load.issuedEntryList.load(id),
    availableActions: ({ state }) => issuedEntryListStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    items: ({ entries }) => entries,
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  SentDownMatter: {
    __resolveReference: ({ id }, { load }) => load.sentDownMatter.load(id),
    availableActions: ({ state }) => sentDownMatterStates.actions(state),
    approvedBy: ({ entryRequestId }, _, { load }) =>
      entryRequestId ? load.entryRequest.load(entryRequestId) : null,
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    isOverdue: ({ state, dueAt }, _, { now }) => state === 'SENT' && dueAt < dateIn(now),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  EntryRequest: {
    __resolveReference: ({ id }, { load }) => load.entryRequest.load(id),
    availableActions: ({ state }) => entryRequestStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  AssessmentItem: {
    __resolveReference: ({ id }, { load }) => load.assessmentItem.load(id),
    availableActions: ({ state }) => assessmentItemStates.actions(state),
    unit: async ({ unitId }, _, { load }) => (await load.unit.load(unitId))!,
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

/** Of an area read as of a day, the list that was in force on that day. */
async function entryListOf({ load, localities, now }: Context, area: Area) {
  const day = area.asOf ?? dateIn(now);
  return inForceOn(localities, area, day, await load.entryListIssuedBy(day).load(area.path));
}
