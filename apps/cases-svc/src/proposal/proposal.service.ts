import { act, take } from '@jinlin/acts';
import { blank } from '@jinlin/graphql';
import type { Context } from '../context';
import type { AcceptProposalInput, DeclineProposalInput, FinishProposalInput } from '../generated/graphql';
import { unlisted } from '../guards';
import { GovernanceProposal } from './proposal.entity';
import { proposalLife } from './proposal.life';

export const acceptProposal = (ctx: Context, input: AcceptProposalInput) =>
  act(ctx, GovernanceProposal, 'acceptProposal', input, (accepting) => {
    const { id, measure, remark } = input;
    return take(
      accepting,
      proposalLife,
      {
        id,
        action: 'ACCEPT',
        unless: (row) => unknownMeasure(ctx, row, measure) ?? blank(ctx, 'remark', remark),
      },
      () => ({ set: { measure, remark: remark.trim() }, reason: remark.trim(), facts: { measure } }),
    );
  });

export const declineProposal = (ctx: Context, input: DeclineProposalInput) =>
  act(ctx, GovernanceProposal, 'declineProposal', input, (declining) => {
    const { id, reason } = input;
    return take(
      declining,
      proposalLife,
      { id, action: 'DECLINE', unless: () => blank(ctx, 'reason', reason) },
      () => ({ set: { remark: reason.trim(), endedAt: ctx.now }, reason: reason.trim() }),
    );
  });

export const finishProposal = (ctx: Context, input: FinishProposalInput) =>
  act(ctx, GovernanceProposal, 'finishProposal', input, (finishing) => {
    const { id, result } = input;
    return take(
      finishing,
      proposalLife,
      { id, action: 'FINISH', unless: () => blank(ctx, 'result', result) },
      () => ({ set: { remark: result.trim(), endedAt: ctx.now }, reason: result.trim() }),
    );
  });

function unknownMeasure(ctx: Context, { localityCode }: GovernanceProposal, measure: string) {
  const measures = ctx.localities.named(localityCode).repeatedComplaints(ctx.now)?.measures ?? [];
  return unlisted(ctx, 'measure', measures, measure);
}
