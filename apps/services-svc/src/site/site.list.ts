import { dateIn } from '@jinlin/calendar';
import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { CapacityUnit, ServiceSiteFilter } from '../generated/graphql';
import { inForceOn } from '../site-agreement/site-agreement.loaders';
import { clockOf, weekdayOf } from './opening';
import { ServiceSite } from './site.entity';

interface TotalCapacity {
  unit: CapacityUnit;
  amount: number;
  added: number;
}

interface Figures {
  totalCount: number;
  totalCapacity: TotalCapacity[];
  totalSquareMetres: number;
}

export type SitePage = Page<ServiceSite, Figures>;

/** Whose sites: all there are, those of an area (by its id, with all below it) or those that a unit runs (by its id). */
export type Whose = 'ALL' | 'AREA' | 'UNIT';

export interface SiteListArgs extends PageInput {
  whose: Whose;
  /** The filter with the area it names already found. */
  where: Omit<ServiceSiteFilter, 'areaCode' | 'areaId'> & { areaPath?: string | undefined };
}

/** Lists of sites by name. The lists of a hundred areas, asked for alike, are one statement. */
export const siteLists = (db: DataSource, read: Reader, now: Date) => ({
  sites: lists<ServiceSite, SiteListArgs, Figures>(read, {
    parents: ({ whose }) => parents[whose],
    columns: columnsOf(db, ServiceSite, 's'),
    from: 'service_site s',
    where: ({ whose, where }, at) => [belongs[whose], ...filters(where, now, at)],
    order: [
      ['s.name', 'text'],
      ['s.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount, totalCapacity, totalSquareMetres },
  }),
});

const parents: Record<Whose, string> = {
  ALL: '',
  AREA: 'left join area on area.id = parent.key::uuid',
  UNIT: '',
};

const belongs: Record<Whose, string> = {
  ALL: 'true',
  AREA: `s.area_path >= area.path and s.area_path < area.path || '~'`,
  UNIT: 's.operator_id = parent.key::uuid',
};

const filters = (where: SiteListArgs['where'], now: Date, at: Place) => [
  where.areaPath && isBelow(at(where.areaPath)),
  where.kinds && `s.kind = any(${at(where.kinds)}::text[])`,
  where.states && `s.state = any(${at(where.states)}::text[])`,
  isGiven(where.isOpenNow) && `(s.state = 'OPEN' and ${opensNow(now, at)}) = ${at(where.isOpenNow)}`,
  isGiven(where.isUpgraded) && `(s.upgraded_on is not null) = ${at(where.isUpgraded)}`,
  isGiven(where.isReformed) && `(s.reformed_on is not null) = ${at(where.isReformed)}`,
  where.premisesLayouts && `s.premises_layout = any(${at(where.premisesLayouts)}::text[])`,
  where.premisesSources && `s.premises_source = any(${at(where.premisesSources)}::text[])`,
  isGiven(where.leastStars) && `s.star_rating >= ${at(where.leastStars)}`,
  where.withAgreement &&
    `exists (select from site_agreement agreement where agreement.site_id = s.id
       and agreement.kind = ${at(where.withAgreement)} and ${inForceOn(at(dateIn(now)))})`,
  where.operatorId && `s.operator_id = ${at(where.operatorId)}::uuid`,
];

/** A range, so that the index on paths finds the few sites of a community. */
const isBelow = (path: string) => `(s.area_path >= ${path} and s.area_path < ${path} || '~')`;

/** What `isOpenAt` says, in SQL: the exceptions of a day go before its ordinary hours. */
function opensNow(now: Date, at: Place) {
  const day = at(dateIn(now));
  const clock = at(clockOf(now));
  const covers = (span: string) => `${span}->>'opensAt' <= ${clock} and ${clock} < ${span}->>'closesAt'`;
  return /* SQL */ `case
    when exists (select from jsonb_array_elements(s.opening_exceptions) e where e->>'day' = ${day})
    then exists (select from jsonb_array_elements(s.opening_exceptions) e where e->>'day' = ${day} and ${covers('e')})
    else exists (
      select from jsonb_array_elements(s.opening_hours) h
      where h->>'weekday' = ${at(weekdayOf(dateIn(now)))} and ${covers('h')}
    )
  end`;
}

const totalCapacity = (list: string) => /* SQL */ `
  select coalesce(json_agg(total order by unit), '[]')
  from (
    select unit, sum(amount) as amount, sum(added) as added
    from site_capacity where site_id in (select s.id ${list}) group by unit
  ) total
`;

const totalSquareMetres = (list: string) => `select coalesce(sum(s.square_metres), 0) ${list}`;
