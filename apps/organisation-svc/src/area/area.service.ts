import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, isRefusal, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  CloseAreaInput,
  CreateAreaInput,
  MoveAreaInput,
  RecodeAreaInput,
  RenameAreaInput,
} from '../generated/graphql';
import { afterToday } from '../guards';
import { Area } from './area.entity';
import { endWith, heritageOf, withoutSuccessor } from './area.heritage';
import { areaLife } from './area.life';
import { outside, reached } from './area.reach';
import {
  beforeLastChangeOf,
  beforeLastChangeWithin,
  closesBeforeItBegan,
  codeTaken,
  inItself,
  notBelow,
  notEmpty,
  numberedElsewhere,
  unlikelyHouseholds,
} from './area.refusals';
import { endVersions, keepVersions, nextLabel, reparent, tellOfMoves } from './area.tree';

/**
 * Acts on the tree take turns: a path rests on every area above it, so two acts at once could leave a child behind.
 * There are few of them in a year.
 */
export const inTurn =
  <Answer>(deed: (act: Act) => Promise<Answer>) =>
  async (act: Act) => {
    await lockName(act.tx, 'areas');
    return deed(act);
  };

export const createArea = (ctx: Context, input: CreateAreaInput) =>
  act(
    ctx,
    Area,
    'createArea',
    input,
    inTurn(async (creating) => {
      const parent = await reached(creating, input.parentId);
      if (!parent) return notFound(ctx, 'Area', input.parentId);

      const fault =
        blank(ctx, 'name', input.name) ??
        unlikelyHouseholds(ctx, 'householdCount', input.householdCount) ??
        afterToday(creating, 'on', input.on) ??
        (await beforeLastChangeOf(creating, parent, input.on)) ??
        notBelow(ctx, 'level', input.level, parent) ??
        (await codeTaken(creating, input.code, input.on)) ??
        numberedElsewhere(ctx, input.code, parent);
      if (fault) return fault;

      const { code, level, on } = input;
      const area = await begin(
        creating,
        areaLife,
        'CREATE',
        {
          ...(await placedBelow(creating, parent)),
          ...(level === 'COMPOUND' ? unmanaged : {}),
          code,
          level,
          name: input.name.trim(),
          householdCount: input.householdCount ?? null,
          urban: input.isUrban ?? parent.urban,
          inProgramme: false,
          validFrom: on,
        },
        { facts: { on } },
      );
      await keepVersions(creating, [area.id], on);
      return area;
    }),
  );

export const renameArea = (ctx: Context, input: RenameAreaInput) =>
  act(
    ctx,
    Area,
    'renameArea',
    input,
    inTurn(async (renaming) => {
      const { id, name, on, reason } = input;
      const renamed = await take(
        renaming,
        areaLife,
        {
          id,
          action: 'RENAME',
          unless: async (area) =>
            outside(renaming, area) ??
            blank(ctx, 'name', name) ??
            afterToday(renaming, 'on', on) ??
            (await beforeLastChangeOf(renaming, area, on)),
        },
        (area) => ({ set: { name: name.trim() }, reason, facts: { on, name: name.trim(), was: area.name } }),
      );
      if (isRefusal(renamed)) return renamed;

      await keepVersions(renaming, [id], on);
      return renamed;
    }),
  );

export const recodeArea = (ctx: Context, input: RecodeAreaInput) =>
  act(
    ctx,
    Area,
    'recodeArea',
    input,
    inTurn(async (recoding) => {
      const { id, code, on, reason } = input;
      const recoded = await take(
        recoding,
        areaLife,
        {
          id,
          action: 'RECODE',
          unless: async (area) =>
            outside(recoding, area) ??
            afterToday(recoding, 'on', on) ??
            (await beforeLastChangeOf(recoding, area, on)) ??
            (await codeTaken(recoding, code, on, [id])),
        },
        (area) => ({ set: { code }, reason, facts: { on, code, was: area.code } }),
      );
      if (isRefusal(recoded)) return recoded;

      await keepVersions(recoding, [id], on);
      return recoded;
    }),
  );

export const moveArea = (ctx: Context, input: MoveAreaInput) =>
  act(
    ctx,
    Area,
    'moveArea',
    input,
    inTurn(async (moving) => {
      const { id, on, reason } = input;
      const parent = await reached(moving, input.parentId);
      if (!parent) return notFound(ctx, 'Area', input.parentId);

      // The rows below move first, while the path that they share with the area still finds them.
      let along: string[] = [];
      const moved = await take(
        moving,
        areaLife,
        {
          id,
          action: 'MOVE',
          unless: async (area) =>
            outside(moving, area) ??
            inItself(ctx, area, parent) ??
            notBelow(ctx, 'parentId', area.level, parent) ??
            afterToday(moving, 'on', on) ??
            (await beforeLastChangeWithin(moving, [area], on)) ??
            (await beforeLastChangeOf(moving, parent, on)),
        },
        async ({ label, parentId }) => {
          along = await reparent(moving, [id], parent);
          return {
            set: { parentId: parent.id, path: `${parent.path}${label}/` },
            reason,
            facts: { on, parentId: parent.id, was: parentId },
          };
        },
      );
      if (isRefusal(moved)) return moved;

      await keepVersions(moving, along, on);
      await tellOfMoves(
        moving,
        along.filter((other) => other !== id),
      );
      return moved;
    }),
  );

export const closeArea = (ctx: Context, input: CloseAreaInput) =>
  act(
    ctx,
    Area,
    'closeArea',
    input,
    inTurn(async (closing) => {
      const { id, on, reason } = input;
      const closed = await take(
        closing,
        areaLife,
        {
          id,
          action: 'CLOSE',
          unless: async (area) =>
            outside(closing, area) ??
            afterToday(closing, 'on', on) ??
            closesBeforeItBegan(ctx, area, on) ??
            (await beforeLastChangeOf(closing, area, on)) ??
            notEmpty(ctx, await childrenOf(closing, [id])) ??
            withoutSuccessor(ctx, await heritageOf(closing, [id])),
        },
        () => ({ set: { validTo: on }, reason, facts: { on } }),
      );
      if (isRefusal(closed)) return closed;

      await endVersions(closing, [id], on);
      await endWith(closing, [id], on);
      return closed;
    }),
  );

/** The active areas directly below others, in the order of their codes. */
export const childrenOf = ({ tx }: Act, ids: readonly string[]): Promise<Area[]> =>
  tx
    .getRepository(Area)
    .createQueryBuilder('area')
    .where(`area.parent_id = any(:ids::uuid[]) and area.state = 'ACTIVE'`, { ids })
    .orderBy('area.code')
    .getMany();

/** What a new area has of the place it is given in the tree. */
export async function placedBelow(act: Act, { id, path }: Area) {
  const label = await nextLabel(act);
  return { label, parentId: id, path: `${path}${label}/`, state: 'ACTIVE' as const };
}

/** What a new compound is like until somebody says otherwise. */
export const unmanaged = {
  enclosed: false,
  propertyMode: 'NONE' as const,
  introducedProperty: false,
  isOld: false,
  isUnderRenovation: false,
  isModel: false,
};
