import { type Act, act, lock, take } from '@jinlin/acts';
import { blank, invalidInput, isRefusal, type Listener, notFound } from '@jinlin/graphql';
import type { Appointment } from '../appointment/appointment.entity';
import { goOnAt, postsAt } from '../appointment/appointment.estate';
import type { Context } from '../context';
import type { SplitAreaInput, SuccessorInput } from '../generated/graphql';
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
  unlikelyHouseholds,
} from './area.refusals';
import { childrenOf, inTurn } from './area.service';
import { fewerThanTwo, settle, succeed, whollyOwn } from './area.succession';
import { endVersions, reparent } from './area.tree';

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
      const { born, moved } = await bear(splitting, past, successors, on);
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
      return (await holdersGoOn(splitting, posts, heirs, on)) ?? past;
    }),
  );

/** Makes the successors of an area, each with the children that it is given; says what moved. */
async function bear(splitting: Act, past: Area, successors: readonly SuccessorInput[], on: string) {
  const born: Area[] = [];
  const moved: string[] = [];
  for (const { childIds, code, name, householdCount } of successors) {
    const given = { code, name, householdCount: householdCount ?? null };
    const area = await succeed(splitting, past, given, on);
    born.push(area);
    moved.push(...(await reparent(splitting, childIds, area)));
  }
  return { born, moved };
}

/** Lets the holders of the posts that were named go on where they were named; refuses when a post is held there. */
async function holdersGoOn(
  splitting: Act,
  posts: readonly Appointment[],
  heirs: ReadonlyMap<string, Area>,
  on: string,
) {
  for (const heir of new Set(heirs.values())) {
    const going = posts.filter((post) => heirs.get(post.id) === heir);
    const taken = await goOnAt(splitting, going, heir, on);
    if (taken) return taken;
  }
  return null;
}

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
  for (const { code, name, householdCount } of successors) {
    const fault =
      blank(act, 'successors', name) ??
      unlikelyHouseholds(act, 'successors', householdCount) ??
      (await codeTaken(act, code, on, [splitId]));
    if (fault) return fault;
  }
  return null;
}
