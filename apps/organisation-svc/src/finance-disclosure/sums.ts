import type { FinanceLineInput, FinanceLineKind } from '../generated/graphql';

/** The kinds of lines that come in; all others go out. */
const COMES_IN: Record<FinanceLineKind, boolean> = {
  FEES: true,
  COMMON_REVENUE: true,
  COMMUNITY_INCOME: true,
  GRANT: true,
  SERVICES: false,
  REPAIRS: false,
  WELFARE: false,
  DIVIDEND: false,
};

export const comesIn = (kind: FinanceLineKind) => COMES_IN[kind];

type Line = Pick<FinanceLineInput, 'kind' | 'amount'>;

const sum = (lines: readonly Line[]) => lines.reduce((total, { amount }) => total + amount, 0);

/** What lines of one kind add up to. */
export const sumOf = (lines: readonly Line[], wanted: FinanceLineKind) =>
  sum(lines.filter(({ kind }) => kind === wanted));

/** What the lines of a disclosure add up to, and what they leave of what there was. */
export function sumsOf(opening: number, lines: readonly Line[]) {
  const income = sum(lines.filter(({ kind }) => comesIn(kind)));
  const expense = sum(lines) - income;
  return {
    income,
    expense,
    closing: opening + income - expense,
    feesPaid: sumOf(lines, 'FEES'),
    dividend: sumOf(lines, 'DIVIDEND'),
  };
}
