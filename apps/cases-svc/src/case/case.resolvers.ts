import { say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';
import { readsTexts, reporterInClear } from './case.access';
import type { Case } from './case.entity';
import { casesOfArea, casesOfUnit, casesWithin } from './case.find';
import {
  archiveCase,
  beginHandlingCase,
  closeCase,
  contactReporter,
  dispatchCase,
  escalateCase,
  giveUpVisit,
  gradeCase,
  handleCase,
  openCase,
  recordMissedVisit,
  registerCase,
  reopenCase,
  replyToCase,
  resolveCaseOnSite,
  returnCase,
  signCase,
  visitBackCase,
  withdrawCase,
} from './case.service';
import { caseStates } from './case.states';

export const caseResolvers: Resolvers = {
  Query: {
    case: (_, { id }, { load }) => load.case.load(id),
    caseByReference: (_, { reference }, { load }) => load.caseByReference.load(reference),
    cases: (_, args, ctx) => casesWithin(ctx, args),
  },
  Mutation: {
    openCase: (_, { input }, ctx) => openCase(ctx, input),
    registerCase: (_, { input }, ctx) => registerCase(ctx, input),
    resolveCaseOnSite: (_, { input }, ctx) => resolveCaseOnSite(ctx, input),
    dispatchCase: (_, { input }, ctx) => dispatchCase(ctx, input),
    signCase: (_, { input }, ctx) => signCase(ctx, input),
    returnCase: (_, { input }, ctx) => returnCase(ctx, input),
    handleCase: (_, { input }, ctx) => handleCase(ctx, input),
    replyToCase: (_, { input }, ctx) => replyToCase(ctx, input),
    visitBackCase: (_, { input }, ctx) => visitBackCase(ctx, input),
    recordMissedVisit: (_, { input }, ctx) => recordMissedVisit(ctx, input),
    giveUpVisit: (_, { input }, ctx) => giveUpVisit(ctx, input),
    reopenCase: (_, { input }, ctx) => reopenCase(ctx, input),
    closeCase: (_, { input }, ctx) => closeCase(ctx, input),
    withdrawCase: (_, { input }, ctx) => withdrawCase(ctx, input),
    gradeCase: (_, { input }, ctx) => gradeCase(ctx, input),
    escalateCase: (_, { input }, ctx) => escalateCase(ctx, input),
    contactReporter: (_, { input }, ctx) => contactReporter(ctx, input),
    beginHandlingCase: (_, { input }, ctx) => beginHandlingCase(ctx, input),
    archiveCase: (_, { input }, ctx) => archiveCase(ctx, input),
  },
  Area: {
    __resolveReference: ({ id }) => ({ id }),
    cases: ({ id }, args, ctx) => casesOfArea(ctx, id, args),
    caseStatistics: async ({ id }, _, { load }) => (await load.caseCountsOfArea.load(id)) ?? noCases(id),
  },
  Unit: {
    __resolveReference: ({ id }) => ({ id }),
    cases: ({ id }, args, ctx) => casesOfUnit(ctx, id, args),
  },
  Case: {
    __resolveReference: ({ id }, { load }) => load.case.load(id),
    availableActions: ({ state }) => caseStates.actions(state).filter((action) => action !== 'WHISTLE'),
    channel: (row, _, ctx) => channel(ctx, row),
    memberVisit: ({ memberVisitId }) => (memberVisitId ? { id: memberVisitId } : null),
    category: (row, _, ctx) => category(ctx, row),
    description: ({ description }, _, ctx) => (readsTexts(ctx) ? description : null),
    address: ({ address }, _, ctx) => (readsTexts(ctx) ? address : null),
    reporter: (row, _, ctx) => reporter(ctx, row),
    reporterInClear: (row, { purpose }, ctx) => reporterInClear(ctx, row, purpose),
    area: ({ areaId }) => ({ id: areaId }),
    community: ({ communityId }) => (communityId ? { id: communityId } : null),
    responsibleUnit: ({ responsibleUnitId }) => (responsibleUnitId ? { id: responsibleUnitId } : null),
    returnVisit: (row) => returnVisit(row),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};

const noCases = (areaId: string) => ({ areaId, total: 0, open: 0, overdue: 0, resolved: 0 });

function channel(ctx: Context, { localityCode, channel: key }: Case) {
  const known = ctx.localities.named(localityCode).channel(key);
  return { key, label: known ? say(ctx, known.title) : key, number: known?.number ?? null };
}

function category(ctx: Context, { localityCode, category: code, openedAt }: Case) {
  const known = ctx.localities.named(localityCode).category(code, openedAt);
  return { code, label: known ? say(ctx, known.title) : code };
}

/** The handling unit does not learn who asked when they asked to be kept out of its sight (保密). */
function reporter(ctx: Context, { reporterMaskedName, reporterMaskedPhone, isConfidential, areaPath }: Case) {
  if (!readsTexts(ctx) || (!reporterMaskedName && !reporterMaskedPhone)) return null;
  if (isConfidential && ctx.actor?.role === 'DEPARTMENT_CLERK' && !liesIn(areaPath, ctx.scope.areaPath))
    return null;
  return { maskedName: reporterMaskedName, maskedPhone: reporterMaskedPhone, isConfidential };
}

const returnVisit = ({ visitedAt, wasContacted, wasSolved, satisfaction }: Case) =>
  visitedAt && satisfaction
    ? { visitedAt, wasContacted: wasContacted ?? false, wasSolved: wasSolved ?? false, satisfaction }
    : null;
