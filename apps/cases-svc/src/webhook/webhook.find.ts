import type { ActContext } from '@jinlin/acts';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { QueryWebhooksArgs } from '../generated/graphql';
import type { Webhook } from './webhook.entity';
import { secretsOf } from './webhook.sender';

/** Integrators reach what they subscribed themselves, operators what lies in their area. */
export const isReached = (
  { actor, scope }: Pick<ActContext, 'actor' | 'scope'>,
  { ownerId, areaPath }: Webhook,
) => actor?.id === ownerId || (actor?.role === 'OPERATOR' && liesIn(areaPath, scope.areaPath));

export async function webhook(ctx: Context, id: string) {
  const found = await ctx.load.webhook.load(id);
  return found && isReached(ctx, found) ? found : null;
}

/** What nobody may see is an empty list. */
export const webhooks = ({ actor, scope, load }: Context, { where, ...page }: QueryWebhooksArgs) =>
  actor?.role === 'OPERATOR'
    ? load.webhooksIn(scope.areaPath ?? '/none/', { ...page, where: where ?? {} })
    : load.webhooksOf(actor?.id ?? '', { ...page, where: where ?? {} });

/** Whoever receives deliveries must know what signs them; nobody else need. */
export const secretsShown = ({ actor, vault, now }: Context, row: Webhook) =>
  actor?.id === row.ownerId ? secretsOf(vault, row, now) : null;
