import type { Context } from '../context';
import { type Incoming, type Outcome, takeIn } from './hotline.intake';

/** The most orders of one transaction: their cases must fit into one statement. */
const CHUNK = 500;

/** While PostgreSQL writes one chunk, the next is made ready. */
const LANES = 2;

interface Waiting {
  ctx: Context;
  one: Incoming;
  resolve: (outcome: Outcome) => void;
  reject: (fault: unknown) => void;
}

/** The orders of one integrator that wait, and how many chunks of them are under way. */
interface Line {
  waiting: Waiting[];
  lanes: number;
}

/**
 * Takes orders in, those of one integrator together that come while others are being written: each waits for its own
 * to be durable, and many share one commit.
 */
export function intakeQueue() {
  const lines = new Map<string, Line>();

  const work = async (name: string, line: Line) => {
    while (line.waiting.length > 0) {
      const chunk = line.waiting.splice(0, CHUNK);
      try {
        const outcomes = await takeIn(
          chunk[0]!.ctx,
          chunk.map(({ one }) => one),
        );
        for (const [i, { resolve }] of chunk.entries()) resolve(outcomes[i]!);
      } catch (fault) {
        for (const { reject } of chunk) reject(fault);
      }
    }
    // In the same moment in which nobody was found to wait, so that nobody joins a line that has ended.
    line.lanes -= 1;
    if (line.lanes === 0) lines.delete(name);
  };

  const join = (waiting: Waiting) => {
    const { actor, language } = waiting.ctx;
    // Whatever is answered depends on who asks, from which area and in which language.
    const name = JSON.stringify([actor?.id, actor?.areaId, language]);
    const line = lines.get(name) ?? { waiting: [], lanes: 0 };
    lines.set(name, line);
    line.waiting.push(waiting);
    const isLong = line.waiting.length > CHUNK;
    if (line.lanes > 0 && !(isLong && line.lanes < LANES)) return;

    line.lanes += 1;
    // Whoever knocks at the same moment comes along.
    setImmediate(() => work(name, line));
  };

  return (ctx: Context, incoming: readonly Incoming[]) =>
    Promise.all(
      incoming.map((one) => new Promise<Outcome>((resolve, reject) => join({ ctx, one, resolve, reject }))),
    );
}
