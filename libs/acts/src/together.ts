import { everything } from '@jinlin/database';
import { isRefusal } from '@jinlin/graphql';
import type { EntityManager, EntityTarget } from 'typeorm';
import {
  type Attempt,
  attemptOf,
  claim,
  type Keyed,
  type KeyReused,
  nameOf,
  type Recorded,
  replays,
} from './client-key';
import type { Act, ActContext } from './context';
import type { Asked } from './sets';
import { inScope, Undone } from './transaction';

/** One of the acts under way in a transaction, and what it was asked for. */
export interface Asking<Ctx, Input> {
  act: Ctx & Act;
  input: Input;
}

/** A kind of act that is done for many at once. */
export interface Together<Ctx, Input, Row extends Recorded, Answer extends object> {
  entity: EntityTarget<Row>;
  name: string;
  /**
   * Answers each, in their order, with the record made for it or with a refusal. Whoever is refused has changed nothing.
   * Everything is in reach of a transaction of many: the deed itself keeps each to their own.
   */
  deed: (tx: EntityManager, asking: readonly Asking<Ctx, Input>[]) => Promise<Answer[]>;
}

/**
 * Runs the acts of many in one transaction and answers each as `act` would answer it alone: with its own record or
 * refusal, and under the same client key with the same again.
 */
export async function actTogether<
  Ctx extends ActContext,
  Input extends Keyed,
  Row extends Recorded,
  Answer extends object,
>(
  asked: readonly Asked<Ctx, Input>[],
  together: Together<Ctx, Input, Row, Answer>,
): Promise<(Answer | Row | KeyReused)[]> {
  const all = asked.map(({ ctx, input }) => ({ ctx, input, attempt: attemptOf(ctx, together.name, input) }));
  const answers = new Map<Attempt, Answer | Row | KeyReused>();

  for (let left = all; left.length > 0; left = left.filter(({ attempt }) => !answers.has(attempt))) {
    const apart = firstUnderEachKey(left);
    const done = await inScope(left[0]!.ctx.db, everything, (tx) => answerAll(tx, together, apart));
    // Whose key somebody else has just taken finds it taken the next time.
    if (done instanceof Undone) continue;
    for (const [attempt, answer] of done) answers.set(attempt, answer);
  }
  return all.map(({ attempt }) => answers.get(attempt)!);
}

interface Request<Ctx, Input> extends Asked<Ctx, Input> {
  attempt: Attempt;
}

/** Twins come after one another, so that the later finds the key of the earlier. */
function firstUnderEachKey<Ctx, Input>(requests: readonly Request<Ctx, Input>[]) {
  const taken = new Set<string>();
  return requests.filter(({ attempt }) => {
    const name = nameOf(attempt);
    return !taken.has(name) && taken.add(name);
  });
}

async function answerAll<Ctx extends ActContext, Input, Row extends Recorded, Answer extends object>(
  tx: EntityManager,
  { entity, deed }: Together<Ctx, Input, Row, Answer>,
  requests: readonly Request<Ctx, Input>[],
): Promise<Map<Attempt, Answer | Row | KeyReused> | Undone> {
  const known = await replays(
    tx,
    entity,
    requests.map(({ attempt }) => attempt),
  );
  const fresh = requests.filter(({ attempt }) => !known.has(attempt));
  const asking = fresh.map(({ ctx, input, attempt }) => ({
    act: { ...ctx, actor: attempt.ctx.actor, tx },
    input,
  }));
  const done = asking.length > 0 ? await deed(tx, asking) : [];
  const answers = fresh.map(({ attempt }, i) => [attempt, done[i]!] as const);

  // What is no refusal is the record that was made.
  const made = answers.filter(([, answer]) => !isRefusal(answer)) as unknown as [Attempt, Recorded][];
  if (!(await claim(tx, made))) return new Undone();

  // A twin may have done it in the meantime: then its answer is theirs, and not the refusal that it caused.
  const refused = answers.filter(([, answer]) => isRefusal(answer)).map(([attempt]) => attempt);
  return new Map<Attempt, Answer | Row | KeyReused>([
    ...known,
    ...answers,
    ...(await replays(tx, entity, refused)),
  ]);
}
