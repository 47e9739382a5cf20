import { act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { invalidInput, notFound } from '@jinlin/graphql';
import type { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import type { RecordIncidentInput, WithdrawIncidentInput } from '../generated/graphql';
import { areaInReach } from '../guards';
import { Incident } from './incident.entity';
import { incidentLife } from './safety.life';

export const recordIncident = (ctx: Context, input: RecordIncidentInput) =>
  act(ctx, Incident, 'recordIncident', input, async (recording) => {
    const { areaId, kind, occurredOn, note } = input;
    const area = await areaInReach(recording, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (occurredOn > dateIn(ctx.now)) return yetToCome(ctx);
    if (occurredOn < area.validFrom) return beforeTheRecord(ctx, area);

    return begin(recording, incidentLife, 'RECORD', {
      state: 'RECORDED',
      kind,
      areaId,
      areaPath: area.path,
      occurredOn,
      note: note?.trim() || null,
      recordedAt: ctx.now,
    });
  });

export const withdrawIncident = (ctx: Context, input: WithdrawIncidentInput) =>
  act(ctx, Incident, 'withdrawIncident', input, (withdrawing) =>
    take(
      withdrawing,
      incidentLife,
      { id: input.id, action: 'WITHDRAW', unless: () => (input.reason.trim() ? null : noReason(ctx)) },
      () => ({ set: { withdrawnAt: ctx.now }, reason: input.reason.trim() }),
    ),
  );

const yetToCome = (ctx: Context) =>
  invalidInput(ctx, 'occurredOn', { en: '"occurredOn" must not lie ahead.', zh: '发生日期不能晚于今天。' });

const beforeTheRecord = (ctx: Context, { validFrom }: Area) =>
  invalidInput(ctx, 'occurredOn', {
    en: `The record of this area begins on ${validFrom}.`,
    zh: `该区域的记录自 ${validFrom} 起。`,
  });

const noReason = (ctx: Context) =>
  invalidInput(ctx, 'reason', { en: '"reason" must not be blank.', zh: '“reason”不能为空。' });
