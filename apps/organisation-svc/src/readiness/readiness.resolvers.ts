import { dateIn } from '@jinlin/calendar';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';

export const readinessResolvers: Resolvers = {
  Area: {
    readiness: (area, { year }, ctx) =>
      ctx.load.readiness(year ?? thisYear(ctx), wantedPer10k(ctx, area)).load(area.path),
    unready: (area, { year, ...args }, ctx) =>
      ctx.load.unreadyWithin(area.path, {
        ...args,
        year: year ?? thisYear(ctx),
        wantedPer10k: wantedPer10k(ctx, area),
      }),
  },
};

const thisYear = ({ now }: Context) => Number(dateIn(now).slice(0, 4));

/** What the profile wants of community workers; outside all localities one will do. */
const wantedPer10k = ({ localities, now }: Context, { code }: Area) =>
  localities.holding(code)?.staffingRule(dateIn(now)).workersPer10kResidents ?? 0;
