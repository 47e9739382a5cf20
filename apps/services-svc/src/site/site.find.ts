import { dateIn } from '@jinlin/calendar';
import { areaNamed } from '@jinlin/replicas';
import type { Context } from '../context';
import type { AreaServiceSitesArgs, StationSpace } from '../generated/graphql';
import type { SitePage, Whose } from './site.list';

/** Sites by name: all there are, those of an area, or those that a unit runs. */
export async function sitesOf(
  { load }: Context,
  whose: Whose,
  id: string,
  { where, ...page }: AreaServiceSitesArgs,
): Promise<SitePage> {
  const { areaCode, areaId, ...rest } = where ?? {};
  const area = await areaNamed(load, { areaCode, areaId });
  return load.sites(id, { ...page, whose, where: { ...rest, areaPath: area?.path } });
}

/** The station space of an area, against what its locality asks for; null for an area outside the localities. */
export async function stationSpaceOf(
  { load, localities, now }: Context,
  areaId: string,
): Promise<StationSpace | null> {
  const space = await load.stationSpaceOfArea.load(areaId);
  const locality = space && localities.holding(space.code);
  if (!locality) return null;

  const { households, squareMetres } = space;
  const { threshold, ruleVersion } = locality.stationSpace(dateIn(now));
  const perHundredHouseholds = households ? (squareMetres * 100) / households : null;
  return {
    squareMetres,
    households,
    perHundredHouseholds,
    threshold,
    ruleVersion,
    isMet: perHundredHouseholds === null ? null : perHundredHouseholds >= threshold,
  };
}
