import { say } from '@jinlin/graphql';
import type { Context } from '../context';
import type { RenewalRule } from '../locality';
import type { RenewalProject } from './renewal-project.entity';
import type { RenewalTallySource } from './renewal-project.find';
import { hasEnded, kindOf, ruleOf } from './renewal-project.guards';

/** A project should have been accepted by now. */
export const isOverdue = (project: RenewalProject, today: string) =>
  project.acceptanceDueOn !== null && project.acceptanceDueOn < today && !hasEnded(project);

type Kind = RenewalRule['kinds'][number];

/** A kind of projects, in the listener's language. */
export const shown = (ctx: Context, { key, title, mechanism, needsFourOnes, criteria, award }: Kind) => ({
  key,
  title: say(ctx, title),
  mechanism,
  needsFourOnes: needsFourOnes ?? false,
  criteria: criteria.map((criterion) => ({ key: criterion.key, title: say(ctx, criterion.title) })),
  leastAward: award?.leastFen ?? null,
  mostAward: award?.mostFen ?? null,
});

interface Listed {
  key: string;
  title: { zh: string; en: string };
}

/** What the profile calls a key; one that it no longer lists stands for itself. */
function titled(ctx: Context, listed: readonly Listed[], key: string) {
  const known = listed.find((one) => one.key === key);
  return known ? say(ctx, known.title) : key;
}

/** The money of a project that stands in one of some states. */
export async function sumOf({ load }: Context, { id }: RenewalProject, states: readonly string[]) {
  const funds = await load.fundsOfRenewal.load(id);
  return funds.filter(({ state }) => states.includes(state)).reduce((sum, { amount }) => sum + amount, 0);
}

/** What a project has brought about, as far as its rule counts it. */
export function outputsOf(ctx: Context, project: RenewalProject) {
  const listed = ruleOf(ctx, project).outputs ?? [];
  return listed
    .filter(({ key }) => project.outputs[key])
    .map(({ key, title }) => ({ key, title: say(ctx, title), quantity: project.outputs[key]! }));
}

/** What the projects of a place brought about together, by the names that their localities have for it today. */
export async function outputsIn(ctx: Context, { path, kind }: RenewalTallySource) {
  const sums = await ctx.load.renewalOutputs(kind).load(path);
  return sums.map(({ localityCode, key, quantity }) => {
    const listed = ctx.localities.named(localityCode).renewals(ctx.now)?.outputs ?? [];
    return { key, title: titled(ctx, listed, key), quantity };
  });
}

/** The inspections of a project, each by what its kind is inspected for. */
export function inspected(ctx: Context, project: RenewalProject) {
  const { criteria: listed } = kindOf(ctx, project);
  return project.inspections.map(({ criteria, ...inspection }) => ({
    ...inspection,
    criteria: criteria.map(({ key, isMet }) => ({
      criterion: { key, title: titled(ctx, listed, key) },
      isMet,
    })),
  }));
}
