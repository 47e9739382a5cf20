import { dateIn } from '@jinlin/calendar';
import { connection, fetchSize, isGiven, readCursor } from '@jinlin/database';
import type { Page } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type { ServiceCircleBestPlacesArgs, ServiceCirclePlacesArgs } from '../generated/graphql';
import type { CircleRule, SiteKind } from '../site/site.rules';
import { circlesOf, type HomeCircle, householdsOf, isComplete, type Walk } from './circle';
import { cover } from './cover';
import { nearness } from './nearness';
import { asTheCrowFlies } from './walking';

/** A circle of an area; its homes are worked out when they are first asked for. */
export interface CircleAt {
  rule: CircleRule;
  localityCode: string;
  kindOf: (code: string) => SiteKind;
  homes: () => Promise<HomeCircle[]>;
}

/** A home, with the circle that it was asked for in. */
export type PlaceInCircle = HomeCircle & { circle: CircleAt };

/** A way from a home, likewise. */
export type WalkInCircle = Walk & { circle: CircleAt };

/** The circle that a locality's rule of today draws around the homes of an area; null where it has no such rule. */
export async function circleOf(ctx: Context, areaId: string, key: string): Promise<CircleAt | null> {
  const { load, localities, now } = ctx;
  const area = await load.area.load(areaId);
  const locality = area && localities.holding(area.code);
  const rule = locality?.circles(dateIn(now)).find((circle) => circle.key === key);
  if (!locality || !rule) return null;

  let homes: Promise<HomeCircle[]> | undefined;
  const findHomes = async () => {
    const [found, near] = await Promise.all([
      load.homesOfArea.load(areaId),
      load.nearnessInLocality.load(locality.code),
    ]);
    return circlesOf(found, near, rule, asTheCrowFlies(rule.detour));
  };
  return {
    rule,
    localityCode: locality.code,
    kindOf: locality.siteKind,
    homes: () => {
      homes ??= findHomes();
      return homes;
    },
  };
}

/** How far each kind of the circle reaches. */
export async function coverageOf({ rule, kindOf, homes }: CircleAt) {
  const all = await homes();
  const households = householdsOf(all);
  return rule.kinds.map((code, at) => {
    const reached = all.filter(({ walks }) => walks[at]!.isNear);
    const inReach = householdsOf(reached);
    return {
      kind: kindOf(code),
      homes: reached.length,
      households: inReach,
      householdShare: households ? (inReach * 100) / households : null,
    };
  });
}

export type CirclePlacePage = Page<PlaceInCircle>;

/** The homes of a circle, page by page. */
export async function placesOf(
  circle: CircleAt,
  { where, ...page }: ServiceCirclePlacesArgs,
): Promise<CirclePlacePage> {
  const size = fetchSize(page);
  const [after] = readCursor(page.after, 1) ?? [];
  const fits = (home: HomeCircle) =>
    (!isGiven(where?.isComplete) || isComplete(home) === where.isComplete) &&
    (!where?.missing || home.walks.some(({ kind, isNear }) => kind === where.missing && !isNear));

  const found = (await circle.homes()).filter(fits);
  const rows = found.filter(({ path }) => after === undefined || path > after).slice(0, size);
  const places = connection(
    rows.map((home) => ({ ...home, circle })),
    page,
    ({ path }) => [path],
  );
  return Object.assign(places, { totalCount: async () => found.length });
}

/** Where new sites of a kind would bring most households near to one. */
export async function bestPlacesOf(
  { load, localities }: Context,
  { rule, localityCode, kindOf, homes }: CircleAt,
  { kind, count = 1 }: Partial<ServiceCircleBestPlacesArgs> & { kind: string },
) {
  if (count < 1 || count > 10) throw badInput(`"count" must be from 1 to 10; it is ${count}.`);
  if (localities.named(localityCode).siteKinds.every(({ code }) => code !== kind)) {
    throw badInput(`The locality has no sites of the kind ${kind}; serviceSiteKinds tells which it has.`);
  }

  const sites = (await load.nearnessInLocality.load(localityCode))(kind);
  // A walk of so many minutes is no longer than this as the crow flies.
  const withinMetres = (rule.minutes * rule.metresPerMinute) / rule.detour;
  const all = await homes();
  const without = all.filter((home) => sites(home, { count: 1, withinMetres }).length === 0);

  const near = nearness(without.map((home, place) => ({ ...home, place })));
  const { chosen, gained, atMost } = cover(
    {
      households: without.map(({ households }) => households),
      reaches: all.map((home) => near(home, { withinMetres }).map(({ place }) => place)),
    },
    count,
  );
  return {
    kind: kindOf(kind),
    householdsNow: householdsOf(all) - householdsOf(without),
    householdsGained: gained,
    places: chosen.map(({ candidate, gained: householdsGained }) => {
      const { areaId, longitude, latitude } = all[candidate]!;
      return { area: { id: areaId }, location: { longitude, latitude }, householdsGained };
    }),
    isExact: atMost === gained,
    householdsGainedAtMost: atMost,
    gap: atMost ? ((atMost - gained) * 100) / atMost : 0,
  };
}

/** The ways from a home, each with the words for its kind. */
export const walksOf = ({ circle, walks }: PlaceInCircle): WalkInCircle[] =>
  walks.map((walk) => ({ ...walk, circle }));

const badInput = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
