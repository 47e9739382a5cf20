/** Where something could be put: how many households each place that it would reach has, by the place's number. */
export interface Candidates {
  /** The households that are not reached yet, place by place. */
  households: readonly number[];
  /** For each candidate, the numbers of the places that it would reach. */
  reaches: readonly (readonly number[])[];
}

/** A candidate, by its number, and the households that it reaches beside those reached before it. */
interface Gain {
  candidate: number;
  gained: number;
}

export interface Cover {
  /** What was chosen, the one that gains most first. */
  chosen: Gain[];
  gained: number;
  /** No choice gains more. */
  atMost: number;
}

/** How many times a place is looked at before the best choice found so far has to do: about a tenth of a second. */
const PATIENCE = 10_000_000;

/**
 * Chooses so many candidates that together reach most households (maximal covering location). What a candidate gains
 * only falls as others are chosen, so the gains of the best few bound whatever can still come: a search that need look
 * no further is exact, and one that runs out of patience says how much better a choice could be at most.
 */
export function cover(candidates: Candidates, count: number, patience = PATIENCE): Cover {
  const { households, reaches } = candidates;
  const greedy = greedily(candidates, count);
  const reached = new Uint8Array(households.length);
  let best = greedy.chosen;
  let bestGain = greedy.gained;
  let looks = 0;

  /** Tries what can be added to a choice, the most promising first; false when patience ran out. */
  const search = (chosen: Gain[], gained: number, among: readonly number[]): boolean => {
    if (gained > bestGain) [best, bestGain] = [chosen, gained];
    const left = count - chosen.length;
    if (left === 0) return true;

    looks += among.reduce((sum, candidate) => sum + reaches[candidate]!.length + 1, 0);
    const gains = gainsOf(candidates, among, reached);
    for (const [at, next] of gains.entries()) {
      if (gained + sumOf(gains.slice(at, at + left)) <= bestGain) return true;
      if (looks > patience) return false;

      const fresh = reaches[next.candidate]!.filter((place) => !reached[place]);
      for (const place of fresh) reached[place] = 1;
      const rest = gains.slice(at + 1).map(({ candidate }) => candidate);
      const isWhole = search([...chosen, next], gained + next.gained, rest);
      for (const place of fresh) reached[place] = 0;
      if (!isWhole) return false;
    }
    return true;
  };

  const isExact = search([], 0, [...reaches.keys()]);
  return { chosen: best, gained: bestGain, atMost: isExact ? bestGain : greedy.atMost };
}

/** Takes what gains most, again and again; the bound is the least that any step of it shows. */
function greedily(candidates: Candidates, count: number): Cover {
  const { households, reaches } = candidates;
  const everything = [...reaches.keys()];
  const reached = new Uint8Array(households.length);
  const chosen: Gain[] = [];
  let gained = 0;
  let atMost = Number.POSITIVE_INFINITY;

  while (chosen.length < count) {
    const gains = gainsOf(candidates, everything, reached);
    atMost = Math.min(atMost, gained + sumOf(gains.slice(0, count)));
    const next = gains[0];
    if (!next || next.gained === 0) break;

    chosen.push(next);
    gained += next.gained;
    for (const place of reaches[next.candidate]!) reached[place] = 1;
  }
  return { chosen, gained, atMost };
}

/** What each of some candidates would reach beside what is reached already, the most first. */
const gainsOf = (
  { households, reaches }: Candidates,
  among: readonly number[],
  reached: Uint8Array,
): Gain[] =>
  among
    .map((candidate) => ({
      candidate,
      gained: reaches[candidate]!.reduce(
        (sum, place) => (reached[place] ? sum : sum + households[place]!),
        0,
      ),
    }))
    .sort((a, b) => b.gained - a.gained || a.candidate - b.candidate);

const sumOf = (gains: readonly Gain[]) => gains.reduce((sum, { gained }) => sum + gained, 0);
