import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { actionNotAllowed, blank, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  DropRenewalMilestoneInput,
  PlanRenewalMilestoneInput,
  ReachRenewalMilestoneInput,
} from '../generated/graphql';
import { afterToday, beforeToday, beyondReach } from '../guards';
import { RenewalMilestone, RenewalProject } from './renewal-project.entity';
import { beyondReachWith, hasEnded } from './renewal-project.guards';
import { renewalMilestoneLife } from './renewal-project.life';

export const planRenewalMilestone = (ctx: Context, input: PlanRenewalMilestoneInput) =>
  act(ctx, RenewalMilestone, 'planRenewalMilestone', input, async (planning) => {
    const { projectId, title, dueOn } = input;
    const project = await lock(planning, RenewalProject, projectId);
    if (!project || beyondReach(ctx, 'RenewalProject', project))
      return notFound(ctx, 'RenewalProject', projectId);
    if (hasEnded(project)) return actionNotAllowed(ctx, 'PLAN', project.state);
    const fault = blank(ctx, 'title', title) ?? beforeToday(ctx, 'dueOn', dueOn);
    if (fault) return fault;

    return begin(planning, renewalMilestoneLife, 'PLAN', {
      projectId,
      state: 'PLANNED',
      title: title.trim(),
      dueOn,
    });
  });

export const reachRenewalMilestone = (ctx: Context, input: ReachRenewalMilestoneInput) =>
  act(ctx, RenewalMilestone, 'reachRenewalMilestone', input, (reaching) => {
    const { id, reachedOn } = input;
    return take(
      reaching,
      renewalMilestoneLife,
      {
        id,
        action: 'REACH',
        unless: async (milestone) =>
          (await beyondReachWith(reaching, 'RenewalMilestone', milestone)) ??
          afterToday(ctx, 'reachedOn', reachedOn),
      },
      () => ({ set: { reachedOn }, facts: { reachedOn } }),
    );
  });

export const dropRenewalMilestone = (ctx: Context, input: DropRenewalMilestoneInput) =>
  act(ctx, RenewalMilestone, 'dropRenewalMilestone', input, (dropping) => {
    const { id, reason } = input;
    return take(
      dropping,
      renewalMilestoneLife,
      {
        id,
        action: 'DROP',
        unless: async (milestone) =>
          (await beyondReachWith(dropping, 'RenewalMilestone', milestone)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason: reason.trim() }),
    );
  });

/** Refuses to accept a project on the way of which something is still to be reached. */
export async function milestonesOpen(ctx: Context, { tx }: Act, { id }: RenewalProject) {
  const milestones = await tx.find(RenewalMilestone, {
    where: { projectId: id, state: 'PLANNED' },
    order: { dueOn: 'asc', id: 'asc' },
  });
  return milestones.length
    ? refusal(
        'MilestonesOpen',
        'MILESTONES_OPEN',
        say(ctx, {
          en: `${milestones.length} milestones have not been reached.`,
          zh: `尚有${milestones.length}个节点未完成。`,
        }),
        { milestones },
      )
    : null;
}
