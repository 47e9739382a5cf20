import type { Context } from '../context';
import { type Incoming, type Outcome, takeIn } from './hotline.intake';

/** The most orders of one transaction: their cases must fit into one statement. */
const CHUNK = 500;

interface Waiting {
  ctx: Context;
  one: Incoming;
  resolve: (outcome: Outcome) => void;
  reject: (fault: unknown) => void;
}

/**
 * Takes orders in, those of one integrator together that come while others are being written: each waits for its own
 * to be durable, and many share one commit.
 */
export function intakeQueue() {
  const lines = new Map<string, Waiting[]>();

  const work = async (line: Waiting[]) => {
    while (line.length > 0) {
      const chunk = line.splice(0, CHUNK);
      const { ctx } = chunk[0]!;
      try {
        const outcomes = await takeIn(
          ctx,
          chunk.map(({ one }) => one),
        );
        for (const [i, { resolve }] of chunk.entries()) resolve(outcomes[i]!);
      } catch (fault) {
        for (const { reject } of chunk) reject(fault);
      }
    }
  };

  return (ctx: Context, incoming: readonly Incoming[]) =>
    Promise.all(
      incoming.map(
        (one) =>
          new Promise<Outcome>((resolve, reject) => {
            // Whatever is answered depends on who asks, from which area and in which language.
            const name = JSON.stringify([ctx.actor?.id, ctx.actor?.areaId, ctx.language]);
            const line = lines.get(name);
            const waiting = { ctx, one, resolve, reject };
            if (line) return line.push(waiting);

            const begun = [waiting];
            lines.set(name, begun);
            // Whoever knocks at the same moment comes along.
            setImmediate(() => work(begun).finally(() => lines.delete(name)));
          }),
      ),
    );
}
