import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { actionNotAllowed, blank, invalidInput, isRefusal, type Listener, notFound } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Appointment } from '../appointment/appointment.entity';
import { goOnAt, postsAt } from '../appointment/appointment.estate';
import type { Context } from '../context';
import type {
  AreaAction,
  AreaChangeKind,
  AreaState,
  MergeAreasInput,
  MergedIntoInput,
  SplitAreaInput,
  SuccessorInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { Area } from './area.entity';
import { bequeath, type Heritage, heritageOf, withoutSuccessor } from './area.heritage';
import { areaLife } from './area.life';
import { outside } from './area.reach';
import {
  beforeLastChangeWithin,
  childrenLeftOver,
  closesBeforeItBegan,
  codeTaken,
  notSiblings,
} from './area.refusals';
import { childrenOf, inTurn, placedBelow } from './area.service';
import { endVersions, keepVersions, reparent, tellOfMoves } from './area.tree';
import { AreaChange, AreaLineage } from './area-change.entity';

export const splitArea = (ctx: Context, input: SplitAreaInput) =>
  act(
    ctx,
    Area,
    'splitArea',
    input,
    inTurn(async (splitting) => {
      const { id, on, reason, successors } = input;
      // Once it is locked nothing more comes to stand there.
      await lock(splitting, Area, id);
      const children = await childrenOf(splitting, [id]);
      const heritage = await heritageOf(splitting, [id]);
      const posts = await postsAt(splitting, [id]);
      const past = await take(
        splitting,
        areaLife,
        {
          id,
          action: 'SPLIT',
          unless: async (area) =>
            outside(splitting, area) ??
            whollyOwn(splitting, area) ??
            fewerThanTwo(ctx, 'successors', successors) ??
            afterToday(splitting, 'on', on) ??
            closesBeforeItBegan(ctx, area, on) ??
            (await beforeLastChangeWithin(splitting, [area], on)) ??
            strangerOf(ctx, successors, children) ??
            namedTwice(ctx, successors) ??
            childrenLeftOver(ctx, unnamed(successors, children)) ??
            unknownAmong(ctx, successors, heritage, posts) ??
            orphans(ctx, successors, heritage) ??
            (await wrongSuccessor(splitting, successors, on, id)),
        },
        () => ({ set: { validTo: on }, reason, facts: { on } }),
      );
      if (isRefusal(past)) return past;

      await endVersions(splitting, [id], on);
      const born: Area[] = [];
      const moved: string[] = [];
      for (const { childIds, code, name, householdCount } of successors) {
        const area = await succeed(
          splitting,
          past,
          { code, name, householdCount: householdCount ?? null },
          on,
        );
        born.push(area);
        moved.push(...(await reparent(splitting, childIds, area)));
      }
      await settle(splitting, { kind: 'SPLIT', on, note: reason, from: [past], into: born, moved });

      const heirs = new Map(
        successors.flatMap(({ takes }, at) => (takes ?? []).map((thing) => [thing, born[at]!])),
      );
      const rest = born[successors.findIndex(({ takesTheRest }) => takesTheRest)] ?? null;
      await bequeath(splitting, {
        from: [past],
        into: born,
        on,
        heritage,
        // Whatever is not named goes with the rest: without it, all is named.
        heirOf: (thing) => heirs.get(thing.id) ?? rest!,
        rest,
      });
      for (const heir of born) {
        const going = posts.filter((post) => heirs.get(post.id) === heir);
        const taken = await goOnAt(splitting, going, heir, on);
        if (taken) return taken;
      }
      return past;
    }),
  );

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

      const whole = survivor
        ? await take(merging, areaLife, { id: survivor.id, action: 'ABSORB' }, () => ({
            set: sums(joined),
            reason,
            facts: { on, absorbed: closed },
          }))
        : await succeed(merging, joined[0]!, { code: into.code!, name: into.name!, ...sums(joined) }, on);
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

interface Succession {
  kind: AreaChangeKind;
  on: string;
  note: string | null | undefined;
  from: Area[];
  into: Area[];
  moved: string[];
}

/** Writes down who followed whom, and lets the new order hold from its day on. */
async function settle(act: Act, { kind, on, note, from, into, moved }: Succession) {
  const change = await act.tx.getRepository(AreaChange).save({ kind, day: on, note: note ?? null });
  await act.tx.getRepository(AreaLineage).insert(
    from.flatMap((predecessor) =>
      into.map((successor) => ({
        changeId: change.id,
        predecessorId: predecessor.id,
        successorId: successor.id,
      })),
    ),
  );

  const begun = into.filter(({ validFrom }) => validFrom === on).map(({ id }) => id);
  await keepVersions(act, [...begun, ...moved], on);
  await tellOfMoves(act, moved);
}

type Given = Pick<Area, 'code' | 'name' | 'householdCount'> & Partial<Area>;

/** Makes an area in the place of another, which it resembles in all that is not said. */
async function succeed(act: Act, past: Area, given: Given, on: string): Promise<Area> {
  const {
    level,
    urban,
    inProgramme,
    enclosed,
    propertyMode,
    managedSince,
    introducedProperty,
    isOld,
    isUnderRenovation,
    isModel,
  } = past;
  const parent = await act.tx.getRepository(Area).findOneByOrFail({ id: past.parentId! });
  return begin<Area, AreaState, AreaAction>(
    act,
    areaLife,
    'CREATE',
    {
      ...(await placedBelow(act, parent)),
      level,
      urban,
      inProgramme,
      enclosed,
      propertyMode,
      managedSince,
      introducedProperty,
      isOld,
      isUnderRenovation,
      isModel,
      longitude: past.longitude,
      latitude: past.latitude,
      ...given,
      name: given.name.trim(),
      validFrom: on,
    },
    { facts: { on } },
  );
}

const sums = (areas: readonly Area[]) => ({
  householdCount: sum(areas.map(({ householdCount }) => householdCount)),
  registeredPopulation: sum(areas.map(({ registeredPopulation }) => registeredPopulation)),
});

/** What is known together; null when of any it is not. */
const sum = (counts: readonly (number | null)[]) =>
  counts.reduce((total, count) => (total === null || count === null ? null : total + count), 0);

/** What comes of an area lies beside it: whoever ends one must reach that far. */
const whollyOwn = (act: Act, { id, path, parentId }: Area) =>
  path === act.scope.areaPath ? notFound(act, 'Area', parentId ?? id) : null;

const taken = (successors: readonly SuccessorInput[]) => successors.flatMap(({ takes }) => takes ?? []);

/** Something that a successor is to take and that does not stand at the area, or is to go two ways. */
function unknownAmong(
  ctx: Listener,
  successors: readonly SuccessorInput[],
  heritage: readonly Heritage[],
  posts: readonly Appointment[],
) {
  const known = new Set([...heritage.flatMap(({ rows }) => rows), ...posts].map(({ id }) => id));
  const ids = taken(successors);
  const unknown = ids.find((id) => !known.has(id));
  if (unknown) return notFound(ctx, 'Record', unknown);

  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice) {
    return invalidInput(ctx, 'takes', {
      en: `Each thing goes to one successor; ${twice} is named twice.`,
      zh: `每个事项只能由一个新区域承接；${twice} 出现两次。`,
    });
  }
  if (successors.filter(({ takesTheRest }) => takesTheRest).length <= 1) return null;
  return invalidInput(ctx, 'takesTheRest', {
    en: 'One successor at most takes the rest.',
    zh: '只能有一个新区域承接其余事项。',
  });
}

