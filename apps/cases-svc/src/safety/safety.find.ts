import { dateIn } from '@jinlin/calendar';
import { liesIn } from '@jinlin/identity';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { AreaFourZerosArgs, AreaIncidentsArgs, ZeroCount } from '../generated/graphql';
import { pathOf } from '../within';
import type { IncidentPage } from './safety.list';

/** The four zeros of an area at the end of a day; null where the actor may not see all of it. */
export async function fourZerosOf(
  { load, scope, now }: Context,
  areaId: string,
  { asOf }: AreaFourZerosArgs,
): Promise<ZeroCount[] | null> {
  const today = dateIn(now);
  if (asOf && asOf > today) {
    throw new GraphQLError(`"asOf" must not lie ahead; today is ${today}.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const area = await load.area.load(areaId);
  if (!area || !liesIn(area.path, scope.areaPath)) return null;
  return load.zerosOfArea.load({ areaId, asOf: asOf ?? today });
}

/** The incidents of an area and of everything below it. */
export const incidentsOfArea = async (
  ctx: Context,
  areaId: string,
  args: AreaIncidentsArgs,
): Promise<IncidentPage> => ctx.load.incidents(await pathOf(ctx, areaId), args);
