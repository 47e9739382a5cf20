import { createHash, randomBytes } from 'node:crypto';
import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  ChangeIntegratorInput,
  CloseIntegratorInput,
  IssueIntegratorKeyInput,
  RegisterIntegratorInput,
  RevokeIntegratorKeyInput,
  RotateIntegratorKeyInput,
} from '../generated/graphql';
import { areaInReach, beyondReach } from '../guards';
import { endWebhooksOf } from '../webhook/webhook.service';
import { Integrator, IntegratorKey } from './integrator.entity';
import { integratorKeyLife, integratorLife } from './integrator.life';

/** One for each system that asks, and one more while it changes over. */
const LIVE_AT_MOST = 2;

const HOUR = 3_600_000;

export const registerIntegrator = (ctx: Context, input: RegisterIntegratorInput) =>
  act(ctx, Integrator, 'registerIntegrator', input, async (registering) => {
    const { areaId, name } = input;
    const area = await areaInReach(registering, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const calls = [...new Set(input.calls)];
    const requestsPerMinute = input.requestsPerMinute ?? 600;
    const fault = blank(ctx, 'name', name) ?? unusable(ctx, { calls, requestsPerMinute });
    if (fault) return fault;

    return begin(registering, integratorLife, 'REGISTER', {
      state: 'ACTIVE',
      name: name.trim(),
      areaId,
      areaPath: area.path,
      calls,
      requestsPerMinute,
      isSandbox: input.isSandbox ?? false,
      registeredAt: ctx.now,
    });
  });

export const changeIntegrator = (ctx: Context, input: ChangeIntegratorInput) =>
  act(ctx, Integrator, 'changeIntegrator', input, (changing) => {
    const { id, reason } = input;
    const wanted = ({ calls, requestsPerMinute }: Integrator) => ({
      calls: input.calls ? [...new Set(input.calls)] : calls,
      requestsPerMinute: input.requestsPerMinute ?? requestsPerMinute,
    });
    return take(
      changing,
      integratorLife,
      {
        id,
        action: 'CHANGE',
        unless: (row) =>
          beyondReach(changing, 'Integrator', row) ??
          blank(ctx, 'reason', reason) ??
          unusable(ctx, wanted(row)),
      },
      (row) => ({ set: wanted(row), reason: reason.trim(), facts: wanted(row) }),
    );
  });

export const closeIntegrator = (ctx: Context, input: CloseIntegratorInput) =>
  act(ctx, Integrator, 'closeIntegrator', input, async (closing) => {
    const closed = await take(
      closing,
      integratorLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: (row) => beyondReach(closing, 'Integrator', row) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { closedAt: ctx.now }, reason: input.reason.trim() }),
    );
    if (closed instanceof Integrator) await endWebhooksOf(closing, [closed.id]);
    return closed;
  });

export const issueIntegratorKey = (ctx: Context, input: IssueIntegratorKeyInput) =>
  act(ctx, IntegratorKey, 'issueIntegratorKey', input, async (issuing) => {
    const { integratorId, expiresAt } = input;
    if (expiresAt && expiresAt <= ctx.now) return isOver(ctx);
    return (await ownerOf(issuing, integratorId)).refusal ?? newKey(issuing, integratorId, expiresAt ?? null);
  });

export const rotateIntegratorKey = (ctx: Context, input: RotateIntegratorKeyInput) =>
  act(ctx, IntegratorKey, 'rotateIntegratorKey', input, async (rotating) => {
    const hours = input.hours ?? 24;
    if (hours < 0 || hours > 720) return tooManyHours(ctx);
    const found = await rotating.tx.findOneBy(IntegratorKey, { id: input.id });
    if (!found || (await ownerOf(rotating, found.integratorId)).refusal)
      return notFound(ctx, 'IntegratorKey', input.id);

    const ending = new Date(ctx.now.getTime() + hours * HOUR);
    const retired = await take(rotating, integratorKeyLife, { id: input.id, action: 'ROTATE' }, (row) => ({
      set: { expiresAt: row.expiresAt && row.expiresAt < ending ? row.expiresAt : ending },
      facts: { hours },
    }));
    return retired instanceof IntegratorKey ? newKey(rotating, retired.integratorId, null) : retired;
  });

