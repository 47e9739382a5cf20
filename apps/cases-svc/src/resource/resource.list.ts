import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { ResourceFilter } from '../generated/graphql';
import { isBelow, type Whose, type Within } from '../within';
import { Resource } from './resource.entity';

export type ResourcePage = Page<Resource>;

export interface ResourceListArgs extends PageInput {
  whose: Whose;
  where: Within<ResourceFilter>;
}

/** Resources that stand below an area (by its path, with all below it) or those of a unit (by its id), the newest first. */
export const resourceLists = (db: DataSource, read: Reader) => ({
  resources: lists<Resource, ResourceListArgs>(read, {
    columns: columnsOf(db, Resource, 'r'),
    from: 'resource r',
    where: ({ whose, where }, at) => [
      belongs[whose],
      isBelow('r.area_path', where.areaPath, at),
      where.states && `r.state = any(${at(where.states)}::text[])`,
      where.side && `r.side = ${at(where.side)}`,
      where.category && `r.category = ${at(where.category)}`,
      where.unitId && `r.unit_id = ${at(where.unitId)}::uuid`,
      isGiven(where.isAdmitted) && `(r.admitted_at is not null) = ${at(where.isAdmitted)}`,
      where.admittedFrom && `${ADMITTED_ON} >= ${at(where.admittedFrom)}::date`,
      where.admittedTo && `${ADMITTED_ON} <= ${at(where.admittedTo)}::date`,
      where.on && thereOn(at(where.on)),
    ],
    order: [
      ['r.offered_at', 'timestamptz'],
      ['r.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ offeredAt, id }) => [offeredAt, id],
    figures: { totalCount },
  }),
});

const belongs: Record<Whose, string> = {
  AREA: `r.area_path >= parent.key and r.area_path < parent.key || '~'`,
  UNIT: 'r.unit_id = parent.key::uuid',
};

const ADMITTED_ON = `timezone('Asia/Shanghai', r.admitted_at)::date`;

const thereOn = (day: string) => /* SQL */ `
  exists (select from resource_window w where w.resource_id = r.id and ${day}::date between w.from_on and w.to_on)
`;
