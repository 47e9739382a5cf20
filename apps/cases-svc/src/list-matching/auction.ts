/** One thing that somebody wants could be taken from one lot, and so much each unit of it would be worth there. */
export interface Offer {
  lot: number;
  score: number;
}

/** So many units of a lot go to a want. */
interface Allotment {
  want: number;
  lot: number;
  amount: number;
}

/** What is to be shared out: how much each wants, how much each lot holds, and which lots would suit each want. */
export interface Market {
  wants: readonly number[];
  lots: readonly number[];
  offers: readonly (readonly Offer[])[];
}

interface Outcome {
  allotments: Allotment[];
  /** Each unit's score, summed. */
  worth: number;
  /** What no sharing out can exceed, by the prices that the auction ended with. */
  atMost: number;
}

/** By so much every bid goes beyond indifference. The smaller it is, the closer to the best, and the more bids it takes. */
export const STEP = 4;

/** So many bids are made before others have their turn on this thread. */
const BIDS_AT_A_TIME = 4_000;

/** Some units of a lot, and the bid that they went for. */
interface Share {
  want: number;
  amount: number;
  bid: number;
}

/**
 * Shares lots out so that the sum of the scores is the greatest there is, but for at most a step a unit: Bertsekas'
 * auction, with amounts. Whoever wants something bids for the lot that is worth the most to them at its price, as much as
 * makes their second choice just as good; whoever is outbid bids again. Nobody bids more than a lot is worth to them.
 */
export async function auction(market: Market): Promise<Outcome> {
  const { wants, lots, offers } = market;
  const free = [...lots];
  const shares: Share[][] = lots.map(() => []);
  const missing = [...wants];
  const prices = Float64Array.from(lots, (amount) => (amount > 0 ? 0 : Number.POSITIVE_INFINITY));

  const waiting = wants.map((_, want) => want).filter((want) => wants[want]! > 0);
  for (let bids = 1; waiting.length > 0; bids++) {
    if (bids % BIDS_AT_A_TIME === 0) await new Promise(setImmediate);
    const want = waiting.pop()!;
    const { lot, value, nextValue } = bestTwo(offers[want]!, prices);
    if (value <= 0) continue;

    const bid = prices[lot]! + value - nextValue + STEP;
    for (const outbid of take(want, lot, bid)) waiting.push(outbid);
    // A lot of which nothing is left costs what the cheapest of it went for.
    if (free[lot] === 0) prices[lot] = shares[lot]![0]!.bid;
    if (missing[want]! > 0) waiting.push(want);
  }
  return outcomeOf(market, shares, prices);

  /** Gives a want as much of a lot as is free or goes for less than its bid; answers with the wants that lost something. */
  function take(want: number, lot: number, bid: number) {
    const held = shares[lot]!;
    const own = held.findIndex((share) => share.want === want);
    if (own >= 0) release(held.splice(own, 1)[0]!, lot);

    const outbid: number[] = [];
    let amount = grab(want, lot);
    while (missing[want]! > 0 && held[0] && held[0].bid < bid) {
      const cheapest = held[0];
      const lost = Math.min(cheapest.amount, missing[want]!);
      if (missing[cheapest.want] === 0) outbid.push(cheapest.want);
      release({ ...cheapest, amount: lost }, lot);
      cheapest.amount -= lost;
      if (cheapest.amount === 0) held.shift();
      amount += grab(want, lot);
    }
    if (amount > 0) insert(held, { want, amount, bid });
    return outbid;
  }

  function release({ want, amount }: Share, lot: number) {
    missing[want]! += amount;
    free[lot]! += amount;
  }

  function grab(want: number, lot: number) {
    const amount = Math.min(missing[want]!, free[lot]!);
    missing[want]! -= amount;
    free[lot]! -= amount;
    return amount;
  }
}

/** The most valuable offer at the present prices, and the value of the next; nobody need buy, so no value is below 0. */
function bestTwo(offers: readonly Offer[], prices: Float64Array) {
  let [best, value, nextValue] = [-1, 0, 0];
  for (const { lot, score } of offers) {
    const worth = score - prices[lot]!;
    if (worth > value) [best, value, nextValue] = [lot, worth, value];
    else if (worth > nextValue) nextValue = worth;
  }
  return { lot: best, value, nextValue };
}

/** Puts a share among those of its lot, the cheapest first. */
function insert(held: Share[], share: Share) {
  const at = held.findIndex(({ bid }) => bid > share.bid);
  held.splice(at < 0 ? held.length : at, 0, share);
}

/** By duality no sharing out is worth more than the lots at their prices and what each want gains at these at best. */
function outcomeOf({ wants, lots, offers }: Market, shares: Share[][], prices: Float64Array): Outcome {
  const scoreOf = offers.map((list) => new Map(list.map(({ lot, score }) => [lot, score])));
  const allotments = shares.flatMap((held, lot) => held.map(({ want, amount }) => ({ want, lot, amount })));
  const worth = sum(allotments, ({ want, lot, amount }) => amount * scoreOf[want]!.get(lot)!);
  const atPrices = sum(lots, (amount, lot) => (amount > 0 ? amount * prices[lot]! : 0));
  const gained = sum(wants, (amount, want) => amount * bestTwo(offers[want]!, prices).value);
  return { allotments, worth, atMost: atPrices + gained };
}

const sum = <Item>(items: readonly Item[], of: (item: Item, index: number) => number) =>
  items.reduce((total, item, index) => total + of(item, index), 0);
