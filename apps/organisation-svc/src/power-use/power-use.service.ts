import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound, refusal, say, tooLong } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { AnswerPowerUseInput, ExercisePowerInput, WithdrawPowerUseInput } from '../generated/graphql';
import { listFor } from '../power-list/may-decide';
import { powerOf } from '../power-list/powers';
import { Unit } from '../unit/unit.entity';
import { PowerUse } from './power-use.entity';
import { powerUseLife } from './power-use.life';

const CONTENT_AT_MOST = 2000;

export const exercisePower = (ctx: Context, input: ExercisePowerInput) =>
  act(ctx, PowerUse, 'exercisePower', input, async (exercising) => {
    const { areaId, power, unitId, content } = input;
    const office = await reached(exercising, areaId);
    if (!office) return notFound(ctx, 'Area', areaId);
    if (!(await exercising.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }
    const today = dateIn(ctx.now);
    const list = await listFor(exercising, office, power, today);
    if (!list) return powerNotHeld(ctx, office, power);
    const fault =
      onlyADuty(ctx, office, power) ??
      blank(ctx, 'content', content) ??
      tooLong(ctx, 'content', content, CONTENT_AT_MOST);
    if (fault) return fault;

    const grounds = { ruleVersion: `power-list/${list.id}/${list.number}` };
    const use = { areaId, power, listId: list.id, unitId, day: today, content: content.trim() };
    return begin(exercising, powerUseLife, 'GIVE', { state: 'GIVEN', ...use }, grounds);
  });

export const answerPowerUse = (ctx: Context, input: AnswerPowerUseInput) =>
  act(ctx, PowerUse, 'answerPowerUse', input, (answering) =>
    take(
      answering,
      powerUseLife,
      {
        id: input.id,
        action: input.isAdopted ? 'ADOPT' : 'DECLINE',
        unless: async (use) => (await notForThem(answering, use)) ?? blank(ctx, 'answer', input.answer),
      },
      () => ({ set: { answer: input.answer.trim(), answeredOn: dateIn(ctx.now) }, reason: input.answer }),
    ),
  );

export const withdrawPowerUse = (ctx: Context, input: WithdrawPowerUseInput) =>
  act(ctx, PowerUse, 'withdrawPowerUse', input, (withdrawing) =>
    take(
      withdrawing,
      powerUseLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (use) => (await beyondReach(withdrawing, use)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** The unit that it is addressed to answers, or the organisation department above the office. */
const notForThem = async (answering: Act, use: PowerUse) =>
  answering.scope.unitId === use.unitId ? null : beyondReach(answering, use);

const powerNotHeld = (ctx: Context, office: Area, key: string) => {
  const power = powerOf(ctx, office.code, key);
  return refusal(
    'PowerNotHeld',
    'POWER_NOT_HELD',
    say(ctx, {
      en: `No list in force gives ${office.name}: ${power.title.en}.`,
      zh: `没有生效的清单赋予${office.name}：${power.title.zh}。`,
    }),
    { office, power },
  );
};

const onlyADuty = (ctx: Context, { code }: Area, key: string) =>
  powerOf(ctx, code, key).kind === 'POWER'
    ? null
    : invalidInput(ctx, 'power', {
        en: `${key} is a duty to see to, not a power to use.`,
        zh: `${key} 是职责事项，不是可行使的权力。`,
      });
