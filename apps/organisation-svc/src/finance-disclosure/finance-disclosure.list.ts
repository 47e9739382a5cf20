import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { FinanceDisclosureFilter } from '../generated/graphql';
import { FinanceDisclosure } from './finance-disclosure.entity';

export type FinanceDisclosurePage = Page<FinanceDisclosure>;

interface FinanceDisclosureListArgs extends PageInput {
  where: Omit<FinanceDisclosureFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the disclosures of places at or below a path, and of one place; drafts within the actor's reach. */
export function financeDisclosureLists(db: DataSource, sealed: Reader) {
  const listOf = (from: string, belongs: string) =>
    lists<FinanceDisclosure, FinanceDisclosureListArgs>(sealed, {
      columns: columnsOf(db, FinanceDisclosure, 'd'),
      from,
      where: ({ where: { state, on, publicOn, hasDividend } }, at) => [
        belongs,
        state && `d.state = ${at(state)}`,
        on && `${at(on)}::date between d.from_on and d.to_on`,
        publicOn &&
          `d.state <> 'WITHDRAWN' and ${at(publicOn)}::date between d.published_on and d.public_until`,
        isGiven(hasDividend) && `(d.dividend > 0) = ${at(hasDividend)}`,
      ],
      order: [
        ['d.from_on', 'date'],
        ['d.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount },
    });

  return {
    financeDisclosuresWithin: listOf(
      'finance_disclosure d join area a on a.id = d.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    financeDisclosuresOf: listOf('finance_disclosure d', 'd.area_id = parent.key::uuid'),
  };
}
