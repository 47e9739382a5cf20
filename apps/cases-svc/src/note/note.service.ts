import { act, begin, take } from '@jinlin/acts';
import { blank, notFound } from '@jinlin/graphql';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type { WithdrawCaseNoteInput, WriteCaseNoteInput } from '../generated/graphql';
import { CaseNote } from './note.entity';
import { noteLife } from './note.life';

export const writeCaseNote = (ctx: Context, input: WriteCaseNoteInput) =>
  act(ctx, CaseNote, 'writeCaseNote', input, async (writing) => {
    const { caseId, kind, audience, text } = input;
    const fault = blank(ctx, 'text', text);
    if (fault) return fault;
    if (!(await writing.tx.existsBy(Case, { id: caseId }))) return notFound(ctx, 'Case', caseId);

    return begin(writing, noteLife, 'WRITE', {
      caseId,
      state: 'WRITTEN',
      kind: kind ?? 'REMARK',
      audience,
      text: text.trim(),
      unitId: writing.actor.unitId,
      writtenAt: ctx.now,
    });
  });

export const withdrawCaseNote = (ctx: Context, input: WithdrawCaseNoteInput) =>
  act(ctx, CaseNote, 'withdrawCaseNote', input, (withdrawing) =>
    take(
      withdrawing,
      noteLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        // Clerks of one unit do not take back what another wrote.
        unless: ({ unitId }) =>
          unitId === withdrawing.actor.unitId
            ? blank(ctx, 'reason', input.reason)
            : notFound(ctx, 'CaseNote', input.id),
      },
      () => ({ reason: input.reason.trim() }),
    ),
  );
