import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { type AreaSeed, between, idOf, type Random, seededRandom } from '@jinlin/localities';
import type { EvaluationScheme } from '@jinlin/profile';
import type { Loading } from '@jinlin/service';
import { compositeOf, linesOf } from '../evaluation/composite';
import { AnnualAssessment, EvaluationRound, EvaluationSheet } from '../evaluation/evaluation.entity';
import { annualAssessmentStates, evaluationRoundStates } from '../evaluation/evaluation.states';
import type { EvaluatorKind } from '../generated/graphql';
import { localities } from '../locality';
import type { ServiceEvaluation } from '../report/report.entity';
import type { CommunityUnitLink } from '../unit-link/unit-link.entity';
import { on, organiser, type Row } from './keep';
import type { Places } from './places';

/** Where the rounds were held, and of which subjects; what came of them was not published, so scores are drawn by lot. */
const starredVillage = { town: '350322108', village: '350322108204' };
const neighbourly = '350102';

const held = { year: 2022, openedOn: '2022-12-05', dueOn: '2022-12-30', closedOn: '2023-01-12' };
/** A round under way, so that there is something to evaluate. */
const underWay = { year: 2026, openedOn: '2026-11-16', dueOn: '2026-12-31' };

/** Somebody evaluated, and the areas whose word counts. */
interface Subject {
  unitId: string | null;
  areaId: string;
  masses: string;
  street: string | null;
}

/** The evaluations of one locality. */
class Evaluations {
  readonly rounds: Loaded<Row<EvaluationRound>>[] = [];
  readonly assessments: Loaded<Row<AnnualAssessment>>[] = [];
  readonly sheets: Loaded<Row<EvaluationSheet>>[] = [];
  private readonly random: Random;

  constructor(code: string) {
    this.random = seededRandom(`evaluations of ${code}`);
  }

  open(area: AreaSeed, key: string, { year, openedOn, dueOn }: typeof underWay) {
    const ruleVersion = localities.of(area.code).evaluationRule(openedOn)!.ruleVersion;
    const scheme = localities.of(area.code).evaluationScheme(ruleVersion, key)!;
    const row: Row<EvaluationRound> = {
      id: idOf('evaluation-round', `${area.code}:${key}:${year}`),
      state: 'OPEN',
      areaId: area.id,
      scheme: key,
      year,
      ruleVersion,
      dueOn,
      told: null,
    };
    const round = born(row, 'OPEN', { ...organiser(openedOn), ruleVersion });
    this.rounds.push(round);
    return { round, scheme };
  }

  pend(round: Row<EvaluationRound>, { unitId, areaId }: Subject, openedOn: string) {
    const { id: roundId, scheme, year, ruleVersion } = round;
    const row: Row<AnnualAssessment> = {
      id: idOf('annual-assessment', `${roundId}:${unitId ?? areaId}`),
      state: 'PENDING',
      roundId,
      scheme,
      year,
      unitId,
      areaId,
      ruleVersion,
      composite: null,
      lines: null,
      serviceEvaluationIds: [],
    };
    const assessment = born(row, 'OPEN', { ...organiser(openedOn), ruleVersion });
    this.assessments.push(assessment);
    return assessment;
  }

  /** Gives every sheet on a subject that the scheme wants. */
  give(scheme: EvaluationScheme, round: Row<EvaluationRound>, assessmentId: string, subject: Subject) {
    return scheme.evaluators.flatMap(({ kind }) => {
      const giver = giverOf(kind, round, subject);
      return scheme.domains.map(({ key: domain }) => {
        const row: Row<EvaluationSheet> = {
          id: idOf('evaluation-sheet', `${assessmentId}:${kind}:${domain}`),
          state: 'GIVEN',
          assessmentId,
          evaluator: kind,
          ...giver,
          domain,
          score: between(this.random, Math.ceil(scheme.scale * 0.76), scheme.scale),
          voices: kind === 'MASSES' ? between(this.random, 20, 120) : 1,
          comment: null,
          ruleVersion: round.ruleVersion,
        };
        const { ruleVersion } = round;
        this.sheets.push(born(row, 'GIVE', { ...on(round.dueOn, roles[kind]), ruleVersion }));
        return row;
      });
    });
  }
}

const roles = {
  SELF: 'DEPARTMENT_CLERK',
  MASSES: 'COMMUNITY_CLERK',
  ORGANISATION: 'ORGANISER',
  STREET: 'STREET_COMMANDER',
} as const;

function giverOf(
  kind: EvaluatorKind,
  round: Row<EvaluationRound>,
  { unitId, areaId, masses, street }: Subject,
) {
  if (kind === 'SELF' && unitId) return { evaluatorId: unitId, unitId, areaId: round.areaId };
  const own = { SELF: areaId, MASSES: masses, ORGANISATION: round.areaId, STREET: street! }[kind];
  return { evaluatorId: own, unitId: null, areaId: own };
}

