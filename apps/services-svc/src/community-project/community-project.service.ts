import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, notFound } from '@jinlin/graphql';
import { Unit } from '@jinlin/replicas';
import type { Context } from '../context';
import type { EndCommunityProjectInput, StartCommunityProjectInput } from '../generated/graphql';
import { afterToday, beyondReach } from '../guards';
import { placeFor } from '../place';
import { CommunityProject } from './community-project.entity';
import { communityProjectLife } from './community-project.life';

export const startCommunityProject = (ctx: Context, input: StartCommunityProjectInput) =>
  act(ctx, CommunityProject, 'startCommunityProject', input, async (starting) => {
    const { title, kind, enterpriseId, areaId, startedOn } = input;
    const place = await placeFor(ctx, starting, areaId);
    if (!place) return notFound(ctx, 'Area', areaId);
    if (!(await isEnterprise(starting, enterpriseId))) return notFound(ctx, 'Unit', enterpriseId);
    const fault = blank(ctx, 'title', title) ?? afterToday(ctx, 'startedOn', startedOn);
    if (fault) return fault;

    return begin(starting, communityProjectLife, 'START', {
      ...place,
      title: title.trim(),
      kind,
      state: 'RUNNING',
      enterpriseId,
      startedOn,
    });
  });

export const endCommunityProject = (ctx: Context, input: EndCommunityProjectInput) =>
  act(ctx, CommunityProject, 'endCommunityProject', input, (ending) =>
    take(
      ending,
      communityProjectLife,
      {
        id: input.id,
        action: 'END',
        unless: (row) => beyondReach(ctx, 'CommunityProject', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { endedOn: dateIn(ctx.now) }, reason: input.reason }),
    ),
  );

async function isEnterprise({ tx }: Act, id: string) {
  const unit = await tx.findOneBy(Unit, { id });
  return unit?.active && unit.kind === 'ENTERPRISE';
}
