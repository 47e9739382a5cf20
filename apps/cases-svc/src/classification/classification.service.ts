import { act, lock, record } from '@jinlin/acts';
import { actionNotAllowed, invalidInput, notFound } from '@jinlin/graphql';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { ClassifyCaseInput } from '../generated/graphql';
import { classKey } from './class-key';

/** A case can be sorted at any time of its life, so it is no step of it; an archived one is not touched any more. */
export const classifyCase = (ctx: Context, input: ClassifyCaseInput) =>
  act(ctx, Case, 'classifyCase', input, async (classifying) => {
    const { id, taxonomy, code } = input;
    const row = await lock(classifying, Case, id);
    if (!row) return notFound(ctx, 'Case', id);
    if (row.state === 'ARCHIVED') return actionNotAllowed(ctx, 'CLASSIFY', row.state);

    const known = ctx.localities.named(row.localityCode).taxonomy(taxonomy, ctx.now);
    if (!known) return unknown(ctx, 'taxonomy', taxonomy);
    if (!known.categories.some((category) => category.code === code)) return unknown(ctx, 'code', code);

    row.classes = [
      ...row.classes.filter((listed) => !listed.startsWith(`${taxonomy}/`)),
      classKey(taxonomy, code),
    ];
    const saved = await classifying.tx.getRepository(Case).save(row);
    const facts = { taxonomy, code };
    await record(classifying, caseLife, saved, { action: 'CLASSIFY', from: saved.state, facts });
    return saved;
  });

const unknown = (ctx: Context, field: string, given: string) =>
  invalidInput(ctx, field, {
    en: `The profile of this locality has no ${field} ${given}.`,
    zh: `本地配置中没有 ${given}。`,
  });
