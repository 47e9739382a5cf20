import { act, begin, lockName, take } from '@jinlin/acts';
import { blank, notFound, refusal, say } from '@jinlin/graphql';
import { Not } from 'typeorm';
import type { Context } from '../context';
import type { ChooseTopicInput, DropTopicInput, SettleTopicInput } from '../generated/graphql';
import { areaInReach, unknownCategory, unknownUnit } from '../guards';
import { Topic } from './topic.entity';
import { topicLife } from './topic.life';

export const chooseTopic = (ctx: Context, input: ChooseTopicInput) =>
  act(ctx, Topic, 'chooseTopic', input, async (choosing) => {
    const { areaId, category, title, leadUnitId } = input;
    const area = await areaInReach(choosing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const locality = ctx.localities.of(area.code);
    const fault =
      unknownCategory(ctx, locality, category) ??
      blank(ctx, 'title', title) ??
      (await unknownUnit(choosing, leadUnitId));
    if (fault) return fault;

    const month = firstOf(input.month);
    await lockName(choosing.tx, `topic ${areaId} ${month} ${category}`);
    const standing = await choosing.tx.findOneBy(Topic, {
      areaId,
      month,
      category,
      state: Not('DROPPED' as const),
    });
    if (standing) return chosenAlready(ctx, standing);

    return begin(choosing, topicLife, 'CHOOSE', {
      localityCode: locality.code,
      state: 'CHOSEN',
      areaId,
      areaPath: area.path,
      month,
      category,
      title: title.trim(),
      leadUnitId,
      chosenAt: ctx.now,
    });
  });

export const settleTopic = (ctx: Context, input: SettleTopicInput) =>
  act(ctx, Topic, 'settleTopic', input, (settling) => {
    const { id, result } = input;
    return take(
      settling,
      topicLife,
      { id, action: 'SETTLE', unless: () => blank(ctx, 'result', result) },
      () => ({
        set: { result: result.trim(), endedAt: ctx.now },
      }),
    );
  });

export const dropTopic = (ctx: Context, input: DropTopicInput) =>
  act(ctx, Topic, 'dropTopic', input, (dropping) => {
    const { id, reason } = input;
    return take(
      dropping,
      topicLife,
      { id, action: 'DROP', unless: () => blank(ctx, 'reason', reason) },
      () => ({
        set: { result: reason.trim(), endedAt: ctx.now },
        reason: reason.trim(),
      }),
    );
  });

/** The first day of the month that a day lies in. */
export const firstOf = (day: string) => `${day.slice(0, 7)}-01`;

const chosenAlready = (ctx: Context, topic: Topic) =>
  refusal(
    'TopicChosenAlready',
    'TOPIC_CHOSEN_ALREADY',
    say(ctx, { en: `It is a topic already: ${topic.title}.`, zh: `已列为该月专题：${topic.title}。` }),
    { topic },
  );
