import { randomUUID } from 'node:crypto';
import { type Act, act, begin, beginAll, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import { addDays, monthAround } from '../dates';
import type { ElderProfile } from '../elder/elder.entity';
import type { ElderVisit } from '../elder/visit.entity';
import type { CloseVisitRoundInput, PlanVisitRoundInput, RecordElderVisitInput } from '../generated/graphql';
import { beyondReach, outOfRange } from '../guards';
import { PlannedVisit, VisitRound } from './visit-round.entity';
import { plannedVisitLife, visitRoundLife } from './visit-round.life';

const MOST_STOPS = 40;

/** The database holds an elder to one round a day, so that two rounds planned at once do not send two visitors. */
export const planVisitRound = (ctx: Context, input: PlanVisitRoundInput) =>
  act(ctx, VisitRound, 'planVisitRound', input, async (planning) => {
    const { areaId, day, most = 12 } = input;
    const area = await planning.tx.findOneBy(Area, { id: areaId });
    if (!area || area.validTo || !liesIn(area.path, ctx.scope.areaPath)) return notFound(ctx, 'Area', areaId);
    const fault = past(ctx, day) ?? outOfRange(ctx, 'most', most, 1, MOST_STOPS);
    if (fault) return fault;

    const dueBy = input.dueBy ?? addDays(monthAround(day).next, -1);
    const elders: Due[] = await planning.tx.query(DUE_ELDERS, [area.path, dueBy, day, most]);
    if (elders.length === 0) return nobodyDue(ctx, dueBy);

    const round = await begin(planning, visitRoundLife, 'PLAN', {
      state: 'OPEN',
      day,
      plannedAt: ctx.now,
      areaId,
      areaPath: area.path,
    });
    await beginAll(
      planning,
      plannedVisitLife,
      'PLAN',
      elders.map((elder, i) => ({
        id: randomUUID(),
        roundId: round.id,
        state: 'PLANNED' as const,
        day,
        place: i + 1,
        visitId: null,
        ...elder,
      })),
      () => ({}),
    );
    return round;
  });

type Due = Pick<PlannedVisit, 'elderId' | 'dueOn' | 'areaId' | 'areaPath'>;

/** The rows stay locked until the round stands, and those that another round is taking at this moment are left to it. */
const DUE_ELDERS = /* SQL */ `
  with pressing as (
    select id, area_id, area_path, next_visit_due_on, visit_wanted_by from elder_profile elder
    where area_path >= $1 and area_path < $1 || '~' and state = 'ACTIVE' and next_visit_due_on <= $2::date
      and not exists (
        select from planned_visit planned
        where planned.elder_id = elder.id and planned.day = $3::date and planned.state <> 'DROPPED'
      )
    order by visit_wanted_by nulls last, next_visit_due_on, id
    limit $4
    for update skip locked
  )
  select id as "elderId", area_id as "areaId", area_path as "areaPath", next_visit_due_on as "dueOn"
  from pressing
  order by visit_wanted_by nulls last, area_path, id
`;

export const closeVisitRound = (ctx: Context, input: CloseVisitRoundInput) =>
  act(ctx, VisitRound, 'closeVisitRound', input, (closing) =>
    take(
      closing,
      visitRoundLife,
      { id: input.id, action: 'CLOSE', unless: (row) => beyondReach(ctx, 'VisitRound', row) },
      async ({ id }) => {
        const left = await closing.tx.findBy(PlannedVisit, { roundId: id, state: 'PLANNED' });
        const dropped = await takeAll(closing, plannedVisitLife, {
          ids: left.map((stop) => stop.id),
          action: 'DROP',
        });
        return { facts: { dropped: dropped.length } };
      },
    ),
  );

/** Why a visit cannot fulfil the stop that it names; null when it can, or names none. */
export async function hinderedStop(
  { tx, ...ctx }: Act,
  {
    plannedVisitId,
    elderId,
    visitedAt,
  }: Pick<RecordElderVisitInput, 'plannedVisitId' | 'elderId' | 'visitedAt'>,
) {
  if (!plannedVisitId) return null;
  const stop = await tx.findOneBy(PlannedVisit, { id: plannedVisitId, elderId });
  if (!stop) return notFound(ctx, 'PlannedVisit', plannedVisitId);
  if (!['PLANNED', 'NOT_REACHED'].includes(stop.state)) {
    return actionNotAllowed(ctx, 'RECORD_VISIT', stop.state);
  }
  return stop.day <= dateIn(visitedAt) ? null : beforePlanned(ctx, stop);
}

/** The stop of a round that a visit was made for is fulfilled by it. */
export const fulfilStop = (recording: Act, id: string, { id: visitId, outcome }: ElderVisit) =>
  takeAll(recording, plannedVisitLife, { ids: [id], action: outcome === 'DONE' ? 'REACH' : 'FAIL' }, () => ({
    set: { visitId },
    facts: { visitId },
  }));

/** Nobody walks to an elder who has left the books. */
export async function dropStops(ending: Act, { id: elderId }: ElderProfile) {
  const left = await ending.tx.findBy(PlannedVisit, { elderId, state: 'PLANNED' });
  await takeAll(ending, plannedVisitLife, { ids: left.map(({ id }) => id), action: 'DROP' });
}

const past = (ctx: Context, day: string) =>
  day >= dateIn(ctx.now) ? null : invalidInput(ctx, 'day', { en: 'The day has passed.', zh: '日期已过。' });

const beforePlanned = (ctx: Pick<Context, 'language'>, { day }: PlannedVisit) =>
  invalidInput(ctx, 'visitedAt', {
    en: `This visit is planned for ${day}; it cannot have been made before.`,
    zh: `该探访计划在 ${day} 进行，不能早于计划日期。`,
  });

const nobodyDue = (ctx: Context, dueBy: string) =>
  refusal(
    'NobodyDue',
    'NOBODY_DUE',
    say(ctx, {
      en: `No elder here is due by ${dueBy} who is not on a round of that day.`,
      zh: `截至 ${dueBy}，此处没有尚未排入当日路线的应探访老人。`,
    }),
    { dueBy },
  );
