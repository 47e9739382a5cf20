/** Why nobody waits for an answer any more. */
export type Ending = 'LATE' | 'GONE';

/** How long a client waits: until the deadline, or until it hangs up. What is under way for it is then given up. */
export class Patience {
  ending: Ending | null = null;
  readonly #givingUp = new Set<() => void>();
  readonly #alarm: NodeJS.Timeout;

  constructor(
    /** Epoch milliseconds. */
    readonly deadline: number,
    now = Date.now(),
  ) {
    this.#alarm = setTimeout(() => this.end('LATE'), deadline - now);
  }

  /** Runs when patience ends before the work is done. The work says when it is, by calling what it is handed. */
  whenOver(giveUp: () => void): () => void {
    this.#givingUp.add(giveUp);
    return () => this.#givingUp.delete(giveUp);
  }

  end(ending: Ending) {
    this.ending ??= ending;
    clearTimeout(this.#alarm);
    for (const giveUp of this.#givingUp) giveUp();
    this.#givingUp.clear();
  }
}