/** What stands at an area that is split, and goes nowhere. */
function orphans(ctx: Listener, successors: readonly SuccessorInput[], heritage: readonly Heritage[]) {
  if (successors.some(({ takesTheRest }) => takesTheRest)) return null;
  const ids = new Set(taken(successors));
  return withoutSuccessor(
    ctx,
    heritage.map(({ estate, rows }) => ({ estate, rows: rows.filter(({ id }) => !ids.has(id)) })),
  );
}

function postMissing(ctx: Listener, ids: readonly string[], posts: readonly Appointment[]) {
  const missing = ids.find((wanted) => !posts.some(({ id }) => id === wanted));
  return missing ? notFound(ctx, 'Appointment', missing) : null;
}

const fewerThanTwo = (ctx: Listener, field: string, things: readonly unknown[]) =>
  things.length >= 2
    ? null
    : invalidInput(ctx, field, { en: `"${field}" must name two or more.`, zh: `“${field}”至少须有两个。` });

const named = (successors: readonly SuccessorInput[]) => successors.flatMap(({ childIds }) => childIds);

const unnamed = (successors: readonly SuccessorInput[], children: Area[]) => {
  const ids = new Set(named(successors));
  return children.filter(({ id }) => !ids.has(id));
};

/** A child that the area does not have. */
function strangerOf(ctx: Listener, successors: readonly SuccessorInput[], children: Area[]) {
  const ids = new Set(children.map(({ id }) => id));
  const stranger = named(successors).find((id) => !ids.has(id));
  return stranger ? notFound(ctx, 'Area', stranger) : null;
}

function namedTwice(ctx: Listener, successors: readonly SuccessorInput[]) {
  const ids = named(successors);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (!twice) return null;
  return invalidInput(ctx, 'successors', {
    en: `Each child goes to one successor; ${twice} is named twice.`,
    zh: `每个下级只能归入一个新区域；${twice} 出现两次。`,
  });
}

async function wrongSuccessor(act: Act, successors: readonly SuccessorInput[], on: string, splitId: string) {
  const codes = successors.map(({ code }) => code);
  const twice = codes.find((code, i) => codes.indexOf(code) < i);
  if (twice) {
    return invalidInput(act, 'successors', {
      en: `Two successors are given the code ${twice}.`,
      zh: `两个新区域使用了同一代码 ${twice}。`,
    });
  }
  for (const { code, name } of successors) {
    const fault = blank(act, 'successors', name) ?? (await codeTaken(act, code, on, [splitId]));
    if (fault) return fault;
  }
  return null;
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
