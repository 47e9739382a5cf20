import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Sql, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { areasOn, liesWithin } from '../area/area.sql';
import type { UnitLinkFilter } from '../generated/graphql';
import { CommunityUnitLink } from './unit-link.entity';

interface Figures {
  totalCount: number;
  unitCount: number;
}

export type UnitLinkPage = Page<CommunityUnitLink, Figures>;

interface UnitLinkListArgs extends PageInput {
  where: Omit<UnitLinkFilter, 'withinCode' | 'withinId'>;
  asOf?: string | null | undefined;
}

/** Lists of links: to the communities at or below a path, or of one unit. */
export function unitLinkLists(db: DataSource, read: Reader) {
  const listOf = (from: Sql<UnitLinkListArgs>, belongs: string) =>
    lists<CommunityUnitLink, UnitLinkListArgs, Figures>(read, {
      columns: ({ asOf }, at) =>
        `${columnsOf(db, CommunityUnitLink, 'l')}, ${at(asOf ?? null)}::text as "asOf"`,
      from,
      where: ({ where: { unitId, role, isServing, servingOn } }, at) => [
        belongs,
        unitId && `l.unit_id = ${at(unitId)}::uuid`,
        role && `l.role = ${at(role)}`,
        isGiven(isServing) && `(l.state = 'LINKED') = ${at(isServing)}`,
        servingOn && `daterange(l.from_on, l.to_on) @> ${at(servingOn)}::date`,
      ],
      order: [
        ['l.from_on', 'date'],
        ['l.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount, unitCount: (list) => `select count(distinct l.unit_id) ${list}` },
    });

  return {
    unitLinksWithin: listOf(
      ({ asOf }, at) => `community_unit_link l join ${areasOn(asOf, at)} a on a.id = l.area_id`,
      liesWithin('a.path', 'parent.key'),
    ),
    linksOfUnit: listOf('community_unit_link l', 'l.unit_id = parent.key::uuid'),
  };
}
