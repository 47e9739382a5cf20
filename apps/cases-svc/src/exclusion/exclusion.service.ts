import { act, begin, lock, take } from '@jinlin/acts';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { In } from 'typeorm';
import { Case } from '../case/case.entity';
import type { Context } from '../context';
import type { DecideExclusionInput, ProposeExclusionInput } from '../generated/graphql';
import { CaseExclusion } from './exclusion.entity';
import { exclusionLife } from './exclusion.life';

export const proposeExclusion = (ctx: Context, input: ProposeExclusionInput) =>
  act(ctx, CaseExclusion, 'proposeExclusion', input, async (proposing) => {
    const { caseId, kind, evidence } = input;
    // The case stays locked, so an exclusion is not asked for twice at once.
    const row = await lock(proposing, Case, caseId);
    if (!row) return notFound(ctx, 'Case', caseId);

    const { exclusions, ruleVersion } = ctx.localities.named(row.localityCode).threeRates(ctx.now);
    if (!exclusions.some(({ key }) => key === kind)) return unknownKind(ctx, exclusions);
    const fault = blank(ctx, 'evidence', evidence);
    if (fault) return fault;

    const standing = await proposing.tx.findOneBy(CaseExclusion, {
      caseId,
      state: In(['PROPOSED', 'GRANTED']),
    });
    if (standing) return alreadyProposed(ctx, standing);

    return begin(
      proposing,
      exclusionLife,
      'PROPOSE',
      {
        caseId,
        localityCode: row.localityCode,
        state: 'PROPOSED',
        kind,
        evidence: evidence.trim(),
        ruleVersion,
        proposedAt: ctx.now,
      },
      { ruleVersion },
    );
  });

export const decideExclusion = (ctx: Context, input: DecideExclusionInput) =>
  act(ctx, CaseExclusion, 'decideExclusion', input, (deciding) => {
    const { id, grant, remark } = input;
    return take(
      deciding,
      exclusionLife,
      { id, action: grant ? 'GRANT' : 'REFUSE', unless: () => blank(ctx, 'remark', remark) },
      () => ({ set: { remark: remark.trim(), decidedAt: ctx.now }, reason: remark.trim() }),
    );
  });

function unknownKind(ctx: Context, exclusions: readonly { key: string }[]) {
  const known = exclusions.map(({ key }) => key).join(', ') || '–';
  return invalidInput(ctx, 'kind', {
    en: `The rule of this locality knows these kinds: ${known}.`,
    zh: `本地规则的剔除类型：${known}。`,
  });
}

const alreadyProposed = (ctx: Context, exclusion: CaseExclusion) =>
  refusal(
    'AlreadyProposed',
    'ALREADY_PROPOSED',
    say(ctx, {
      en: `The exclusion of this case is ${exclusion.state} already.`,
      zh: `该工单已有剔除申请（${exclusion.state}）。`,
    }),
    { exclusion },
  );
