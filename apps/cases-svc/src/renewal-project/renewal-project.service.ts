import { act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  ApproveRenewalProjectInput,
  AwardRenewalProjectInput,
  BeginRenewalProjectInput,
  DeclineRenewalProjectInput,
  EvaluateRenewalProjectInput,
  FourOne,
  FourOnesInput,
  InspectedCriterionInput,
  InspectRenewalProjectInput,
  NameFourOnesInput,
  ProposeRenewalProjectInput,
  RecordRenewalOutputInput,
  StopRenewalProjectInput,
} from '../generated/graphql';
import { afterToday, areaInReach, beforeToday, beyondReach, outOfRange, unlisted } from '../guards';
import { LARGEST_SUM, unfunded } from './renewal-fund.service';
import { milestonesOpen } from './renewal-milestone.service';
import { RenewalProject } from './renewal-project.entity';
import { kindOf, missingOf, ruleOf } from './renewal-project.guards';
import { renewalProjectLife } from './renewal-project.life';

const MOST_BUILDINGS = 1_000;
const MOST_HOUSEHOLDS = 100_000;
const MOST_COUNTED = 1_000_000;
const BEST_SCORE = 100;

export const proposeRenewalProject = (ctx: Context, input: ProposeRenewalProjectInput) =>
  act(ctx, RenewalProject, 'proposeRenewalProject', input, async (proposing) => {
    const { areaId, kind, title, budget, buildings, households, fourOnes } = input;
    const area = await areaInReach(proposing, areaId);
    const locality = area && ctx.localities.holding(area.code);
    if (!locality) return notFound(ctx, 'Area', areaId);

    const rule = locality.renewals(ctx.now);
    const fault =
      unlisted(ctx, 'kind', rule?.kinds ?? [], kind) ??
      blank(ctx, 'title', title) ??
      outOfRange(ctx, 'budget', budget, 1, LARGEST_SUM) ??
      outOfRange(ctx, 'buildings', buildings, 0, MOST_BUILDINGS) ??
      outOfRange(ctx, 'households', households, 0, MOST_HOUSEHOLDS);
    if (fault) return fault;

    const { ruleVersion } = rule!;
    return begin(
      proposing,
      renewalProjectLife,
      'PROPOSE',
      {
        localityCode: locality.code,
        state: 'PROPOSED',
        kind,
        title: title.trim(),
        areaId,
        areaPath: area.path,
        buildings,
        households,
        budget,
        ...named(fourOnes ?? {}),
        outputs: {},
        inspections: [],
        ruleVersion,
        proposedAt: ctx.now,
      },
      { ruleVersion, facts: { kind, budget } },
    );
  });

export const nameFourOnes = (ctx: Context, input: NameFourOnesInput) =>
  act(ctx, RenewalProject, 'nameFourOnes', input, (naming) => {
    const { id, fourOnes } = input;
    const set = named(fourOnes);
    return take(
      naming,
      renewalProjectLife,
      { id, action: 'NAME_FOUR_ONES', unless: (project) => beyondReach(ctx, 'RenewalProject', project) },
      () => ({ set, facts: set }),
    );
  });

export const approveRenewalProject = (ctx: Context, input: ApproveRenewalProjectInput) =>
  act(ctx, RenewalProject, 'approveRenewalProject', input, (approving) => {
    const { id, acceptanceDueOn } = input;
    return take(
      approving,
      renewalProjectLife,
      {
        id,
        action: 'APPROVE',
        unless: async (project) =>
          beyondReach(ctx, 'RenewalProject', project) ??
          beforeToday(ctx, 'acceptanceDueOn', acceptanceDueOn) ??
          fourOnesMissing(ctx, project) ??
          (await unfunded(ctx, approving, project)),
      },
      ({ ruleVersion }) => ({
        set: { acceptanceDueOn, approvedAt: ctx.now },
        ruleVersion,
        facts: { acceptanceDueOn },
      }),
    );
  });

export const declineRenewalProject = (ctx: Context, input: DeclineRenewalProjectInput) =>
  act(ctx, RenewalProject, 'declineRenewalProject', input, (declining) =>
    take(
      declining,
      renewalProjectLife,
      {
        id: input.id,
        action: 'DECLINE',
        unless: (project) =>
          beyondReach(ctx, 'RenewalProject', project) ?? blank(ctx, 'reason', input.reason),
      },
      () => endedFor(ctx, input.reason),
    ),
  );

export const beginRenewalProject = (ctx: Context, input: BeginRenewalProjectInput) =>
  act(ctx, RenewalProject, 'beginRenewalProject', input, (beginning) =>
    take(
      beginning,
      renewalProjectLife,
      { id: input.id, action: 'BEGIN', unless: (project) => beyondReach(ctx, 'RenewalProject', project) },
      () => ({ set: { begunAt: ctx.now } }),
    ),
  );

export const recordRenewalOutput = (ctx: Context, input: RecordRenewalOutputInput) =>
  act(ctx, RenewalProject, 'recordRenewalOutput', input, (recording) => {
    const { id, output, quantity } = input;
    return take(
      recording,
      renewalProjectLife,
      {
        id,
        action: 'RECORD_OUTPUT',
        unless: (project) =>
          beyondReach(ctx, 'RenewalProject', project) ??
          unlisted(ctx, 'output', ruleOf(ctx, project).outputs ?? [], output) ??
          outOfRange(ctx, 'quantity', quantity, 1, MOST_COUNTED),
      },
      ({ outputs }) => ({
        set: { outputs: { ...outputs, [output]: (outputs[output] ?? 0) + quantity } },
        facts: { output, quantity },
      }),
    );
  });

