import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { AllianceFilter, AllianceRole } from '../generated/graphql';
import { Alliance, AllianceMembership } from './alliance.entity';

interface Figures {
  totalCount: number;
  unitsCount: number;
}

export type AlliancePage = Page<Alliance, Figures>;
export type AllianceMembershipPage = Page<AllianceMembership>;

interface AllianceListArgs extends PageInput {
  where: Omit<AllianceFilter, 'withinCode' | 'withinId'>;
}

interface MembershipListArgs extends PageInput {
  where: { role?: AllianceRole | null | undefined; isServing?: boolean | null | undefined };
}

/** Lists of alliances at or below a path, and of memberships of an alliance or a unit. */
export function allianceLists(db: DataSource, read: Reader) {
  const memberships = (belongs: string) =>
    lists<AllianceMembership, MembershipListArgs>(read, {
      columns: columnsOf(db, AllianceMembership, 'm'),
      from: 'alliance_membership m',
      where: ({ where: { role, isServing } }, at) => [
        belongs,
        role && `m.role = ${at(role)}`,
        isGiven(isServing) && `(m.state = 'MEMBER') = ${at(isServing)}`,
      ],
      order: [
        ['m.from_on', 'date'],
        ['m.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount },
    });

  return {
    alliancesWithin: lists<Alliance, AllianceListArgs, Figures>(read, {
      columns: columnsOf(db, Alliance, 'l'),
      from: 'alliance l join area a on a.id = l.area_id',
      where: ({ where: { state, kind, unitId, name, lastingOn } }, at) => [
        liesWithin('a.path', 'parent.key'),
        state && `l.state = ${at(state)}`,
        kind && `l.kind = ${at(kind)}`,
        unitId &&
          `exists (select from alliance_membership m
             where m.alliance_id = l.id and m.unit_id = ${at(unitId)}::uuid and m.state = 'MEMBER')`,
        name && `strpos(l.name, ${at(name)}) > 0`,
        lastingOn && `daterange(l.founded_on, l.dissolved_on) @> ${at(lastingOn)}::date`,
      ],
      order: [
        ['l.founded_on', 'date'],
        ['l.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ foundedOn, id }) => [foundedOn, id],
      figures: {
        totalCount,
        unitsCount: (list) =>
          `select count(distinct m.unit_id) from alliance_membership m
           where m.state = 'MEMBER' and m.alliance_id in (select l.id ${list})`,
      },
    }),
    membersOfAlliance: memberships('m.alliance_id = parent.key::uuid'),
    alliancesOfUnit: memberships('m.unit_id = parent.key::uuid'),
  };
}
