import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { actionNotAllowed, blank, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Context } from '../context';
import { Demand } from '../demand/demand.entity';
import { demandLife } from '../demand/demand.life';
import { beyond } from '../demand/demand.service';
import { demandStates } from '../demand/demand.states';
import type {
  BreakMatchInput,
  KeepMatchInput,
  MatchAction,
  MatchMisfit,
  PromiseResourceInput,
  ReleaseMatchInput,
} from '../generated/graphql';
import { outOfRange } from '../guards';
import { Resource, ResourceWindow } from '../resource/resource.entity';
import { resourceLife } from '../resource/resource.life';
import { Match } from './match.entity';
import { matchLife } from './match.life';
import { demandsToMatch, type Rows, windowToMatch } from './open';
import { proposalOf } from './propose';
import { type OpenDemand, type OpenWindow, timeShare } from './score';

/** Everybody who touches capacity locks the demand first, then the resource, then its windows: so nobody waits in a ring. */
export const promiseResource = (ctx: Context, input: PromiseResourceInput) =>
  act(ctx, Match, 'promiseResource', input, async (promising) => {
    const { demandId, windowId, amount } = input;
    const wanted = await lockDemand(promising, ctx, demandId);
    if (isRefusal(wanted)) return wanted;
    const window = await lockWindow(promising, windowId);
    if (isRefusal(window)) return window;
    const fault =
      misfit(ctx, wanted, window) ??
      outOfRange(ctx, 'amount', amount, 1, wanted.missing) ??
      taken(ctx, window, amount);
    if (fault) return fault;

    const { resourceId } = window;
    await take(promising, demandLife, { id: demandId, action: 'MATCH' }, ({ promised, matchedAt }) => ({
      set: { promised: promised + amount, matchedAt: matchedAt ?? ctx.now },
      facts: { amount, resourceId },
    }));
    await useUp(promising, [{ resourceId, windowId, amount }]);
    const { score, reasons } = proposalOf(wanted, window, wanted.rule, ctx.now);
    const matched = { state: 'PROMISED', demandId, resourceId, windowId, amount, score, reasons } as const;
    return begin(
      promising,
      matchLife,
      'PROMISE',
      { ...matched, decidedAt: ctx.now },
      { ruleVersion: wanted.rule.ruleVersion },
    );
  });

/** A demand of the actor's area that something can be promised for, locked, with the rule that it is matched by. */
async function lockDemand(promising: Act, ctx: Context, id: string) {
  const demand = await lock(promising, Demand, id);
  const rule = demand && ctx.localities.named(demand.localityCode).threeLists(ctx.now);
  if (!rule || beyond(ctx, demand)) return notFound(ctx, 'Demand', id);
  if (!demandStates.next(demand.state, 'MATCH')) return actionNotAllowed(ctx, 'MATCH', demand.state);

  const [wanted] = await demandsToMatch(rowsIn(promising), [id]);
  // It is locked, so it is there.
  return { ...wanted!, rule };
}

/** A window of a resource on the list, whose resource is locked. */
async function lockWindow(promising: Act, id: string) {
  const window = await promising.tx.findOneBy(ResourceWindow, { id });
  const resource = window && (await lock(promising, Resource, window.resourceId));
  if (!resource) return notFound(promising, 'ResourceWindow', id);
  if (resource.state !== 'AVAILABLE' && resource.state !== 'RESERVED')
    return actionNotAllowed(promising, 'MATCH', resource.state);

  return windowToMatch(rowsIn(promising), id);
}

export const keepMatch = (ctx: Context, input: KeepMatchInput) =>
  act(ctx, Match, 'keepMatch', input, async (keeping) => {
    const kept = await settle(keeping, ctx, { id: input.id, action: 'KEEP' });
    if (kept.__typename === 'Match') await consume(keeping, kept);
    return kept;
  });

export const breakMatch = (ctx: Context, input: BreakMatchInput) =>
  act(ctx, Match, 'breakMatch', input, async (breaking) => {
    const { id, reason } = input;
    const fault = blank(ctx, 'reason', reason);
    if (fault) return fault;

    const broken = await settle(breaking, ctx, { id, action: 'BREAK', reason: reason.trim() });
    if (broken.__typename !== 'Match') return broken;
    await loosen(breaking, broken);
    await consume(breaking, broken);
    return broken;
  });

export const releaseMatch = (ctx: Context, input: ReleaseMatchInput) =>
  act(ctx, Match, 'releaseMatch', input, async (releasing) => {
    const { id, reason } = input;
    const fault = blank(ctx, 'reason', reason);
    if (fault) return fault;

    const released = await settle(releasing, ctx, { id, action: 'RELEASE', reason: reason.trim() });
    if (released.__typename !== 'Match') return released;
    await loosen(releasing, released);
    await giveBack(releasing, [released]);
    return released;
  });

/** Releases whatever is still promised for a demand that is locked already; answers with how much that was. */
export async function releaseAll(releasing: Act, demandId: string, reason: string) {
  const standing = await releasing.tx.findBy(Match, { demandId, state: 'PROMISED' });
  const ids = standing.map(({ id }) => id);
  const released = await takeAll(releasing, matchLife, { ids, action: 'RELEASE' }, () => ({
    set: { endedAt: releasing.now },
    reason,
  }));
  await giveBack(releasing, released);
  return released.reduce((sum, { amount }) => sum + amount, 0);
}

