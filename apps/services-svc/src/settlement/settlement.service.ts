import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { notFound, refusal, say } from '@jinlin/graphql';
import { canteenAt } from '../canteen/canteen.find';
import type { Context } from '../context';
import type {
  SettleCanteenDayInput,
  SettlementDifference,
  SettlementFigure,
  SettlementLine,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { keeps } from '../reach';
import { ServiceSite } from '../site/site.entity';
import { CanteenSettlement } from './settlement.entity';
import { settlementLife } from './settlement.life';

/** The day is settled by one at a time, so that two clerks settle it once. */
export const settleCanteenDay = (ctx: Context, input: SettleCanteenDayInput) =>
  act(ctx, CanteenSettlement, 'settleCanteenDay', input, async (settling) => {
    const { canteenId, day } = input;
    const site = await settling.tx.findOneBy(ServiceSite, { id: canteenId });
    if (!site || !canteenAt(site) || !keeps(ctx, site)) return notFound(ctx, 'Canteen', canteenId);
    const fault = afterToday(ctx, 'day', day);
    if (fault) return fault;

    await lockName(settling.tx, `settlement ${canteenId} ${day}`);
    const { open, ...result } = await reckon(settling, canteenId, day);
    if (open > 0) return bookingsStillOpen(ctx, open);

    const known = await settling.tx.findOneBy(CanteenSettlement, { canteenId, day });
    if (!known) {
      const { operatorId, areaId, areaPath } = site;
      return begin(settling, settlementLife, 'SETTLE', {
        canteenId,
        day,
        state: 'SETTLED',
        ...result,
        run: 1,
        differences: [],
        settledAt: ctx.now,
        operatorId,
        areaId,
        areaPath,
      });
    }

    const differences = differencesOf(known, result);
    if (differences.length === 0) return known;
    return take(settling, settlementLife, { id: known.id, action: 'SETTLE_AGAIN' }, ({ run }) => ({
      set: { ...result, run: run + 1, differences, settledAt: ctx.now },
      facts: { differences },
    }));
  });

type Result = Pick<
  CanteenSettlement,
  'served' | 'delivered' | 'missed' | 'price' | 'subsidy' | 'toPay' | 'lines'
>;

/** What a day comes to by its bookings, and of how many nobody has said yet whether they were eaten. */
async function reckon({ tx }: Act, canteenId: string, day: string): Promise<Result & { open: number }> {
  const [sums]: [Omit<Result, 'lines'> & { open: number }] = await tx.query(SUMS, [canteenId, day]);
  const lines: SettlementLine[] = await tx.query(LINES, [canteenId, day]);
  return { ...sums, lines };
}

const SUMS = /* SQL */ `
  select count(*) filter (where state = 'BOOKED') as open,
         count(*) filter (where state = 'SERVED') as served,
         count(*) filter (where state = 'SERVED' and service = 'DELIVERED') as delivered,
         count(*) filter (where state = 'MISSED') as missed,
         coalesce(sum(price) filter (where state = 'SERVED'), 0)::bigint as price,
         coalesce(sum(subsidy) filter (where state = 'SERVED'), 0)::bigint as subsidy,
         coalesce(sum(to_pay) filter (where state = 'SERVED'), 0)::bigint as "toPay"
  from meal_booking where canteen_id = $1 and day = $2
`;

const LINES = /* SQL */ `
  select rule_version as "ruleVersion", basis, code, count(*) as meals, sum(amount)::bigint as amount
  from meal_booking
  cross join jsonb_to_recordset(subsidy_lines) as line (basis text, code text, amount bigint)
  where canteen_id = $1 and day = $2 and state = 'SERVED'
  group by rule_version, basis, code
  order by rule_version, basis, code
`;

const figures = {
  SERVED: 'served',
  DELIVERED: 'delivered',
  MISSED: 'missed',
  PRICE: 'price',
  SUBSIDY: 'subsidy',
  TO_PAY: 'toPay',
} as const satisfies Record<SettlementFigure, keyof Result>;

/** The figures that came out otherwise than the time before. */
const differencesOf = (known: Result, result: Result): SettlementDifference[] =>
  Object.entries(figures)
    // The keys are those of the table above.
    .map(([figure, name]) => ({
      figure: figure as SettlementFigure,
      before: known[name],
      after: result[name],
    }))
    .filter(({ before, after }) => before !== after);

const bookingsStillOpen = (ctx: Context, count: number) =>
  refusal(
    'BookingsStillOpen',
    'BOOKINGS_STILL_OPEN',
    say(ctx, {
      en: `Of ${count} bookings nobody has said yet whether they were eaten.`,
      zh: `尚有 ${count} 份订餐未登记用餐或未到。`,
    }),
    { count },
  );
