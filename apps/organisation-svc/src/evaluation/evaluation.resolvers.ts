import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { areaById, listWithin } from '../area/area.find';
import type { Resolvers } from '../generated/graphql';
import {
  assessmentsOfRound,
  commentOf,
  domainScoresOf,
  linesOfAssessment,
  missingSheets,
  resultOf,
  schemeOfRound,
  schemesOf,
  sheetsOfLine,
} from './evaluation.find';
import { annualAssessmentStates, evaluationRoundStates, evaluationSheetStates } from './evaluation.states';
import {
  closeEvaluationRound,
  excuseFromEvaluation,
  openEvaluationRound,
  withdrawEvaluationRound,
} from './round.service';
import { giveEvaluationSheet, reviseEvaluationSheet, withdrawEvaluationSheet } from './sheet.service';

export const evaluationResolvers: Resolvers = {
  Query: {
    evaluationSchemes: (_, { localityCode, asOf }, ctx) => schemesOf(ctx, localityCode, asOf),
    evaluationRound: (_, { id }, { load }) => load.evaluationRound.load(id),
    evaluationRounds: (_, args, ctx) => listWithin(ctx, args, ctx.load.evaluationRoundsWithin),
    annualAssessment: (_, { id }, { load }) => load.annualAssessment.load(id),
    annualAssessments: (_, args, ctx) => listWithin(ctx, args, ctx.load.annualAssessmentsWithin),
    evaluationSheet: (_, { id }, { load }) => load.evaluationSheet.load(id),
  },
  Mutation: {
    openEvaluationRound: (_, { input }, ctx) => openEvaluationRound(ctx, input),
    excuseFromEvaluation: (_, { input }, ctx) => excuseFromEvaluation(ctx, input),
    closeEvaluationRound: (_, { input }, ctx) => closeEvaluationRound(ctx, input),
    withdrawEvaluationRound: (_, { input }, ctx) => withdrawEvaluationRound(ctx, input),
    giveEvaluationSheet: (_, { input }, ctx) => giveEvaluationSheet(ctx, input),
    reviseEvaluationSheet: (_, { input }, ctx) => reviseEvaluationSheet(ctx, input),
    withdrawEvaluationSheet: (_, { input }, ctx) => withdrawEvaluationSheet(ctx, input),
  },
  Unit: {
    annualAssessments: ({ id }, { year, ...page }, { load }) =>
      load.annualAssessmentsOfUnit(id, { ...page, where: { year } }),
  },
  Area: {
    annualAssessments: ({ id }, { year, ...page }, { load }) =>
      load.annualAssessmentsOfCommunity(id, { ...page, where: { year } }),
    outcomeScores: ({ path }, { year }, { load }) => load.outcomesIn(year).load(path),
  },
  EvaluationScheme: {
    title: ({ title }, _, ctx) => say(ctx, title),
    serviceWeight: ({ serviceWeight }) => serviceWeight ?? null,
  },
  SchemeEvaluator: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  EvaluationDomain: {
    title: ({ title }, _, ctx) => say(ctx, title),
    outcome: ({ outcome }) => outcome ?? null,
  },
  EvaluationResult: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
  EvaluationRound: {
    __resolveReference: ({ id }, { load }) => load.evaluationRound.load(id),
    availableActions: ({ state }) => evaluationRoundStates.actions(state),
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
    scheme: (round, _, ctx) => schemeOfRound(ctx, round),
    isOverdue: ({ state, dueOn }, _, { now }) => state === 'OPEN' && dueOn < dateIn(now),
    assessments: (round, args, ctx) => assessmentsOfRound(ctx, round, args),
    missingSheets: (round, args, ctx) => missingSheets(ctx, round, args),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  MissingSheet: {
    assessment: async ({ assessmentId }, _, { load }) => (await load.annualAssessment.load(assessmentId))!,
  },
  AnnualAssessment: {
    __resolveReference: ({ id }, { load }) => load.annualAssessment.load(id),
    availableActions: ({ state }) => annualAssessmentStates.actions(state),
    round: async ({ roundId }, _, { load }) => (await load.evaluationRound.load(roundId))!,
    unit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    community: ({ unitId, areaId }, _, { load }) => (unitId ? null : load.areasOn(null).byId.load(areaId)),
    result: async (assessment, _, ctx) => {
      const title = await resultOf(ctx, assessment);
      return title && say(ctx, title);
    },
    lines: (assessment, _, ctx) => linesOfAssessment(ctx, assessment),
    domainScores: (assessment, _, ctx) => domainScoresOf(ctx, assessment),
    serviceEvaluations: ({ id }, page, { load }) => load.serviceEvaluationsOfAssessment(id, page),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
  AssessmentLine: {
    sheets: (line, _, ctx) => sheetsOfLine(ctx, line),
  },
  EvaluationSheet: {
    __resolveReference: ({ id }, { load }) => load.evaluationSheet.load(id),
    availableActions: ({ state }) => evaluationSheetStates.actions(state),
    assessment: async ({ assessmentId }, _, { load }) => (await load.annualAssessment.load(assessmentId))!,
    givenByUnit: ({ unitId }, _, { load }) => (unitId ? load.unit.load(unitId) : null),
    givenByArea: ({ unitId, evaluatorId }, _, { load }) =>
      unitId ? null : load.areasOn(null).byId.load(evaluatorId),
    comment: (sheet, _, ctx) => commentOf(ctx, sheet),
    history: ({ id }, _, { load }) => load.timeline.load(id),
  },
};
