import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { actionNotAllowed, blank, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  PledgeRenewalFundsInput,
  ReceiveRenewalFundsInput,
  WithdrawRenewalFundsInput,
} from '../generated/graphql';
import { beyondReach, outOfRange, unknownUnit } from '../guards';
import { RenewalFund, RenewalProject } from './renewal-project.entity';
import { beyondReachWith, hasEnded } from './renewal-project.guards';
import { renewalFundLife } from './renewal-project.life';

/** A trillion fen. */
export const LARGEST_SUM = 1_000_000_000_000;

/** The project stays locked, so that pledges made at once cannot exceed what it costs. */
export const pledgeRenewalFunds = (ctx: Context, input: PledgeRenewalFundsInput) =>
  act(ctx, RenewalFund, 'pledgeRenewalFunds', input, async (pledging) => {
    const { projectId, source, unitId = null, amount } = input;
    const project = await lock(pledging, RenewalProject, projectId);
    if (!project || beyondReach(ctx, 'RenewalProject', project))
      return notFound(ctx, 'RenewalProject', projectId);
    if (hasEnded(project)) return actionNotAllowed(ctx, 'PLEDGE', project.state);
    const fault = (await unknownUnit(pledging, unitId)) ?? outOfRange(ctx, 'amount', amount, 1, LARGEST_SUM);
    if (fault) return fault;
    const pledged = amount + (await pledgedTo(pledging, project));
    if (pledged > project.budget) return doNotAddUp(ctx, project, pledged);

    return begin(
      pledging,
      renewalFundLife,
      'PLEDGE',
      { projectId, state: 'PLEDGED', source, unitId, amount, pledgedAt: ctx.now },
      { facts: { amount } },
    );
  });

export const receiveRenewalFunds = (ctx: Context, input: ReceiveRenewalFundsInput) =>
  act(ctx, RenewalFund, 'receiveRenewalFunds', input, (receiving) =>
    take(
      receiving,
      renewalFundLife,
      {
        id: input.id,
        action: 'RECEIVE',
        unless: (fund) => beyondReachWith(receiving, 'RenewalFund', fund),
      },
      () => ({ set: { receivedAt: ctx.now } }),
    ),
  );

export const withdrawRenewalFunds = (ctx: Context, input: WithdrawRenewalFundsInput) =>
  act(ctx, RenewalFund, 'withdrawRenewalFunds', input, async (withdrawing) => {
    const { id, reason } = input;
    return take(
      withdrawing,
      renewalFundLife,
      {
        id,
        action: 'WITHDRAW',
        unless: async (fund) =>
          (await beyondReachWith(withdrawing, 'RenewalFund', fund)) ??
          blank(ctx, 'reason', reason) ??
          (await countedOn(ctx, withdrawing, fund)),
      },
      () => ({ reason: reason.trim() }),
    );
  });

/** Refuses a project whose pledges do not come to what it costs. */
export async function unfunded(ctx: Context, approving: Act, project: RenewalProject) {
  const pledged = await pledgedTo(approving, project);
  return pledged === project.budget ? null : doNotAddUp(ctx, project, pledged);
}

async function pledgedTo({ tx }: Act, { id }: RenewalProject): Promise<number> {
  const [{ pledged }] = await tx.query(
    `select coalesce(sum(amount), 0)::bigint as pledged from renewal_fund where project_id = $1 and state <> 'WITHDRAWN'`,
    [id],
  );
  return pledged;
}

/** Once a project is approved, what was pledged to it is counted on. */
async function countedOn(ctx: Context, withdrawing: Act, { projectId }: RenewalFund) {
  const { state } = (await lock(withdrawing, RenewalProject, projectId))!;
  return state === 'PROPOSED' ? null : actionNotAllowed(ctx, 'WITHDRAW', state);
}

const doNotAddUp = (ctx: Context, { budget }: RenewalProject, pledged: number) =>
  refusal(
    'FundsDoNotAddUp',
    'FUNDS_DO_NOT_ADD_UP',
    say(ctx, {
      en: `Pledges come to ${pledged} fen, and the project costs ${budget}.`,
      zh: `已落实资金${pledged}分，项目预算${budget}分，二者不符。`,
    }),
    { budget, pledged },
  );
