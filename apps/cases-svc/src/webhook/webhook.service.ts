import { type Act, act, begin, take, takeAll } from '@jinlin/acts';
import { isGiven } from '@jinlin/database';
import { invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import { In, Not } from 'typeorm';
import type { Context } from '../context';
import type {
  ChangeWebhookInput,
  EndWebhookInput,
  PauseWebhookInput,
  ReplayWebhookInput,
  ResumeWebhookInput,
  RotateWebhookSecretInput,
  SubscribeWebhookInput,
  WebhookKind,
} from '../generated/graphql';
import { newSecret } from './signature';
import { Webhook } from './webhook.entity';
import { isReached } from './webhook.find';
import { webhookLife } from './webhook.life';

const DAY = 24 * 3_600_000;

export const subscribeWebhook = (ctx: Context, input: SubscribeWebhookInput) =>
  act(ctx, Webhook, 'subscribeWebhook', input, async (subscribing) => {
    const { url, kinds, types } = input;
    const areaId = input.areaId ?? subscribing.actor.areaId;
    const area = areaId ? await subscribing.tx.findOneBy(Area, { id: areaId }) : null;
    if (!area || area.validTo || !liesIn(area.path, ctx.scope.areaPath))
      return notFound(ctx, 'Area', areaId ?? '');

    const fault = unfitAddress(ctx, url) ?? unfitEvents(ctx, kinds, types ?? []);
    if (fault) return fault;

    return begin(subscribing, webhookLife, 'SUBSCRIBE', {
      state: 'ACTIVE',
      ownerId: subscribing.actor.id,
      areaId: area.id,
      areaPath: area.path,
      url,
      kinds: [...kinds],
      types: types ?? [],
      secretSealed: ctx.vault.seal(newSecret()),
      subscribedAt: ctx.now,
    });
  });

export const changeWebhook = (ctx: Context, input: ChangeWebhookInput) =>
  act(ctx, Webhook, 'changeWebhook', input, (changing) => {
    const { id, url, kinds, types } = input;
    return take(
      changing,
      webhookLife,
      {
        id,
        action: 'CHANGE',
        unless: (row) =>
          beyond(changing)(row) ??
          (isGiven(url) ? unfitAddress(ctx, url) : null) ??
          unfitEvents(ctx, kinds ?? row.kinds, types ?? row.types),
      },
      (row) => ({
        set: { url: url ?? row.url, kinds: [...(kinds ?? row.kinds)], types: types ?? row.types },
      }),
    );
  });

export const rotateWebhookSecret = (ctx: Context, input: RotateWebhookSecretInput) =>
  act(ctx, Webhook, 'rotateWebhookSecret', input, (rotating) =>
    take(
      rotating,
      webhookLife,
      { id: input.id, action: 'ROTATE_SECRET', unless: beyond(rotating) },
      ({ secretSealed }) => ({
        set: {
          secretSealed: ctx.vault.seal(newSecret()),
          formerSecretSealed: secretSealed,
          formerSecretUntil: new Date(ctx.now.getTime() + DAY),
        },
      }),
    ),
  );

export const pauseWebhook = (ctx: Context, input: PauseWebhookInput) =>
  act(ctx, Webhook, 'pauseWebhook', input, (pausing) =>
    take(pausing, webhookLife, { id: input.id, action: 'PAUSE', unless: beyond(pausing) }),
  );

export const resumeWebhook = (ctx: Context, input: ResumeWebhookInput) =>
  act(ctx, Webhook, 'resumeWebhook', input, (resuming) =>
    take(resuming, webhookLife, { id: input.id, action: 'RESUME', unless: beyond(resuming) }, () => ({
      set: { failingSince: null, failureCount: 0, restingUntil: null },
    })),
  );

export const endWebhook = (ctx: Context, input: EndWebhookInput) =>
  act(ctx, Webhook, 'endWebhook', input, (ending) =>
    take(ending, webhookLife, { id: input.id, action: 'END', unless: beyond(ending) }),
  );

/** Ends whatever these owners subscribed, who are no more. */
export async function endWebhooksOf(ending: Act, ownerIds: readonly string[]) {
  const rows = await ending.tx.find(Webhook, {
    select: { id: true },
    where: { ownerId: In([...ownerIds]), state: Not('ENDED') },
  });
  await takeAll(ending, webhookLife, { ids: rows.map(({ id }) => id), action: 'END' });
}

export const replayWebhook = (ctx: Context, input: ReplayWebhookInput) =>
  act(ctx, Webhook, 'replayWebhook', input, (replaying) => {
    const { id, deliveryIds, state, types, eventFrom, eventBefore } = input;
    const isBounded = [deliveryIds, state, types, eventFrom, eventBefore].some(Boolean);
    return take(
      replaying,
      webhookLife,
      {
        id,
        action: 'REPLAY',
        unless: (row) => beyond(replaying)(row) ?? (isBounded ? null : unbounded(ctx)),
      },
      async () => {
        const [, replayed] = (await replaying.tx.query(REPLAY, [
          id,
          deliveryIds ?? null,
          state ?? null,
          types ?? null,
          eventFrom ?? null,
          eventBefore ?? null,
        ])) as [unknown, number];
        return { facts: { replayed } };
      },
    );
  });

const REPLAY = /* SQL */ `
  update webhook_delivery set state = 'PENDING', attempt_count = 0, next_attempt_at = null
  where webhook_id = $1 and state <> 'PENDING'
    and ($2::uuid[] is null or id = any($2))
    and ($3::text is null or state = $3)
    and ($4::text[] is null or type = any($4))
    and ($5::timestamptz is null or event_at >= $5)
    and ($6::timestamptz is null or event_at < $6)
`;

/** Refuses a webhook that is another's as one that does not exist. */
const beyond = (acting: Act) => (row: Webhook) =>
  isReached(acting, row) ? null : notFound(acting, 'Webhook', row.id);

function unfitAddress(ctx: Context, url: string) {
  const fault = ctx.addresses.fault(url);
  return fault ? invalidInput(ctx, 'url', { en: fault, zh: `回调地址不可用：${fault}` }) : null;
}

function unfitEvents(ctx: Context, kinds: readonly WebhookKind[], types: readonly string[]) {
  if (kinds.length === 0)
    return invalidInput(ctx, 'kinds', { en: 'Name at least one kind.', zh: '至少选择一类事件。' });

  const odd = types.find((type) => !kinds.some((kind) => type.startsWith(`${kind.toLowerCase()}.`)));
  return odd === undefined
    ? null
    : invalidInput(ctx, 'types', {
        en: `${odd} is of none of the kinds; it would never be sent.`,
        zh: `事件类型 ${odd} 不属于所选类别。`,
      });
}

const unbounded = (ctx: Context) =>
  invalidInput(ctx, 'deliveryIds', {
    en: 'Say which deliveries: by their ids, state, types or time.',
    zh: '请指定重投范围：编号、状态、类型或时间。',
  });
