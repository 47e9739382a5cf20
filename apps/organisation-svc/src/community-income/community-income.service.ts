import { type Act, type ActContext, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, type Listener, notFound } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import { CommunityEnterprise } from '../community-enterprise/community-enterprise.entity';
import type { Context } from '../context';
import type { EnterCommunityIncomeInput, ReverseCommunityIncomeInput } from '../generated/graphql';
import { notAtLevel, outOfRange } from '../guards';
import { CommunityIncomeEntry } from './community-income.entity';
import { communityIncomeLife } from './community-income.life';
import { unknownModel } from './income-models';

/** The ledgers begin here. */
const FIRST_YEAR = 2000;
/** In fen, a hundred billion yuan: more is a slip of the hand. */
const AMOUNT_AT_MOST = 10_000_000_000_000;

export const enterCommunityIncome = (ctx: Context, input: EnterCommunityIncomeInput) =>
  act(ctx, CommunityIncomeEntry, 'enterCommunityIncome', input, async (entering) => {
    const { areaId, year, model, amount, sourceDocument, unitId } = input;
    const community = await reached(entering, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    if (unitId && !(await runs(entering, community, unitId))) return notFound(ctx, 'Unit', unitId);

    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      wrongYear(entering, year) ??
      unknownModel(ctx, community, model) ??
      wrongAmount(ctx, amount) ??
      blank(ctx, 'sourceDocument', sourceDocument);
    if (fault) return fault;

    return begin(entering, communityIncomeLife, 'ENTER', {
      state: 'BOOKED',
      areaId,
      year,
      model,
      amount,
      sourceDocument: sourceDocument.trim(),
      unitId: unitId ?? null,
      bookedOn: dateIn(ctx.now),
      reversesId: null,
    });
  });

export const reverseCommunityIncome = (ctx: Context, input: ReverseCommunityIncomeInput) =>
  act(ctx, CommunityIncomeEntry, 'reverseCommunityIncome', input, async (reversing) => {
    const { id, reason } = input;
    const wrong = await take(
      reversing,
      communityIncomeLife,
      {
        id,
        action: 'REVERSE',
        unless: async (entry) => (await outside(reversing, entry)) ?? blank(ctx, 'reason', reason),
      },
      () => ({ reason }),
    );
    if (isRefusal(wrong)) return wrong;

    const { areaId, year, model, amount, sourceDocument, unitId } = wrong;
    return begin(
      reversing,
      communityIncomeLife,
      'ENTER_REVERSAL',
      {
        state: 'REVERSAL',
        areaId,
        year,
        model,
        amount: -amount,
        sourceDocument,
        unitId,
        bookedOn: dateIn(ctx.now),
        reversesId: id,
      },
      { reason },
    );
  });

/** A ledger outlives its community: what was booked before a merger can still be corrected. */
async function outside(acting: Act, { id, areaId }: CommunityIncomeEntry) {
  const [place] = await acting.tx.query('select path from area where id = $1', [areaId]);
  const { areaPath } = acting.scope;
  return areaPath !== null && place.path.startsWith(areaPath)
    ? null
    : notFound(acting, 'CommunityIncomeEntry', id);
}

const runs = (entering: Act, { id: areaId }: Area, unitId: string) =>
  entering.tx.existsBy(CommunityEnterprise, { unitId, areaId, state: 'RUNNING' });

const wrongYear = (ctx: ActContext, year: number) =>
  outOfRange(ctx, 'year', year, FIRST_YEAR, Number(dateIn(ctx.now).slice(0, 4)));

const wrongAmount = (ctx: Listener, amount: number) =>
  amount > 0 && amount <= AMOUNT_AT_MOST
    ? null
    : invalidInput(ctx, 'amount', {
        en: `"amount" must be above zero and at most ${AMOUNT_AT_MOST} fen; take a wrong entry back by reversing it.`,
        zh: `“amount”须大于零且不超过 ${AMOUNT_AT_MOST} 分；错误的入账请用冲销更正。`,
      });
