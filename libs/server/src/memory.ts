/** Remembers the answers most recently asked for, and forgets the oldest beyond `size`. */
export class Memory<Key, Answer> {
  readonly #answers = new Map<Key, Answer>();

  constructor(readonly size: number) {}

  get(key: Key): Answer | undefined {
    const answer = this.#answers.get(key);
    if (answer === undefined) return undefined;

    // A Map keeps the order of insertion: what was just asked for becomes the youngest.
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    return answer;
  }

  set(key: Key, answer: Answer) {
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (this.#answers.size > this.size) this.#answers.delete(this.#answers.keys().next().value as Key);
    return answer;
  }

  clear() {
    this.#answers.clear();
  }

  get count() {
    return this.#answers.size;
  }
}
