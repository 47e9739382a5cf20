import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { notFound, refusal, say } from '@jinlin/graphql';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { EndGridPlacementInput, PlaceUnitInGridInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins, notAtLevel } from '../guards';
import { Unit } from '../unit/unit.entity';
import { GridPlacement } from './grid-placement.entity';
import { gridPlacementLife } from './grid-placement.life';

export const placeUnitInGrid = (ctx: Context, input: PlaceUnitInGridInput) =>
  act(ctx, GridPlacement, 'placeUnitInGrid', input, async (placing) => {
    const { unitId, areaId, from } = input;
    const grid = await reached(placing, areaId);
    if (!grid) return notFound(ctx, 'Area', areaId);
    // Its seat may lie above what the actor reaches: a county's bureau may enter the grid of a village.
    if (!(await placing.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' })))
      return notFound(ctx, 'Unit', unitId);

    await lockName(placing.tx, `placements in ${areaId}`);
    const fault =
      notAtLevel(ctx, grid, 'GRID') ??
      afterToday(placing, 'from', from) ??
      (await alreadyPlaced(placing, input));
    if (fault) return fault;

    return begin(placing, gridPlacementLife, 'PLACE', { state: 'PLACED', unitId, areaId, fromOn: from });
  });

export const endGridPlacement = (ctx: Context, input: EndGridPlacementInput) =>
  act(ctx, GridPlacement, 'endGridPlacement', input, (ending) =>
    take(
      ending,
      gridPlacementLife,
      {
        id: input.id,
        action: 'END',
        unless: async (placement) =>
          (await beyondReach(ending, placement)) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, placement, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

async function alreadyPlaced(placing: Act, { unitId, areaId, from }: PlaceUnitInGridInput) {
  const [found] = await placing.tx.query(
    `select id from grid_placement
     where area_id = $1 and unit_id = $2 and (to_on is null or to_on > $3) limit 1`,
    [areaId, unitId, from],
  );
  if (!found) return null;
  const placement = await placing.tx.findOneByOrFail(GridPlacement, { id: found.id });
  return refusal(
    'UnitAlreadyPlaced',
    'UNIT_ALREADY_PLACED',
    say(placing, {
      en: `The unit is in this grid since ${placement.fromOn}.`,
      zh: `该单位自 ${placement.fromOn} 起已进入此网格。`,
    }),
    { placement },
  );
}
