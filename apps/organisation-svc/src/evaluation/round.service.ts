import { randomUUID } from 'node:crypto';
import { type Act, act, begin, beginAll, lockName, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, remembered, say } from '@jinlin/graphql';
import type { EvaluationScheme } from '@jinlin/profile';
import { In } from 'typeorm';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  CloseEvaluationRoundInput,
  EvaluatorKind,
  ExcuseFromEvaluationInput,
  OpenEvaluationRoundInput,
  WithdrawEvaluationRoundInput,
} from '../generated/graphql';
import { beforeToday, yearNotBegun } from '../guards';
import { compositeOf, type Line, linesOf } from './composite';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from './evaluation.entity';
import { annualAssessmentLife, evaluationRoundLife } from './evaluation.life';
import { schemeOf } from './scheme';
import { communitiesWithin, type Subject, unitsServing } from './served';

export const openEvaluationRound = (ctx: Context, input: OpenEvaluationRoundInput) =>
  act(ctx, EvaluationRound, 'openEvaluationRound', input, async (opening) => {
    const { areaId, year, dueOn } = input;
    const area = await reached(opening, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    const rule = ctx.localities.holding(area.code)?.evaluationRule(dateIn(ctx.now));
    const scheme = rule?.schemes.find(({ key }) => key === input.scheme);
    if (!rule || !scheme) return unknownScheme(ctx, input.scheme, rule?.schemes ?? []);

    const noYear = yearNotBegun(opening, year);
    if (noYear) return noYear;

    await lockName(opening.tx, `evaluation ${scheme.key} ${year}`);
    const found = await subjectsOf(opening, scheme, area, year);
    const subjects = chosen(found, input.subjectIds);
    const fault =
      beforeToday(opening, 'dueOn', dueOn) ??
      (await alreadyHeld(opening, area, scheme.key, year)) ??
      stranger(ctx, found, input.subjectIds) ??
      nobody(ctx, area, subjects);
    if (fault) return fault;

    const { ruleVersion } = rule;
    const grounds = { ruleVersion };
    const round = await begin(
      opening,
      evaluationRoundLife,
      'OPEN',
      { state: 'OPEN', areaId, scheme: scheme.key, year, ruleVersion, dueOn },
      grounds,
    );
    const assessments = subjects.map((subject) => ({
      ...subject,
      id: randomUUID(),
      state: 'PENDING' as const,
      roundId: round.id,
      scheme: scheme.key,
      year,
      ruleVersion,
      composite: null,
      lines: null,
      serviceEvaluationIds: [],
    }));
    await beginAll(opening, annualAssessmentLife, 'OPEN', assessments, () => grounds);
    return round;
  });

export const excuseFromEvaluation = (ctx: Context, input: ExcuseFromEvaluationInput) =>
  act(ctx, AnnualAssessment, 'excuseFromEvaluation', input, (excusing) =>
    take(
      excusing,
      annualAssessmentLife,
      {
        id: input.id,
        action: 'EXCUSE',
        unless: async ({ id, roundId }) => {
          const { areaId } = await excusing.tx.findOneByOrFail(EvaluationRound, { id: roundId });
          if (!(await reached(excusing, areaId))) return notFound(ctx, 'AnnualAssessment', id);
          return blank(ctx, 'reason', input.reason);
        },
      },
      () => ({ reason: input.reason }),
    ),
  );

export const closeEvaluationRound = (ctx: Context, input: CloseEvaluationRoundInput) =>
  act(ctx, EvaluationRound, 'closeEvaluationRound', input, (closing) => {
    let reckoned: Reckoned[] = [];
    return take(
      closing,
      evaluationRoundLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: async (round) => {
          const area = await reached(closing, round.areaId);
          if (!area) return notFound(ctx, 'EvaluationRound', round.id);

          const scheme = schemeOf(ctx, area, round);
          reckoned = await reckon(closing, scheme, round);
          return sheetsMissing(ctx, scheme, reckoned);
        },
      },
      async ({ ruleVersion }) => {
        const scoreOf = new Map(reckoned.map((each) => [each.id, each]));
        await takeAll(
          closing,
          annualAssessmentLife,
          { ids: [...scoreOf.keys()], action: 'ASSESS' },
          ({ id }) => {
            const { lines, serviceEvaluationIds } = scoreOf.get(id)!;
            const composite = compositeOf(lines);
            return { set: { lines, serviceEvaluationIds, composite }, ruleVersion, facts: { composite } };
          },
        );
        return { ruleVersion };
      },
    );
  });

export const withdrawEvaluationRound = (ctx: Context, input: WithdrawEvaluationRoundInput) =>
  act(ctx, EvaluationRound, 'withdrawEvaluationRound', input, (withdrawing) =>
    take(
      withdrawing,
      evaluationRoundLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (round) =>
          (await beyondReach(withdrawing, round)) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ id: roundId }) => {
        const { reason } = input;
        const pending = await withdrawing.tx.findBy(AnnualAssessment, { roundId, state: 'PENDING' });
        const ids = pending.map(({ id }) => id);
        await takeAll(withdrawing, annualAssessmentLife, { ids, action: 'WITHDRAW' }, () => ({ reason }));
        return { reason };
      },
    ),
  );

/** What an assessment comes to. */
interface Reckoned {
  id: string;
  lines: Line[];
  serviceEvaluationIds: string[];
}

