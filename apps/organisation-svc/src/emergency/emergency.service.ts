import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { CallEmergencyInput, EndEmergencyInput, ExtendEmergencyInput } from '../generated/graphql';
import { dayBefore } from '../guards';
import type { RoleTemplate } from '../locality';
import { EmergencyPeriod } from './emergency.entity';
import { emergencyPeriodLife } from './emergency.life';
import { holdsOn, liesInPlace } from './emergency.sql';

export const callEmergency = (ctx: Context, input: CallEmergencyInput) =>
  act(ctx, EmergencyPeriod, 'callEmergency', input, async (calling) => {
    const { areaId, until } = input;
    const today = dateIn(ctx.now);
    const area = await reached(calling, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const template = switching(ctx, area, input.template);
    if (isRefusal(template)) return template;

    await lockName(calling.tx, `emergency of ${template.code}`);
    const fault =
      blank(ctx, 'reason', input.reason) ??
      blank(ctx, 'authority', input.authority) ??
      tooFarDown(ctx, area, template) ??
      dayBefore(ctx, 'until', until, today) ??
      (await holdingAlready(calling, area, template));
    if (fault) return fault;

    const { ruleVersion } = template;
    const [reason, authority] = [input.reason.trim(), input.authority.trim()];
    return begin(
      calling,
      emergencyPeriodLife,
      'CALL',
      {
        state: 'CALLED',
        template: template.code,
        areaId,
        fromOn: today,
        untilOn: until,
        reason,
        authority,
        ruleVersion,
      },
      { reason, ruleVersion, facts: { authority, until } },
    );
  });

export const extendEmergency = (ctx: Context, input: ExtendEmergencyInput) =>
  act(ctx, EmergencyPeriod, 'extendEmergency', input, (extending) =>
    take(
      extending,
      emergencyPeriodLife,
      {
        id: input.id,
        action: 'EXTEND',
        unless: async (emergency) =>
          (await beyondReach(extending, emergency)) ??
          blank(ctx, 'reason', input.reason) ??
          blank(ctx, 'authority', input.authority) ??
          lapsed(ctx, emergency, dateIn(ctx.now)) ??
          dayBefore(ctx, 'until', input.until, dayAfter(emergency.untilOn)),
      },
      () => {
        const { until } = input;
        const authority = input.authority.trim();
        // The order that called it stays on the record; what extended it is told by the history.
        return {
          set: { untilOn: until },
          reason: `${input.reason.trim()}（${authority}）`,
          facts: { authority, until },
        };
      },
    ),
  );

export const endEmergency = (ctx: Context, input: EndEmergencyInput) =>
  act(ctx, EmergencyPeriod, 'endEmergency', input, (ending) =>
    take(
      ending,
      emergencyPeriodLife,
      {
        id: input.id,
        action: 'END',
        unless: async (emergency) =>
          (await beyondReach(ending, emergency)) ?? blank(ctx, 'reason', input.reason),
      },
      ({ untilOn }) => ({
        set: { toOn: earlier(dateIn(ctx.now), dayAfter(untilOn)) },
        reason: input.reason,
      }),
    ),
  );

/** A template that has two rosters to turn between. */
function switching(ctx: Context, { code }: Area, wanted: string) {
  const templates = ctx.localities.holding(code)?.templates(dateIn(ctx.now)) ?? [];
  const known = templates.filter(({ emergencySlots }) => emergencySlots !== null);
  const template = known.find((each) => each.code === wanted);
  if (template) return template;

  const names = known.map((each) => each.code).join(', ');
  return invalidInput(ctx, 'template', {
    en: `No template ${wanted} with an emergency roster is known here; known are: ${names || 'none'}.`,
    zh: `本地没有可平急转换的模板 ${wanted}；可用模板：${names || '无'}。`,
  });
}

const tooFarDown = (ctx: Listener, { name, level }: Area, template: RoleTemplate) =>
  areaLevels.indexOf(level) <= areaLevels.indexOf(template.level)
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `The teams are those of a ${template.level}; ${name} is a ${level}.`,
        zh: `该专班设在 ${template.level}；${name}的层级为 ${level}。`,
      });

/** The teams went back to normal in between, so this is another emergency. */
const lapsed = (ctx: Listener, { untilOn }: EmergencyPeriod, today: string) =>
  untilOn >= today
    ? null
    : invalidInput(ctx, 'id', {
        en: `It lapsed after ${untilOn}; call a new emergency.`,
        zh: `该应急期已于 ${untilOn} 期满；请重新启动。`,
      });

async function holdingAlready(calling: Act, { path, name }: Area, { code }: RoleTemplate) {
  const [holding] = await calling.tx.query(HOLDING, [code, dateIn(calling.now), path]);
  if (!holding) return null;

  const emergency = await calling.tx.getRepository(EmergencyPeriod).findOneByOrFail({ id: holding.id });
  return refusal(
    'EmergencyHolding',
    'EMERGENCY_HOLDING',
    say(calling, {
      en: `${name} is in an emergency until ${emergency.untilOn}; extend it, or end it first.`,
      zh: `${name}已处于急时状态，至 ${emergency.untilOn}；可延长，或先行解除。`,
    }),
    { emergency },
  );
}

const HOLDING = /* SQL */ `
  select e.id from emergency_period e join area place on place.id = e.area_id
  where e.template = $1 and ${holdsOn('$2')} and ${liesInPlace('$3')}
  limit 1
`;

const dayAfter = (day: string) => dateIn(new Date(Date.parse(day) + 86_400_000));
const earlier = (one: string, other: string) => (one < other ? one : other);
