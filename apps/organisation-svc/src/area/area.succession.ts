import { type Act, begin } from '@jinlin/acts';
import { invalidInput, type Listener, notFound } from '@jinlin/graphql';
import type { AreaAction, AreaChangeKind, AreaState } from '../generated/graphql';
import { Area } from './area.entity';
import { areaLife } from './area.life';
import { placedBelow } from './area.service';
import { keepVersions, tellOfMoves } from './area.tree';
import { AreaChange, AreaLineage } from './area-change.entity';

interface Succession {
  kind: AreaChangeKind;
  on: string;
  note: string | null | undefined;
  from: Area[];
  into: Area[];
  moved: string[];
}

/** Writes down who followed whom, and lets the new order hold from its day on. */
export async function settle(act: Act, { kind, on, note, from, into, moved }: Succession) {
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
export async function succeed(act: Act, past: Area, given: Given, on: string): Promise<Area> {
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

/** What comes of an area lies beside it: whoever ends one must reach that far. */
export const whollyOwn = (act: Act, { id, path, parentId }: Area) =>
  path === act.scope.areaPath ? notFound(act, 'Area', parentId ?? id) : null;

export const fewerThanTwo = (ctx: Listener, field: string, things: readonly unknown[]) =>
  things.length >= 2
    ? null
    : invalidInput(ctx, field, { en: `"${field}" must name two or more.`, zh: `“${field}”至少须有两个。` });
