import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { CommunityEnterpriseFilter } from '../generated/graphql';
import { CommunityEnterprise } from './community-enterprise.entity';

export type CommunityEnterprisePage = Page<CommunityEnterprise>;

interface CommunityEnterpriseListArgs extends PageInput {
  where: Omit<CommunityEnterpriseFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the enterprises of communities at or below a path. */
export const communityEnterpriseLists = (db: DataSource, read: Reader) => ({
  communityEnterprisesWithin: lists<CommunityEnterprise, CommunityEnterpriseListArgs>(read, {
    columns: columnsOf(db, CommunityEnterprise, 'e'),
    from: 'community_enterprise e join area a on a.id = e.area_id',
    where: ({ where: { state, model, unitId } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `e.state = ${at(state)}`,
      model && `e.model = ${at(model)}`,
      unitId && `e.unit_id = ${at(unitId)}::uuid`,
    ],
    order: [
      ['e.from_on', 'date'],
      ['e.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn, id],
    figures: { totalCount },
  }),
});
