import { recordUnmasking } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { forbidden } from '@jinlin/graphql';
import type { Actor, Role } from '@jinlin/identity';
import type { Context } from '../context';
import type { WorkerGrade } from '../locality';
import type { CommunityWorker, WorkerAssessment } from './community-worker.entity';

/** What a community worker is measured and paid by. */
export interface File extends Pick<CommunityWorker, 'education' | 'gradedOn'> {
  grade: WorkerGrade | null;
  monthlyPay: number | null;
  payRuleVersion: string | null;
  assessments: WorkerAssessment[];
}

/** Who keeps the files of community workers. */
const KEEPERS: ReadonlySet<Role> = new Set<Role>(['ORGANISER', 'STREET_COMMANDER']);

/** Whether somebody may open a worker's file at all; others are not told what was done to it either. */
export const mayOpen = ({ actor }: Pick<Context, 'actor'>, worker: CommunityWorker) =>
  actor !== null && (isOwn(actor, worker) || KEEPERS.has(actor.role));

const isOwn = ({ personId }: Actor, worker: CommunityWorker) => personId === worker.personId;

/** Opens a worker's file to the worker, and to those who keep it; of these it is recorded who read it and why. */
export async function personnelFile(ctx: Context, worker: CommunityWorker, purpose: string): Promise<File> {
  const { actor, load, localities, now } = ctx;
  if (!actor || !mayOpen(ctx, worker)) {
    throw forbidden('Personnel files are kept by the organisation department and the street.');
  }
  if (!isOwn(actor, worker)) {
    await recordUnmasking(ctx, { type: 'CommunityWorker', id: worker.id, purpose });
  }

  const area = await load.areasOn(null).byId.load(worker.areaId);
  const rule = area && localities.holding(area.code)?.workerRule(dateIn(now));
  const grade = rule?.grades.find(({ code }) => code === worker.grade) ?? null;
  const isPaid = worker.state === 'SERVING' && grade;
  return {
    education: worker.education,
    gradedOn: worker.gradedOn,
    grade,
    monthlyPay: isPaid ? grade.monthlyFen : null,
    payRuleVersion: isPaid ? rule!.ruleVersion : null,
    assessments: await load.assessmentsOfWorker.load(worker.id),
  };
}
