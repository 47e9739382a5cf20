import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { CloseStreetBodyInput, SetUpStreetBodyInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins, notAtLevel, outOfRange } from '../guards';
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
      notAtLevel(ctx, street, 'TOWNSHIP') ??
      blank(ctx, 'name', input.name) ??
      unknownPlatform(ctx, street, input) ??
      outOfRange(ctx, 'staff', staff, 0, STAFF_AT_MOST) ??
      afterToday(setting, 'from', from) ??
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
          (await beyondReach(closing, body)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(closing, 'to', input.to) ??
          endsBeforeItBegins(ctx, body, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

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
