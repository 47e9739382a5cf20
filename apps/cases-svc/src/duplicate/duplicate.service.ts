import { type Act, act, lock, lockName, reaching, record, take } from '@jinlin/acts';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { undispatched } from '../case/case.desk';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { MergeCaseInput, UnmergeCaseInput } from '../generated/graphql';
import { recallParts } from '../part/part.service';

export const mergeCase = (ctx: Context, input: MergeCaseInput) =>
  act(ctx, Case, 'mergeCase', input, async (merging) => {
    const { id, intoId, reason } = input;
    if (id === intoId) return intoItself(ctx);

    // One merging after the other, so two cases cannot each become the other's; the main case is locked first, as by its reply.
    await lockName(merging.tx, 'merging of cases');
    const main = await lock(merging, Case, intoId);
    if (!main) return notFound(ctx, 'Case', intoId);
    if (main.mainCaseId || main.state === 'ARCHIVED') return notMain(ctx, main);

    const merged = await take(merging, caseLife, { id, action: 'MERGE' }, () => ({
      set: { ...undispatched, mainCaseId: intoId, outcome: 'DUPLICATE' as const },
      reason,
      facts: { mainCaseId: intoId },
    }));
    if (!(merged instanceof Case)) return merged;

    await recallParts(merging, id);
    await bringAlong(merging, id, intoId);
    await answerMerged(merging, main);
    return merging.tx.findOneByOrFail(Case, { id });
  });

export const unmergeCase = (ctx: Context, input: UnmergeCaseInput) =>
  act(ctx, Case, 'unmergeCase', input, (unmerging) =>
    take(
      unmerging,
      caseLife,
      { id: input.id, action: 'UNMERGE', unless: () => blank(ctx, 'reason', input.reason) },
      ({ mainCaseId }) => ({
        set: { mainCaseId: null, outcome: null },
        reason: input.reason.trim(),
        facts: { mainCaseId },
      }),
    ),
  );

/**
 * Answers everybody whose case was merged into one that is answered, with the same words. The desk that answers need not
 * see their cases, so for that moment everything is in reach.
 */
export async function answerMerged(answering: Act, { id, reply }: Case) {
  if (!reply) return;

  await reaching(answering, { reach: 'ALL' }, async () => {
    const waiting = await answering.tx.findBy(Case, { mainCaseId: id, state: 'MERGED' });
    for (const merged of waiting) {
      await take(answering, caseLife, { id: merged.id, action: 'REPLY' }, () => ({
        set: { reply, handledAt: answering.now },
        facts: { mainCaseId: id },
      }));
    }
  });
}

/** What was merged into a case goes with it into the other one. */
async function bringAlong(merging: Act, id: string, intoId: string) {
  for (const each of await merging.tx.findBy(Case, { mainCaseId: id })) {
    each.mainCaseId = intoId;
    const moved = await merging.tx.save(each);
    const facts = { mainCaseId: intoId, was: id };
    await record(merging, caseLife, moved, { action: 'FOLLOW', from: moved.state, facts });
  }
}

const intoItself = (ctx: Context) =>
  invalidInput(ctx, 'intoId', { en: 'A case is not merged into itself.', zh: '工单不能并入自身。' });

const notMain = (ctx: Context, { reference, mainCaseId }: Case) =>
  invalidInput(ctx, 'intoId', {
    en: `${reference} ${mainCaseId ? 'is merged itself; merge into its main case' : 'is archived'}.`,
    zh: `${reference} ${mainCaseId ? '本身已并案，请并入其主工单' : '已归档'}。`,
  });
