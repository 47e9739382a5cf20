import type { Asker } from './asking';
import type { Reply, Service } from './service';

interface Errand {
  operation: string;
  isQuery: boolean;
  done: (reply: Reply) => void;
  failed: (fault: unknown) => void;
}

/**
 * The errands of one request. What is asked of one subgraph in the same turn goes there in one HTTP request, where it
 * shares a context: the same loaders, the same transaction.
 */
export class Errands {
  readonly #waiting = new Map<Service, Errand[]>();

  constructor(readonly asker: Asker) {}

  /** Asks a subgraph one operation, given as JSON. */
  ask(service: Service, operation: string, isQuery: boolean): Promise<Reply> {
    return new Promise((done, failed) => {
      const errand = { operation, isQuery, done, failed };
      const waiting = this.#waiting.get(service);
      if (waiting) {
        waiting.push(errand);
        return;
      }
      this.#waiting.set(service, [errand]);
      // By the next tick, every step that was free to go has said what it asks.
      process.nextTick(() => this.#send(service));
    });
  }

  async #send(service: Service) {
    const errands = this.#waiting.get(service)!;
    this.#waiting.delete(service);

    const [first] = errands;
    const isOne = errands.length === 1;
    const body = isOne ? first!.operation : `[${errands.map(({ operation }) => operation).join(',')}]`;
    try {
      const answer = await service.ask(
        body,
        this.asker,
        errands.every(({ isQuery }) => isQuery),
      );
      const replies = isOne ? [answer] : answer;
      for (const [i, errand] of errands.entries()) errand.done((replies as Reply[])[i]!);
    } catch (fault) {
      for (const { failed } of errands) failed(fault);
    }
  }
}