interface Settling {
  id: string;
  action: MatchAction;
  reason?: string;
}

/** Ends a match, if its demand is the actor's to look after. */
async function settle(settling: Act, ctx: Context, { id, action, reason }: Settling) {
  const match = await settling.tx.findOneBy(Match, { id });
  const demand = match && (await lock(settling, Demand, match.demandId));
  if (!demand || beyond(ctx, demand)) return notFound(ctx, 'Match', id);

  return take(settling, matchLife, { id, action }, () => ({ set: { endedAt: ctx.now }, reason }));
}

/** What a match promised is promised no longer; a demand that it was all of is not matched any more. */
async function loosen(acting: Act, { demandId, amount }: Match) {
  await acting.tx.decrement(Demand, { id: demandId }, 'promised', amount);
  const left = await acting.tx.findOneByOrFail(Demand, { id: demandId });
  if (left.promised === 0 && left.state === 'MATCHED')
    await take(acting, demandLife, { id: demandId, action: 'UNMATCH' });
}

type Used = Pick<Match, 'resourceId' | 'windowId' | 'amount'>;

/** Takes capacity out of windows whose resources are locked. The database refuses more than there is. */
export async function useUp(acting: Act, matches: readonly Used[]) {
  await changeWindows(acting, matches, 1);
  const ids = await resourcesAmong(acting, resourcesOf(matches), NOTHING_LEFT);
  await takeAll(acting, resourceLife, { ids, action: 'FILL' });
}

/** Gives capacity back to windows, and locks their resources first. */
async function giveBack(acting: Act, matches: readonly Used[]) {
  const ids = resourcesOf(matches);
  await lockResources(acting, ids);
  await changeWindows(acting, matches, -1);
  await takeAll(acting, resourceLife, { ids, action: 'FREE' });
}

/** A resource of which everything is promised, and nothing is left to be kept, is used up. */
async function consume(acting: Act, { resourceId }: Match) {
  const ids = await resourcesAmong(acting, [resourceId], NOTHING_OUTSTANDING);
  await takeAll(acting, resourceLife, { ids, action: 'CONSUME' }, () => ({ set: { endedAt: acting.now } }));
}

const resourcesOf = (matches: readonly Used[]) => matches.map(({ resourceId }) => resourceId);

/** Locks resources in one order, whoever comes. */
export const lockResources = ({ tx }: Act, ids: readonly string[]) =>
  tx.find(Resource, {
    where: { id: In([...ids]) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });

const changeWindows = ({ tx }: Act, matches: readonly Used[], sign: 1 | -1) =>
  tx.query(CHANGE_WINDOWS, [
    matches.map(({ windowId }) => windowId),
    matches.map(({ amount }) => sign * amount),
  ]);

async function resourcesAmong({ tx }: Act, ids: readonly string[], condition: string): Promise<string[]> {
  const found: { id: string }[] = await tx.query(
    `select id from resource r where id = any($1::uuid[]) and ${condition}`,
    [ids],
  );
  return found.map(({ id }) => id);
}

const CHANGE_WINDOWS = /* SQL */ `
  update resource_window w set promised = w.promised + change.amount
  from (
    select id, sum(amount) as amount from unnest($1::uuid[], $2::int[]) as change (id, amount) group by id
  ) change
  where w.id = change.id
`;

const NOTHING_LEFT = /* SQL */ `
  not exists (select from resource_window w where w.resource_id = r.id and w.promised < w.amount)
`;

const NOTHING_OUTSTANDING = /* SQL */ `
  state = 'RESERVED' and not exists (select from list_match m where m.resource_id = r.id and m.state = 'PROMISED')
`;

export const rowsIn =
  ({ tx }: Act): Rows =>
  (sql, values) =>
    tx.query(sql, values);

const MISFITS: Record<MatchMisfit, { en: string; zh: string }> = {
  CATEGORY: { en: 'The resource is of another category.', zh: '资源与需求的类别不同。' },
  SIDE: { en: 'Both come from the same side.', zh: '资源与需求来自同一方。' },
  PLACE: { en: 'The resource is not offered there.', zh: '资源不面向该地提供。' },
  TIME: { en: 'The resource is there on none of those days.', zh: '资源在所需日期内不可用。' },
};

function misfit(ctx: Context, demand: OpenDemand, window: OpenWindow) {
  const because = misfitOf(demand, window);
  return because && refusal('MatchUnfit', 'MATCH_UNFIT', say(ctx, MISFITS[because]), { because });
}

function misfitOf(demand: OpenDemand, window: OpenWindow): MatchMisfit | null {
  if (demand.category !== window.category) return 'CATEGORY';
  if (demand.side === window.side) return 'SIDE';
  if (!demand.areaPath.startsWith(window.offeredToPath)) return 'PLACE';
  return timeShare(demand.days, window.days) > 0 ? null : 'TIME';
}

const taken = (ctx: Context, { left }: OpenWindow, amount: number) =>
  amount <= left
    ? null
    : refusal(
        'CapacityTaken',
        'CAPACITY_TAKEN',
        say(ctx, { en: `Only ${left} are left.`, zh: `剩余可用量仅为 ${left}。` }),
        { left },
      );
