import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import { inFuture } from '../area/area.refusals';
import type { Context } from '../context';
import type { CloseStreetBodyInput, SetUpStreetBodyInput } from '../generated/graphql';
import { Unit } from '../unit/unit.entity';
import { StreetBody } from './street-body.entity';
import { streetBodyLife } from './street-body.life';

const STAFF_AT_MOST = 1000;

export const setUpStreetBody = (ctx: Context, input: SetUpStreetBodyInput) =>
  act(ctx, StreetBody, 'setUpStreetBody', input, async (setting) => {
    const { areaId, kind, platform, unitId, from } = input;
    const street = await reached(setting, areaId);
    if (!street) return notFound(ctx, 'Area', areaId);
    if (unitId && !(await setting.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }

    await lockName(setting.tx, `bodies of ${areaId}`);
    const staff = input.staff ?? 0;
    const fault =
      notAStreet(ctx, street) ??
      blank(ctx, 'name', input.name) ??
      unknownPlatform(ctx, street, input) ??
      wrongStaff(ctx, staff) ??
      inFuture(setting, 'from', from) ??
      (await stands(setting, street, input));
    if (fault) return fault;

    return begin(setting, streetBodyLife, 'SET_UP', {
      state: 'RUNNING',
      name: input.name.trim(),
      kind,
      platform: platform ?? null,
      areaId,
      unitId: unitId ?? null,
      staff,
      windows: [...(input.windows ?? [])],
      fromOn: from,
    });
  });

export const closeStreetBody = (ctx: Context, input: CloseStreetBodyInput) =>
  act(ctx, StreetBody, 'closeStreetBody', input, (closing) =>
    take(
      closing,
      streetBodyLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: async (body) =>
          (await outside(closing, body)) ??
          blank(ctx, 'reason', input.reason) ??
          inFuture(closing, 'to', input.to) ??
          beforeItBegan(ctx, body, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

const outside = async (acting: Act, { id, areaId }: StreetBody) =>
  (await reached(acting, areaId)) ? null : notFound(acting, 'StreetBody', id);

const notAStreet = (ctx: Listener, { name, level }: Area) =>
  level === 'TOWNSHIP'
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `These are institutions of streets and towns; ${name} is a ${level}.`,
        zh: `此类机构设在街道或乡镇；${name}的层级为 ${level}。`,
      });

function unknownPlatform(ctx: Context, { code }: Area, { kind, platform }: SetUpStreetBodyInput) {
  const known =
    ctx.localities
      .holding(code)
      ?.powers(dateIn(ctx.now))
      ?.platforms.map(({ key }) => key) ?? [];
  if (kind === 'PLATFORM' ? platform && known.includes(platform) : !platform) return null;
  return invalidInput(ctx, 'platform', {
    en: `A PLATFORM names one of ${known.join(', ') || 'none that the profile knows'}; nothing else names any.`,
    zh: `类别为 PLATFORM 时须为 ${known.join('、') || '（本地未设）'} 之一；其他类别不填。`,
  });
}

const wrongStaff = (ctx: Listener, staff: number) =>
  staff >= 0 && staff <= STAFF_AT_MOST
    ? null
    : invalidInput(ctx, 'staff', {
        en: `"staff" must be from 0 to ${STAFF_AT_MOST}; it is ${staff}.`,
        zh: `“staff”须在 0 至 ${STAFF_AT_MOST} 之间；所给为 ${staff}。`,
      });

/** A street has one team that enforces, and one institution for each platform; of the others as many as it needs. */
async function stands({ tx, ...ctx }: Act, street: Area, { kind, platform }: SetUpStreetBodyInput) {
  if (kind !== 'ENFORCEMENT_TEAM' && kind !== 'PLATFORM') return null;

  const same = { areaId: street.id, kind, ...(platform && { platform }), state: 'RUNNING' as const };
  const body = await tx.findOneBy(StreetBody, same);
  if (!body) return null;
  return refusal(
    'StreetBodyStands',
    'STREET_BODY_STANDS',
    say(ctx, { en: `${street.name} has ${body.name}.`, zh: `${street.name}已有${body.name}。` }),
    { body },
  );
}

const beforeItBegan = (ctx: Listener, { fromOn }: StreetBody, to: string) =>
  to >= fromOn
    ? null
    : invalidInput(ctx, 'to', {
        en: `"to" must not be before ${fromOn}, when it was set up.`,
        zh: `“to”不得早于设立日 ${fromOn}。`,
      });
