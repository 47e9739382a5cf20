import { randomUUID } from 'node:crypto';
import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { In, Not } from 'typeorm';
import { fillPost } from '../appointment/appointment.service';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AppointElectedInput,
  CandidateInput,
  EvaluateElectedInput,
  FailSelectionInput,
  NominateCandidatesInput,
  OpenSelectionInput,
  RecordElectionInput,
  VetCandidatesInput,
} from '../generated/graphql';
import type { SelectionRule } from '../locality';
import { Selection, SelectionCandidate } from './selection.entity';
import { unfitCandidates, unfitElection, unfitScores, unfitVerdicts, winnerOf } from './selection.guards';
import { selectionLife } from './selection.life';

export const openSelection = (ctx: Context, input: OpenSelectionInput) =>
  act(ctx, Selection, 'openSelection', input, async (opening) => {
    const { areaId, candidates } = input;
    const area = await reached(opening, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const rule = ruleFor(ctx, area, dateIn(ctx.now), input.post);
    if (!rule) return noRule(ctx, area, input.post);

    await lockName(opening.tx, `selection of ${rule.post.code} ${areaId}`);
    const fault =
      wrongLevel(ctx, area, rule) ??
      (await underWay(opening, area, rule)) ??
      (await unfitCandidates(opening, rule, [], candidates));
    if (fault) return fault;

    const { ruleVersion } = rule;
    const post = rule.post.code;
    const selection = await begin(
      opening,
      selectionLife,
      'NOMINATE',
      { state: 'NOMINATED', post, areaId, openedOn: dateIn(ctx.now), ruleVersion },
      { ruleVersion, facts: { candidates: candidates.length } },
    );
    await nominate(opening, selection, rule, candidates);
    return selection;
  });

export const nominateCandidates = (ctx: Context, input: NominateCandidatesInput) =>
  act(ctx, Selection, 'nominateCandidates', input, (nominating) =>
    take(
      nominating,
      selectionLife,
      {
        id: input.id,
        action: 'NOMINATE',
        unless: async (selection) =>
          (await beyondReach(nominating, selection)) ??
          unfitCandidates(
            nominating,
            await ruleOf(ctx, nominating, selection),
            await candidatesOf(nominating, selection),
            input.candidates,
          ),
      },
      async (selection) => {
        await nominate(nominating, selection, await ruleOf(ctx, nominating, selection), input.candidates);
        return { facts: { candidates: input.candidates.length } };
      },
    ),
  );

export const vetCandidates = (ctx: Context, input: VetCandidatesInput) =>
  act(ctx, Selection, 'vetCandidates', input, (vetting) =>
    take(
      vetting,
      selectionLife,
      {
        id: input.id,
        action: 'VET',
        unless: async (selection) =>
          (await beyondReach(vetting, selection)) ??
          unfitVerdicts(ctx, await candidatesOf(vetting, selection), input.verdicts),
      },
      async () => {
        for (const { candidateId, verdict, reason } of input.verdicts) {
          const verdictReason = verdict === 'STRUCK' ? reason!.trim() : null;
          await vetting.tx.update(SelectionCandidate, candidateId, { verdict, verdictReason });
        }
        const passed = input.verdicts.filter(({ verdict }) => verdict === 'PASSED').length;
        return { facts: { passed, struck: input.verdicts.length - passed } };
      },
    ),
  );

export const recordElection = (ctx: Context, input: RecordElectionInput) =>
  act(ctx, Selection, 'recordElection', input, (electing) =>
    take(
      electing,
      selectionLife,
      {
        id: input.id,
        action: 'ELECT',
        unless: async (selection) =>
          (await beyondReach(electing, selection)) ??
          unfitElection(ctx, await standingFor(electing, selection), input),
      },
      async (selection) => {
        const { eligibleVoters, votes } = input;
        const winner = winnerOf(await standingFor(electing, selection), votes)!;
        for (const { candidateId, votes: count } of votes) {
          const isElected = candidateId === winner.id;
          await electing.tx.update(SelectionCandidate, candidateId, { votes: count, isElected });
        }
        const cast = votes.reduce((sum, each) => sum + each.votes, 0);
        return { set: { eligibleVoters }, facts: { eligibleVoters, cast } };
      },
    ),
  );

export const evaluateElected = (ctx: Context, input: EvaluateElectedInput) =>
  act(ctx, Selection, 'evaluateElected', input, (evaluating) =>
    take(
      evaluating,
      selectionLife,
      {
        id: input.id,
        action: 'EVALUATE',
        unless: async (selection) =>
          (await beyondReach(evaluating, selection)) ??
          unfitScores(ctx, await ruleOf(ctx, evaluating, selection), input.scores),
      },
      async (selection) => {
        const { id } = await electedOf(evaluating, selection);
        const scores = input.scores.map(({ criterion, score }) => ({ criterion, score }));
        const evaluationNote = input.note?.trim() || null;
        await evaluating.tx.update(SelectionCandidate, id, { scores, evaluationNote });
        return { ruleVersion: selection.ruleVersion };
      },
    ),
  );

/** Moves the selection first: a refusal of the appointment undoes that as well. */
export const appointElected = (ctx: Context, input: AppointElectedInput) =>
  act(ctx, Selection, 'appointElected', input, async (appointing) => {
    const { id, from, source, policyDocumentId, clientKey } = input;
    const appointmentId = randomUUID();
    const selection = await take(
      appointing,
      selectionLife,
      { id, action: 'APPOINT', unless: (evaluated) => beyondReach(appointing, evaluated) },
      () => ({ set: { appointmentId }, facts: { appointmentId } }),
    );
    if (isRefusal(selection)) return selection;

    const { personId } = await electedOf(appointing, selection);
    const { post, areaId } = selection;
    const appointment = await fillPost(
      ctx,
      appointing,
      { clientKey, personId, post, areaId, from, source, policyDocumentId },
      { id: appointmentId },
    );
    return isRefusal(appointment) ? appointment : selection;
  });

export const failSelection = (ctx: Context, input: FailSelectionInput) =>
  act(ctx, Selection, 'failSelection', input, (failing) =>
    take(
      failing,
      selectionLife,
      {
        id: input.id,
        action: 'FAIL',
        unless: async (selection) =>
          (await beyondReach(failing, selection)) ?? blank(ctx, 'reason', input.reason),
      },
      ({ state }) => ({
        set: { failedAt: state, failureReason: input.reason.trim() },
        reason: input.reason,
        facts: { failedAt: state },
      }),
    ),
  );

/** The rule for a post in force on a day, where the locality has one. */
const ruleFor = ({ localities }: Context, { code }: Area, day: string, post: string) =>
  localities
    .holding(code)
    ?.selections(day)
    .find((rule) => rule.post.code === post);

/** The rule by which a selection was opened. Profiles add versions and take none away, so there is one. */
async function ruleOf(
  ctx: Context,
  { tx }: Act,
  { areaId, post, openedOn }: Selection,
): Promise<SelectionRule> {
  const area = await tx.getRepository(Area).findOneByOrFail({ id: areaId });
  const rule = ruleFor(ctx, area, openedOn, post);
  if (!rule) throw new Error(`The profile has lost its rule for selecting a ${post}.`);
  return rule;
}

async function nominate(
  { tx }: Act,
  { id: selectionId, areaId }: Selection,
  { sources }: SelectionRule,
  candidates: readonly CandidateInput[],
) {
  const priorityOf = new Map(sources.map(({ code, priority }) => [code, priority]));
  const rows = candidates.map(({ personId, source }) => ({
    selectionId,
    areaId,
    personId,
    source: source ?? null,
    priority: priorityOf.get(source ?? '') ?? 0,
    isElected: false,
    scores: [],
  }));
  await tx.insert(SelectionCandidate, rows);
}

const candidatesOf = ({ tx }: Act, { id: selectionId }: Selection) =>
  tx.findBy(SelectionCandidate, { selectionId });

/** Those who passed the vetting. */
const standingFor = ({ tx }: Act, { id: selectionId }: Selection) =>
  tx.findBy(SelectionCandidate, { selectionId, verdict: 'PASSED' });

const electedOf = ({ tx }: Act, { id: selectionId }: Selection) =>
  tx.findOneByOrFail(SelectionCandidate, { selectionId, isElected: true });

function noRule(ctx: Context, { code }: Area, post: string) {
  const rules = ctx.localities.holding(code)?.selections(dateIn(ctx.now)) ?? [];
  const known = rules.map((rule) => rule.post.code);
  return invalidInput(ctx, 'post', {
    en: `The holders of ${post} are not chosen in five steps here; those are of ${known.join(', ') || 'no post'}.`,
    zh: `本地 ${post} 不实行五步选任；实行的职务：${known.join('、') || '无'}。`,
  });
}

const wrongLevel = (ctx: Context, { name, level }: Area, { post }: SelectionRule) =>
  post.level === level
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `${post.code} is held at a ${post.level}; ${name} is a ${level}.`,
        zh: `${post.code} 设在 ${post.level}；${name}的层级为 ${level}。`,
      });

/** A post is filled by one selection at a time. */
async function underWay(opening: Act, { id: areaId, name }: Area, { post }: SelectionRule) {
  const selection = await opening.tx.findOneBy(Selection, {
    areaId,
    post: post.code,
    state: Not(In(['APPOINTED', 'FAILED'])),
  });
  if (!selection) return null;
  return refusal(
    'SelectionUnderWay',
    'SELECTION_UNDER_WAY',
    say(opening, {
      en: `A ${post.code} of ${name} is being chosen since ${selection.openedOn}.`,
      zh: `${name}的${post.title.zh}自 ${selection.openedOn} 起正在选任。`,
    }),
    { selection },
  );
}
