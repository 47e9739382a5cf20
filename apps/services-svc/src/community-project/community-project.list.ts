import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { CommunityProjectFilter, QueryCommunityProjectsArgs } from '../generated/graphql';
import { isBelow, type Within, within } from '../place';
import { CommunityProject } from './community-project.entity';

export type CommunityProjectPage = Page<CommunityProject>;

interface Args extends PageInput {
  where: Within<CommunityProjectFilter>;
}

/** Projects, one by one and in lists, the latest first. */
export const communityProjectLoaders = (db: DataSource, open: Reader) => ({
  communityProject: oneBy(db, open, CommunityProject, 'id'),
  communityProjects: lists<CommunityProject, Args>(open, {
    columns: columnsOf(db, CommunityProject, 'p'),
    from: 'community_project p',
    where: ({ where }, at) => [
      isBelow('p.area_path', where.areaPath, at),
      where.enterpriseId && `p.enterprise_id = ${at(where.enterpriseId)}::uuid`,
      where.kind && `p.kind = ${at(where.kind)}`,
      where.runningOn && `p.started_on <= ${at(where.runningOn)}::date`,
      where.runningOn && `(p.ended_on is null or p.ended_on > ${at(where.runningOn)}::date)`,
    ],
    order: [
      ['p.started_on', 'date'],
      ['p.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startedOn, id }) => [startedOn, id],
    figures: { totalCount },
  }),
});

export const communityProjectsWithin = async (ctx: Context, { where, ...page }: QueryCommunityProjectsArgs) =>
  ctx.load.communityProjects('', { ...page, where: await within(ctx, where) });
