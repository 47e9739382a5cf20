import { dateIn } from '@jinlin/calendar';
import type { Area } from '../area/area.entity';
import { areaById, rollUpPath } from '../area/area.find';
import type { Context } from '../context';
import type { AreaUnderstaffedArgs, Boundaries, Resolvers } from '../generated/graphql';

export const staffingResolvers: Resolvers = {
  Area: {
    staffing: (area, { boundaries }, ctx) => staffing(ctx, area, boundaries),
    understaffed: (area, args, ctx) => understaffed(ctx, area, args),
  },
  Understaffed: {
    area: ({ areaId }, _, ctx) => areaById(ctx, areaId),
  },
};

/** Outside all localities nothing is wanted, so everything there is fully staffed. */
const nothingWanted = { staffPerStreet: 0, workersPer10kResidents: 0 };

const ruleOf = ({ localities, now }: Context, { code, asOf }: Area) =>
  localities.holding(code)?.staffingRule(asOf ?? dateIn(now));

async function staffing(ctx: Context, area: Area, boundaries: Boundaries = 'THEN') {
  const rule = ruleOf(ctx, area);
  const { staffPerStreet } = rule ?? nothingWanted;
  const path = await rollUpPath(ctx, area, boundaries);
  const count = await ctx.load.staffBelow(staffPerStreet, { day: area.asOf, boundaries }).load(path);
  const { communityWorkers, urbanResidents } = count;
  const rate = urbanResidents ? (communityWorkers * 10_000) / urbanResidents : null;
  return {
    ...count,
    workersPer10kResidents: rate === null ? null : Math.round(rate * 100) / 100,
    workersWantedPer10k: rule?.workersPer10kResidents ?? null,
    hasWorkersWanted: rule && rate !== null ? rate >= rule.workersPer10kResidents : null,
    staffWantedPerStreet: rule?.staffPerStreet ?? null,
    ruleVersion: rule?.ruleVersion ?? null,
  };
}

function understaffed(ctx: Context, area: Area, { level, ...page }: AreaUnderstaffedArgs) {
  const { staffPerStreet, workersPer10kResidents } = ruleOf(ctx, area) ?? nothingWanted;
  const threshold = level === 'STREET' ? staffPerStreet : workersPer10kResidents;
  return ctx.load.understaffedWithin(area.path, { ...page, level, threshold });
}
