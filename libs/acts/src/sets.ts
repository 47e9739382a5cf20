import { remembered } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';

/** The most of one set: what is made of them must fit into one statement. */
const MOST = 500;

/** While PostgreSQL writes one set, the next is made ready. */
const LANES = 2;

/** What somebody asked for. */
export interface Asked<Ctx, Input> {
  ctx: Ctx;
  input: Input;
}

/** Answers all of a set, in their order. */
type Run<Ctx, Input, Answer> = (set: readonly Asked<Ctx, Input>[]) => Promise<Answer[]>;

interface Waiting<Ctx, Input, Answer> extends Asked<Ctx, Input> {
  resolve: (answer: Answer) => void;
  reject: (fault: unknown) => void;
}

/** Those who wait, in the order in which they came, and how many sets of them are under way. */
interface Line<Ctx, Input, Answer> {
  waiting: Waiting<Ctx, Input, Answer>[];
  lanes: number;
}

/**
 * Does in sets what is asked for one by one: what comes while others are being written goes together in the next
 * transaction. Each waits for its own to be durable, and many share one commit; whoever comes alone is a set of one.
 * `lineOf` keeps apart those who cannot share a set.
 */
export function inSets<Ctx extends { db: DataSource }, Input, Answer>(
  run: Run<Ctx, Input, Answer>,
  lineOf: (ctx: Ctx) => string = () => '',
) {
  const linesOf = new WeakMap<DataSource, Map<string, Line<Ctx, Input, Answer>>>();

  const join = (waiting: Waiting<Ctx, Input, Answer>) => {
    const { ctx } = waiting;
    const lines = linesOf.get(ctx.db) ?? new Map<string, Line<Ctx, Input, Answer>>();
    linesOf.set(ctx.db, lines);
    const name = lineOf(ctx);
    const line = remembered(lines, name, () => ({ waiting: [], lanes: 0 }));
    line.waiting.push(waiting);
    const isLong = line.waiting.length > MOST;
    if (line.lanes > 0 && !(isLong && line.lanes < LANES)) return;

    line.lanes += 1;
    // Whoever knocks at the same moment comes along.
    setImmediate(async () => {
      while (line.waiting.length > 0) await answer(run, line.waiting.splice(0, MOST));
      // In the same moment in which nobody was found to wait, so that nobody joins a line that has ended.
      line.lanes -= 1;
      if (line.lanes === 0) lines.delete(name);
    });
  };

  return (ctx: Ctx, input: Input) =>
    new Promise<Answer>((resolve, reject) => join({ ctx, input, resolve, reject }));
}

/** Answers a set. What one of it is to blame for keeps no other out: its halves are then tried apart. */
async function answer<Ctx, Input, Answer>(
  run: Run<Ctx, Input, Answer>,
  set: readonly Waiting<Ctx, Input, Answer>[],
): Promise<void> {
  try {
    const answers = await run(set);
    for (const [i, { resolve }] of set.entries()) resolve(answers[i]!);
  } catch (fault) {
    if (set.length === 1 || !isOnesOwn(fault)) {
      for (const { reject } of set) reject(fault);
      return;
    }
    const half = Math.ceil(set.length / 2);
    await answer(run, set.slice(0, half));
    await answer(run, set.slice(half));
  }
}

/** Whether a fault may lie in what one asked for: in a rule, or in a value that PostgreSQL refuses (classes 22, 23). */
const isOnesOwn = (fault: unknown) => /^(2[23]|$)/.test((fault as { code?: string } | null)?.code ?? '');