async function reckon(
  { tx }: Act,
  scheme: EvaluationScheme,
  { id, year }: EvaluationRound,
): Promise<Reckoned[]> {
  const pending = await tx.findBy(AnnualAssessment, { roundId: id, state: 'PENDING' });
  const assessmentIds = pending.map((assessment) => assessment.id);
  const sheets = await tx.findBy(EvaluationSheet, { assessmentId: In(assessmentIds), state: 'GIVEN' });
  const service: { id: string; unitId: string; score: number }[] = await tx.query(
    'select id, unit_id as "unitId", score from service_evaluation where unit_id = any($1::uuid[]) and year = $2',
    [pending.flatMap(({ unitId }) => unitId ?? []), year],
  );
  const sheetsOf = new Map<string, EvaluationSheet[]>();
  for (const sheet of sheets) remembered(sheetsOf, sheet.assessmentId, () => []).push(sheet);
  const serviceOf = new Map<string, typeof service>();
  for (const said of service) remembered(serviceOf, said.unitId, () => []).push(said);

  return pending.map(({ id, unitId }) => {
    const said = (unitId && serviceOf.get(unitId)) || [];
    return {
      id,
      lines: linesOf(
        scheme,
        sheetsOf.get(id) ?? [],
        said.map(({ score }) => score),
      ),
      serviceEvaluationIds: scheme.serviceWeight ? said.map((each) => each.id) : [],
    };
  });
}

/** Where sheets may be left out, an assessment without any still cannot be reckoned. */
function sheetsMissing(
  ctx: Listener,
  { missingSheets: rule }: EvaluationScheme,
  reckoned: readonly Reckoned[],
) {
  const blocking = reckoned.filter(({ lines }) => {
    const bySheets = lines.filter(({ evaluator }) => evaluator !== null);
    return rule === 'REFUSE'
      ? bySheets.some(({ isMissing }) => isMissing)
      : rule === 'LEAVE_OUT' && bySheets.every(({ isMissing }) => isMissing);
  });
  const missing = blocking.flatMap(({ id, lines }) => lines.flatMap((line) => missingIn(id, line)));
  if (missing.length === 0) return null;

  return refusal(
    'SheetsMissing',
    'SHEETS_MISSING',
    say(ctx, {
      en: `${missing.length} sheets on ${blocking.length} subjects are missing; the round cannot be closed without them.`,
      zh: `${blocking.length} 个评价对象还缺 ${missing.length} 张评价表，不能评定。`,
    }),
    { count: missing.length, missing: missing.slice(0, SHOWN) },
  );
}

/** How many missing sheets a refusal shows; it says how many there are. */
const SHOWN = 100;

/** A sheet that nobody gave. */
export interface MissingSheet {
  assessmentId: string;
  evaluator: EvaluatorKind;
  domain: string;
}

const missingIn = (assessmentId: string, { evaluator, domain, isMissing }: Line): MissingSheet[] =>
  isMissing && evaluator && domain ? [{ assessmentId, evaluator, domain }] : [];

const subjectsOf = ({ tx }: Act, { subject }: EvaluationScheme, { path }: Area, year: number) =>
  subject === 'LINKED_UNIT' ? unitsServing(tx, path, year) : communitiesWithin(tx, path);

const idOf = ({ unitId, areaId }: Subject) => unitId ?? areaId;

const chosen = (subjects: readonly Subject[], ids: readonly string[] | null | undefined) =>
  ids ? subjects.filter((subject) => ids.includes(idOf(subject))) : subjects;

function stranger(ctx: Listener, subjects: readonly Subject[], ids: readonly string[] | null | undefined) {
  const known = new Set(subjects.map(idOf));
  const unknown = ids?.find((id) => !known.has(id));
  return unknown
    ? invalidInput(ctx, 'subjectIds', {
        en: `${unknown} is nobody whom this scheme evaluates here for that year.`,
        zh: `${unknown} 不是该办法当年在此地的评价对象。`,
      })
    : null;
}

const nobody = (ctx: Listener, { name }: Area, subjects: readonly Subject[]) =>
  subjects.length > 0
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `${name} has nobody whom this scheme evaluates for that year.`,
        zh: `${name}当年没有该办法的评价对象。`,
      });

const unknownScheme = (ctx: Listener, key: string, schemes: readonly EvaluationScheme[]) =>
  invalidInput(ctx, 'scheme', {
    en: `This locality has no scheme ${key}; it has ${schemes.map((each) => each.key).join(', ') || 'none'}.`,
    zh: `本地没有评价办法 ${key}；可用：${schemes.map((each) => each.key).join('、') || '无'}。`,
  });

/** Nobody is evaluated twice for a year: a round above or below would find the same subjects. */
async function alreadyHeld(opening: Act, { path }: Area, scheme: string, year: number) {
  const [found] = await opening.tx.query(HELD, [scheme, year, path]);
  if (!found) return null;
  return refusal(
    'RoundAlreadyHeld',
    'ROUND_ALREADY_HELD',
    say(opening, {
      en: `This evaluation is ${found.state} for ${year} at ${found.name}.`,
      zh: `${found.name} ${year} 年的该项评价已在进行或已评定（${found.state}）。`,
    }),
    { round: await opening.tx.findOneByOrFail(EvaluationRound, { id: found.id }) },
  );
}

const HELD = /* SQL */ `
  select r.id, r.state, a.name from evaluation_round r join area a on a.id = r.area_id
  where r.scheme = $1 and r.year = $2 and r.state <> 'WITHDRAWN'
    and (starts_with(a.path, $3) or starts_with($3, a.path))
  limit 1
`;
