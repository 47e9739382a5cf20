import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Appointment } from '../appointment/appointment.entity';
import { Area } from '../area/area.entity';
import { beyondReach, outside as outsideArea, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { AcknowledgeNoticeInput, SendNoticeInput, WithdrawNoticeInput } from '../generated/graphql';
import type { RoleTemplate } from '../locality';
import { chainOf, descentFrom } from './chain';
import { Notice, NoticeReceipt } from './notice.entity';
import { noticeLife, noticeReceiptLife } from './notice.life';

export const sendNotice = (ctx: Context, input: SendNoticeInput) =>
  act(ctx, Notice, 'sendNotice', input, async (sending) => {
    const { areaId, below } = input;
    const area = await reached(sending, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const template = chainOf(ctx, area, input.template);
    if (!template) return noChain(ctx, area, input.template);

    const { posts } = descentFrom(area, template, below);
    const fault =
      blank(ctx, 'title', input.title) ??
      blank(ctx, 'text', input.text) ??
      notInChain(ctx, template, below) ??
      (posts.length === 0 ? nobodyBelow(ctx, area, template) : null);
    if (fault) return fault;

    return begin(
      sending,
      noticeLife,
      'SEND',
      {
        state: 'SENT',
        template: template.code,
        posts: posts.map(({ code }) => code),
        areaId,
        title: input.title.trim(),
        text: input.text.trim(),
        sentOn: dateIn(ctx.now),
      },
      { ruleVersion: template.ruleVersion },
    );
  });

export const acknowledgeNotice = (ctx: Context, input: AcknowledgeNoticeInput) =>
  act(ctx, NoticeReceipt, 'acknowledgeNotice', input, async (acknowledging) => {
    const { id: noticeId, appointmentId } = input;
    const { tx } = acknowledging;
    const appointment = await tx.findOneBy(Appointment, { id: appointmentId });
    if (!appointment || (await notTheirs(acknowledging, appointment)))
      return notFound(ctx, 'Appointment', appointmentId);

    const notice = await tx.findOneBy(Notice, { id: noticeId });
    if (!notice) return notFound(ctx, 'Notice', noticeId);
    if (notice.state !== 'SENT') return actionNotAllowed(ctx, 'ACKNOWLEDGE', notice.state);

    await lockName(tx, `receipt of ${noticeId} by ${appointmentId}`);
    const fault =
      (await notReached(acknowledging, notice, appointment)) ?? (await givenAlready(acknowledging, input));
    if (fault) return fault;

    return begin(acknowledging, noticeReceiptLife, 'ACKNOWLEDGE', {
      state: 'GIVEN',
      noticeId,
      appointmentId,
      at: ctx.now,
    });
  });

export const withdrawNotice = (ctx: Context, input: WithdrawNoticeInput) =>
  act(ctx, Notice, 'withdrawNotice', input, (withdrawing) =>
    take(
      withdrawing,
      noticeLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (notice) =>
          (await beyondReach(withdrawing, notice)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

function noChain(ctx: Context, { code }: Area, wanted: string | null | undefined) {
  const templates = ctx.localities.holding(code)?.templates(dateIn(ctx.now)) ?? [];
  const known = templates.filter(({ chain }) => chain.length > 0).map((template) => template.code);
  return invalidInput(ctx, 'template', {
    en: `No template ${wanted ?? ''} with a chain of posts is known here; known are: ${known.join(', ') || 'none'}.`,
    zh: `本地没有带层级链的模板 ${wanted ?? ''}；可用模板：${known.join('、') || '无'}。`,
  });
}

function notInChain(ctx: Context, { chain }: RoleTemplate, post: string | null | undefined) {
  if (!post || chain.some(({ code }) => code === post)) return null;
  const known = chain.map(({ code }) => code);
  return invalidInput(ctx, 'below', {
    en: `${post} is not in the chain ${known.join(' > ')}.`,
    zh: `${post} 不在层级链 ${known.join(' > ')} 之中。`,
  });
}

const nobodyBelow = (ctx: Context, { name, level }: Area, { code }: RoleTemplate) =>
  invalidInput(ctx, 'areaId', {
    en: `The chain of ${code} has no post at or below ${name}, a ${level}.`,
    zh: `${code} 的层级链在${name}（${level}）及以下没有职务。`,
  });

/** One acknowledges for oneself; whoever has the place within reach does for those who cannot. */
async function notTheirs(acknowledging: Act, { personId, areaId }: Appointment) {
  if (acknowledging.scope.personId === personId) return false;
  const area = await acknowledging.tx.getRepository(Area).findOneByOrFail({ id: areaId });
  return outsideArea(acknowledging, area) !== null;
}

/** A notice reaches those who held one of its posts, where it was sent, on the day that it was. */
async function notReached(acknowledging: Act, { areaId, posts, sentOn }: Notice, appointment: Appointment) {
  const areas = acknowledging.tx.getRepository(Area);
  const from = await areas.findOneByOrFail({ id: areaId });
  const held = await areas.findOneByOrFail({ id: appointment.areaId });
  const served = appointment.fromOn <= sentOn && (appointment.toOn === null || appointment.toOn > sentOn);
  if (served && posts.includes(appointment.post) && liesIn(held.path, from.path)) return null;

  return invalidInput(acknowledging, 'appointmentId', {
    en: 'The notice did not come to this post.',
    zh: '该通知未下达至此职务。',
  });
}

async function givenAlready(acknowledging: Act, { id, appointmentId }: AcknowledgeNoticeInput) {
  if (!(await acknowledging.tx.existsBy(NoticeReceipt, { noticeId: id, appointmentId }))) return null;
  return invalidInput(acknowledging, 'appointmentId', {
    en: 'The notice was acknowledged in this post already.',
    zh: '该职务已签收此通知。',
  });
}
