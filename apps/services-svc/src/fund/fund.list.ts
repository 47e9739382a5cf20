import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { DonationFilter, FundActivityFilter, FundFilter } from '../generated/graphql';
import { isBelow, type Within } from '../place';
import { Donation, Fund, FundActivity } from './fund.entity';

export type FundPage = Page<Fund>;
export type DonationPage = Page<Donation, DonationFigures>;
export type FundActivityPage = Page<FundActivity, AidFigures>;

interface DonationFigures {
  totalCount: number;
  amount: number;
}

interface AidFigures {
  totalCount: number;
  peopleAided: number;
  personTimes: number;
}

interface Args<Where> extends PageInput {
  where: Where;
}

/** Lists of funds by name, of donations and of what funds do, the latest first. */
export const fundLists = (db: DataSource, open: Reader) => ({
  funds: lists<Fund, Args<Within<FundFilter>>>(open, {
    columns: columnsOf(db, Fund, 'f'),
    from: 'fund f',
    where: ({ where }, at) => [
      isBelow('f.area_path', where.areaPath, at),
      where.state && `f.state = ${at(where.state)}`,
    ],
    order: [
      ['f.name', 'text'],
      ['f.id', 'uuid'],
    ],
    cursor: ({ name, id }) => [name, id],
    figures: { totalCount },
  }),

  donations: lists<Donation, Args<Within<DonationFilter>>, DonationFigures>(open, {
    columns: columnsOf(db, Donation, 'd'),
    from: 'donation d',
    where: ({ where }, at) => [
      isBelow('d.area_path', where.areaPath, at),
      where.fundId && `d.fund_id = ${at(where.fundId)}::uuid`,
      where.state && `d.state = ${at(where.state)}`,
      where.from && `d.received_on >= ${at(where.from)}::date`,
      where.to && `d.received_on <= ${at(where.to)}::date`,
    ],
    order: [
      ['d.received_on', 'date'],
      ['d.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ receivedOn, id }) => [receivedOn, id],
    figures: { totalCount, amount: (list) => `select coalesce(sum(d.amount), 0)::bigint ${list}` },
  }),

  fundActivities: lists<FundActivity, Args<Within<FundActivityFilter>>, AidFigures>(open, {
    columns: columnsOf(db, FundActivity, 'a'),
    from: 'fund_activity a',
    where: ({ where }, at) => [
      isBelow('a.area_path', where.areaPath, at),
      where.fundId && `a.fund_id = ${at(where.fundId)}::uuid`,
      where.state && `a.state = ${at(where.state)}`,
      where.from && `a.planned_for >= ${at(where.from)}::date`,
      where.to && `a.planned_for <= ${at(where.to)}::date`,
    ],
    order: [
      ['a.planned_for', 'date'],
      ['a.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ plannedFor, id }) => [plannedFor, id],
    figures: {
      totalCount,
      peopleAided: (list) => `select coalesce(sum(a.people_aided), 0)::int ${list}`,
      personTimes: (list) => `select coalesce(sum(a.person_times), 0)::int ${list}`,
    },
  }),
});
