import { type Act, act, take } from '@jinlin/acts';
import { actionNotAllowed, invalidInput, isRefusal, type Listener, notFound } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Appointment } from '../appointment/appointment.entity';
import { goOnAt, postsAt } from '../appointment/appointment.estate';
import type { Context } from '../context';
import type { MergeAreasInput, MergedIntoInput } from '../generated/graphql';
import { afterToday } from '../guards';
import { Area } from './area.entity';
import { bequeath, heritageOf } from './area.heritage';
import { areaLife } from './area.life';
import { outside } from './area.reach';
import { beforeLastChangeWithin, closesBeforeItBegan, codeTaken, notSiblings } from './area.refusals';
import { childrenOf, inTurn } from './area.service';
import { fewerThanTwo, settle, succeed, whollyOwn } from './area.succession';
import { endVersions, reparent } from './area.tree';

export const mergeAreas = (ctx: Context, input: MergeAreasInput) =>
  act(
    ctx,
    Area,
    'mergeAreas',
    input,
    inTurn(async (merging) => {
      const { into, on, reason } = input;
      const joined = await areasNamed(merging, [...new Set(input.ids)]);
      if (isRefusal(joined)) return joined;

      const survivor = joined.find(({ id }) => id === into.survivorId) ?? null;
      const absorbed = joined.filter((area) => area !== survivor);
      const closed = absorbed.map(({ id }) => id);
      const posts = await postsAt(merging, closed);
      const fault =
        fewerThanTwo(ctx, 'ids', joined) ??
        unclearTarget(ctx, into, survivor) ??
        closedAmong(ctx, joined) ??
        notSiblings(ctx, joined) ??
        joined.map((area) => whollyOwn(merging, area)).find(Boolean) ??
        afterToday(merging, 'on', on) ??
        absorbed.map((area) => closesBeforeItBegan(ctx, area, on)).find(Boolean) ??
        (await beforeLastChangeWithin(merging, joined, on)) ??
        postMissing(ctx, input.appointmentIds ?? [], posts) ??
        (into.code ? await codeTaken(merging, into.code, on, input.ids) : null);
      if (fault) return fault;

      for (const id of closed) {
        const past = await take(merging, areaLife, { id, action: 'MERGE' }, () => ({
          set: { validTo: on },
          reason,
          facts: { on },
        }));
        if (isRefusal(past)) return past;
      }
      await endVersions(merging, closed, on);
      const whole = await becomeOne(merging, input, joined, survivor, closed);
      if (isRefusal(whole)) return whole;

      const children = await childrenOf(merging, closed);
      const moved = await reparent(
        merging,
        children.map(({ id }) => id),
        whole,
      );
      await settle(merging, { kind: 'MERGE', on, note: reason, from: absorbed, into: [whole], moved });

      const heritage = await heritageOf(merging, closed);
      await bequeath(merging, {
        from: absorbed,
        into: [whole],
        on,
        heritage,
        heirOf: () => whole,
        rest: whole,
      });
      const going = posts.filter(({ id }) => input.appointmentIds?.includes(id));
      return (await goOnAt(merging, going, whole, on)) ?? whole;
    }),
  );

/** One of the merged areas takes in the others, or a new one comes in the place of all. */
const becomeOne = (
  merging: Act,
  { into, on, reason }: MergeAreasInput,
  joined: readonly Area[],
  survivor: Area | null,
  absorbed: readonly string[],
) =>
  survivor
    ? take(merging, areaLife, { id: survivor.id, action: 'ABSORB' }, () => ({
        set: sums(joined),
        reason,
        facts: { on, absorbed },
      }))
    : succeed(merging, joined[0]!, { code: into.code!, name: into.name!, ...sums(joined) }, on);

/** The areas of a merger, in the order in which they were named; all of them within reach, and locked. */
async function areasNamed(merging: Act, ids: readonly string[]) {
  const locked = await merging.tx.find(Area, {
    where: { id: In([...ids]) },
    order: { id: 'asc' },
    lock: { mode: 'pessimistic_write' },
  });
  const found = new Map(locked.map((area) => [area.id, area]));
  const areas = ids.map((id) => found.get(id));
  const missing = ids.find((id) => !found.has(id) || outside(merging, found.get(id)!));
  return missing ? notFound(merging, 'Area', missing) : (areas as Area[]);
}

const sums = (areas: readonly Area[]) => ({
  householdCount: sum(areas.map(({ householdCount }) => householdCount)),
  registeredPopulation: sum(areas.map(({ registeredPopulation }) => registeredPopulation)),
});

/** What is known together; null when of any it is not. */
const sum = (counts: readonly (number | null)[]) =>
  counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);

function postMissing(ctx: Listener, ids: readonly string[], posts: readonly Appointment[]) {
  const missing = ids.find((wanted) => !posts.some(({ id }) => id === wanted));
  return missing ? notFound(ctx, 'Appointment', missing) : null;
}

const closedAmong = (ctx: Listener, areas: readonly Area[]) =>
  areas.some(({ state }) => state === 'CLOSED') ? actionNotAllowed(ctx, 'MERGE', 'CLOSED') : null;

function unclearTarget(ctx: Listener, { survivorId, code, name }: MergedIntoInput, survivor: Area | null) {
  const isClear = survivorId ? survivor !== null && !code && !name : Boolean(code && name?.trim());
  if (isClear) return null;
  return invalidInput(ctx, 'into', {
    en: '"into" names either one of the merged areas as survivor, or the code and name of a new one.',
    zh: '“into”须指定保留的区域，或新区域的代码和名称，二者选一。',
  });
}
