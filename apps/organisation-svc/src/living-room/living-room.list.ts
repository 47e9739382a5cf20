import type { PageInput, Reader } from '@jinlin/database';
import { lists, type Page, totalCount } from '@jinlin/graphql';
import { liesWithin } from '../area/area.sql';
import type { CompoundFinding } from '../generated/graphql';
import { checkedCompounds } from './check.sql';

export interface CompoundCheckRow {
  areaId: string;
  code: string;
  finding: CompoundFinding;
  branchIds: string[];
  branchCount: number;
  livingRoomCount: number;
}

export type CompoundCheckPage = Page<CompoundCheckRow>;

interface CompoundCheckArgs extends PageInput {
  where: { finding?: CompoundFinding | null | undefined };
}

/** Lists of the compounds at or below a path, each beside what is asked of it. */
export const compoundCheckLists = (read: Reader) => ({
  compoundChecksWithin: lists<CompoundCheckRow, CompoundCheckArgs>(read, {
    columns: `c.area_id as "areaId", c.code, c.finding, c.branch_ids as "branchIds",
      c.branch_count as "branchCount", c.room_count as "livingRoomCount"`,
    from: `(${checkedCompounds(liesWithin('a.path', 'parent.key'))}) c`,
    where: ({ where: { finding } }, at) => [finding && `c.finding = ${at(finding)}`],
    order: [
      ['c.code', 'text'],
      ['c.area_id', 'uuid'],
    ],
    cursor: ({ code, areaId }) => [code, areaId],
    figures: { totalCount },
  }),
});