/** What a locality evaluates; those whose articles do not tell of it have nothing. */
export function evaluationsOf(
  places: Places,
  links: readonly Row<CommunityUnitLink>[],
  service: readonly Loaded<Row<ServiceEvaluation>>[],
) {
  const { code } = places.locality;
  const evaluations = new Evaluations(code);
  if (code === '510522') evaluateLinkedUnits(evaluations, places, links, service);
  if (code === '350322') starVillage(evaluations, places);
  if (code === '350100') askHow(evaluations, places);
  return evaluations;
}

/** Hejiang: the 78 linked units by three evaluations (H12), with what communities said of them all year (H21). */
function evaluateLinkedUnits(
  evaluations: Evaluations,
  { locality, units }: Places,
  links: readonly Row<CommunityUnitLink>[],
  service: readonly Loaded<Row<ServiceEvaluation>>[],
) {
  const seatOf = new Map(units.map(({ id, areaId }) => [id, areaId]));
  const subjects = links.map(({ unitId, areaId }) => ({
    unitId,
    areaId: seatOf.get(unitId)!,
    masses: areaId,
    street: null,
  }));
  const said = service.map(({ row }) => row).filter(({ year }) => year === held.year);
  assess(evaluations, locality, 'three-evaluations', subjects, said);

  const { round } = evaluations.open(locality, 'three-evaluations', underWay);
  for (const subject of subjects) evaluations.pend(round.row, subject, underWay.openedOn);
}

/** Xianyou: 蒲山村 and its five stars (X7). */
function starVillage(evaluations: Evaluations, { ofLevel }: Places) {
  const town = ofLevel('TOWNSHIP').find(({ code }) => code === starredVillage.town);
  const village = ofLevel('COMMUNITY').find(({ code }) => code === starredVillage.village);
  if (!town || !village) throw new Error('蒲山村 is missing from the places of Xianyou.');

  const subject = { unitId: null, areaId: village.id, masses: village.id, street: town.id };
  assess(evaluations, town, 'five-stars', [subject], []);
}

/** Fuzhou: the communities of 鼓楼区 by the three hows (F1). */
function askHow(evaluations: Evaluations, { ofLevel, below, parentOf }: Places) {
  const district = ofLevel('COUNTY').find(({ code }) => code === neighbourly)!;
  const subjects = below(district, 'COMMUNITY')
    .filter(({ governed }) => governed)
    .map((community) => ({
      unitId: null,
      areaId: community.id,
      masses: community.id,
      street: parentOf(community)!.id,
    }));
  assess(evaluations, district, 'three-hows', subjects, []);
}

/** Holds a round to its end: every sheet given, and every score reckoned as its act would have done. */
function assess(
  evaluations: Evaluations,
  area: AreaSeed,
  key: string,
  subjects: readonly Subject[],
  service: readonly Row<ServiceEvaluation>[],
) {
  const { round, scheme } = evaluations.open(area, key, held);
  const { ruleVersion } = round.row;
  for (const subject of subjects) {
    const assessment = evaluations.pend(round.row, subject, held.openedOn);
    const sheets = evaluations.give(scheme, round.row, assessment.row.id, subject);
    const said = scheme.serviceWeight ? service.filter(({ unitId }) => unitId === subject.unitId) : [];
    const lines = linesOf(
      scheme,
      sheets,
      said.map(({ score }) => score),
    );
    const composite = compositeOf(lines);
    const reckoned = { lines, composite, serviceEvaluationIds: said.map(({ id }) => id) };
    const doing = { ...organiser(held.closedOn), ruleVersion, facts: { composite } };
    step(assessment, annualAssessmentStates, 'ASSESS', doing, reckoned);
  }
  step(round, evaluationRoundStates, 'CLOSE', { ...organiser(held.closedOn), ruleVersion });
}

export async function loadEvaluations({ client, db }: Loading, evaluations: Evaluations) {
  const { rounds, assessments, sheets } = evaluations;
  const rowsOf = <Row extends object>(loaded: readonly Loaded<Row>[]) => loaded.map(({ row }) => row);
  await copyRows(client, db.getMetadata(EvaluationRound), rowsOf(rounds));
  await copyRows(client, db.getMetadata(AnnualAssessment), rowsOf(assessments));
  await copyRows(client, db.getMetadata(EvaluationSheet), rowsOf(sheets));

  const history = [
    ...rounds.flatMap((round) => historyOf('EvaluationRound', round)),
    ...assessments.flatMap((assessment) => historyOf('AnnualAssessment', assessment)),
    ...sheets.flatMap((sheet) => historyOf('EvaluationSheet', sheet)),
  ];
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}
