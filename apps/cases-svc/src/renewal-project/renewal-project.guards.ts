import type { Act } from '@jinlin/acts';
import type { Context } from '../context';
import type { FourOne, RenewalProjectState } from '../generated/graphql';
import { beyondReach } from '../guards';
import { type RenewalFund, type RenewalMilestone, RenewalProject } from './renewal-project.entity';

/** What a project lacks of the four ones, of which it is one itself. */
export const missingOf = (
  project: Pick<RenewalProject, 'firstSecretaryId' | 'communitySecretaryId' | 'workingGroup'>,
): FourOne[] => [
  ...(project.firstSecretaryId ? [] : (['FIRST_SECRETARY'] as const)),
  ...(project.communitySecretaryId ? [] : (['COMMUNITY_SECRETARY'] as const)),
  ...(project.workingGroup ? [] : (['WORKING_GROUP'] as const)),
];

/** A project was proposed under a rule, which says what its kind needs. */
export const ruleOf = (
  { localities }: Pick<Context, 'localities'>,
  { localityCode, proposedAt }: RenewalProject,
) => localities.named(localityCode).renewals(proposedAt)!;

/** The profile lists the kind of a project in the rule under which it was proposed. */
export const kindOf = (ctx: Pick<Context, 'localities'>, project: RenewalProject) =>
  ruleOf(ctx, project).kinds.find(({ key }) => key === project.kind)!;

const ENDED: ReadonlySet<RenewalProjectState> = new Set(['DECLINED', 'STOPPED', 'ACCEPTED', 'EVALUATED']);

/** Nothing is planned for a project any more once it is accepted or given up. */
export const hasEnded = ({ state }: RenewalProject) => ENDED.has(state);

/** What hangs on a project lies where the project lies. */
export async function beyondReachWith(
  acting: Act,
  type: string,
  { id, projectId }: RenewalFund | RenewalMilestone,
) {
  const { areaPath } = await acting.tx.findOneByOrFail(RenewalProject, { id: projectId });
  return beyondReach(acting, type, { id, areaPath });
}