export const revokeIntegratorKey = (ctx: Context, input: RevokeIntegratorKeyInput) =>
  act(ctx, IntegratorKey, 'revokeIntegratorKey', input, (revoking) =>
    take(
      revoking,
      integratorKeyLife,
      {
        id: input.id,
        action: 'REVOKE',
        unless: async ({ id, integratorId }) => {
          const { areaPath } = await revoking.tx.findOneByOrFail(Integrator, { id: integratorId });
          return beyondReach(ctx, 'IntegratorKey', { id, areaPath }) ?? blank(ctx, 'reason', input.reason);
        },
      },
      () => ({ set: { revokedAt: ctx.now }, reason: input.reason.trim() }),
    ),
  );

/** What is kept of a key, and looked for when it is shown. */
export const hashOfKey = (secret: string) => createHash('sha256').update(secret).digest();

/** Locks the integrator whose key is asked for, so that two clerks cannot make a third one; refuses one that is none. */
async function ownerOf(issuing: Act, id: string) {
  const owner = await lock(issuing, Integrator, id);
  if (!owner) return { refusal: notFound(issuing, 'Integrator', id) };
  if (owner.state !== 'ACTIVE') return { refusal: actionNotAllowed(issuing, 'ISSUE_KEY', owner.state) };
  return { refusal: beyondReach(issuing, 'Integrator', owner) };
}

/** A key of 256 random bits. Its maker is told it, and it is told nowhere else. */
async function newKey(issuing: Act, integratorId: string, expiresAt: Date | null) {
  const live = await issuing.tx.query(
    `select count(*)::int as count from integrator_key
     where integrator_id = $1 and state <> 'REVOKED' and (expires_at is null or expires_at > $2)`,
    [integratorId, issuing.now],
  );
  if (live[0].count >= LIVE_AT_MOST) return tooManyKeys(issuing);

  const secret = `jk_${randomBytes(32).toString('base64url')}`;
  const key = await begin(issuing, integratorKeyLife, 'ISSUE', {
    integratorId,
    state: 'LIVE',
    hint: secret.slice(0, 9),
    hash: hashOfKey(secret),
    issuedAt: issuing.now,
    expiresAt,
  });
  return Object.assign(key, { secret });
}

function unusable(
  ctx: Context,
  { calls, requestsPerMinute }: Pick<Integrator, 'calls' | 'requestsPerMinute'>,
) {
  if (calls.length === 0)
    return invalidInput(ctx, 'calls', { en: 'Name at least one call.', zh: '至少须指定一种调用。' });
  if (requestsPerMinute < 1 || requestsPerMinute > 60_000)
    return invalidInput(ctx, 'requestsPerMinute', {
      en: '"requestsPerMinute" must be from 1 to 60 000.',
      zh: '每分钟请求数须在 1 至 60000 之间。',
    });
  return null;
}

const isOver = (ctx: Context) =>
  invalidInput(ctx, 'expiresAt', { en: '"expiresAt" must lie ahead.', zh: '失效时间必须晚于现在。' });

const tooManyHours = (ctx: Context) =>
  invalidInput(ctx, 'hours', { en: '"hours" must be from 0 to 720.', zh: '小时数须在 0 至 720 之间。' });

const tooManyKeys = (ctx: Act) =>
  refusal(
    'TooManyKeys',
    'TOO_MANY_KEYS',
    say(ctx, {
      en: `${LIVE_AT_MOST} keys of this integrator live already; revoke one first.`,
      zh: `该接入方已有 ${LIVE_AT_MOST} 个有效密钥，请先吊销一个。`,
    }),
    { limit: LIVE_AT_MOST },
  );