/** One inspection takes one of two edges: the project is accepted, or goes on. */
export const inspectRenewalProject = (ctx: Context, input: InspectRenewalProjectInput) =>
  act(ctx, RenewalProject, 'inspectRenewalProject', input, (inspecting) => {
    const { id, inspectedOn, criteria } = input;
    const remark = input.remark?.trim() || null;
    const isPassed = criteria.every(({ isMet }) => isMet);
    return take(
      inspecting,
      renewalProjectLife,
      {
        id,
        action: isPassed ? 'ACCEPT' : 'FAIL_INSPECTION',
        unless: async (project) =>
          beyondReach(ctx, 'RenewalProject', project) ??
          afterToday(ctx, 'inspectedOn', inspectedOn) ??
          otherCriteria(ctx, project, criteria) ??
          (isPassed ? await milestonesOpen(ctx, inspecting, project) : null),
      },
      ({ inspections }) => ({
        set: {
          inspections: [...inspections, { inspectedOn, isPassed, criteria, remark }],
          acceptedOn: isPassed ? inspectedOn : null,
        },
        reason: remark,
        facts: { inspectedOn, criteria },
      }),
    );
  });

export const awardRenewalProject = (ctx: Context, input: AwardRenewalProjectInput) =>
  act(ctx, RenewalProject, 'awardRenewalProject', input, (awarding) => {
    const { id, amount } = input;
    return take(
      awarding,
      renewalProjectLife,
      {
        id,
        action: 'AWARD',
        unless: (project) => beyondReach(ctx, 'RenewalProject', project) ?? notForAward(ctx, project, amount),
      },
      ({ ruleVersion }) => ({ set: { award: amount }, ruleVersion, facts: { amount } }),
    );
  });

export const evaluateRenewalProject = (ctx: Context, input: EvaluateRenewalProjectInput) =>
  act(ctx, RenewalProject, 'evaluateRenewalProject', input, (evaluating) => {
    const { id, score, remark } = input;
    return take(
      evaluating,
      renewalProjectLife,
      {
        id,
        action: 'EVALUATE',
        unless: (project) =>
          beyondReach(ctx, 'RenewalProject', project) ?? outOfRange(ctx, 'score', score, 0, BEST_SCORE),
      },
      () => ({
        set: { evaluationScore: score, remark: remark?.trim() || null, endedAt: ctx.now },
        facts: { score },
      }),
    );
  });

export const stopRenewalProject = (ctx: Context, input: StopRenewalProjectInput) =>
  act(ctx, RenewalProject, 'stopRenewalProject', input, (stopping) =>
    take(
      stopping,
      renewalProjectLife,
      {
        id: input.id,
        action: 'STOP',
        unless: (project) =>
          beyondReach(ctx, 'RenewalProject', project) ?? blank(ctx, 'reason', input.reason),
      },
      () => endedFor(ctx, input.reason),
    ),
  );

const endedFor = (ctx: Context, reason: string) => ({
  set: { remark: reason.trim(), endedAt: ctx.now },
  reason: reason.trim(),
});

/** Those that are given; what is left out stays as it was. */
const named = ({ firstSecretaryId, communitySecretaryId, workingGroup }: FourOnesInput) => ({
  ...(firstSecretaryId && { firstSecretaryId }),
  ...(communitySecretaryId && { communitySecretaryId }),
  ...(workingGroup?.trim() && { workingGroup: workingGroup.trim() }),
});

function fourOnesMissing(ctx: Context, project: RenewalProject) {
  const { needsFourOnes } = kindOf(ctx, project);
  const missing = needsFourOnes ? missingOf(project) : [];
  return missing.length
    ? refusal(
        'FourOnesMissing',
        'FOUR_ONES_MISSING',
        say(ctx, {
          en: `The project lacks: ${missing.join(', ')}.`,
          zh: `“4个1”不齐，缺：${missing.map((one) => FOUR_ONES[one]).join('、')}。`,
        }),
        { missing },
      )
    : null;
}

const FOUR_ONES: Record<FourOne, string> = {
  FIRST_SECRETARY: '第一书记',
  COMMUNITY_SECRETARY: '社区书记',
  WORKING_GROUP: '工作专班',
};

function otherCriteria(ctx: Context, project: RenewalProject, given: readonly InspectedCriterionInput[]) {
  const wanted = kindOf(ctx, project).criteria.map(({ key }) => key);
  const found = given.map(({ key }) => key);
  return String([...found].sort()) === String([...wanted].sort())
    ? null
    : invalidInput(ctx, 'criteria', {
        en: `Say of each of these whether it is met: ${wanted.join(', ')}.`,
        zh: `请逐项给出验收结论：${wanted.join('、')}。`,
      });
}

function notForAward(ctx: Context, project: RenewalProject, amount: number) {
  const { award } = kindOf(ctx, project);
  if (!award) {
    return invalidInput(ctx, 'id', {
      en: 'Projects of this kind are not awarded.',
      zh: '该类项目不设奖补。',
    });
  }
  if (project.award !== null) {
    return invalidInput(ctx, 'id', { en: 'It has been awarded already.', zh: '该项目已获奖补。' });
  }
  const { leastFen, mostFen } = award;
  return leastFen <= amount && amount <= mostFen
    ? null
    : refusal(
        'AwardOutOfRange',
        'AWARD_OUT_OF_RANGE',
        say(ctx, {
          en: `Awards are from ${leastFen} to ${mostFen} fen.`,
          zh: `奖补金额为${leastFen}至${mostFen}分。`,
        }),
        { least: leastFen, most: mostFen },
      );
}
