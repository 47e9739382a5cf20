import { GraphQLError } from 'graphql';
import type { Context } from '../context';
import type {
  AreaChildrenArgs,
  AreaDescendantsCountArgs,
  AreaLevel,
  Boundaries,
  QueryAreasArgs,
} from '../generated/graphql';
import type { Area } from './area.entity';
import type { AreaPage } from './area.list';
import type { AreaChange } from './area-change.entity';

/** The path that begins every path: everything lies in it. */
const EVERYTHING = '/';

/** The areas that a filter describes, as of a day or now. */
export const findAreas = (ctx: Context, args: QueryAreasArgs): Promise<AreaPage> =>
  listWithin(ctx, args, ctx.load.areasWithin);

/** The area that a record names, as it is now or last was: whatever happens to an area, its row stays. */
export const areaById = async ({ load }: Context, id: string): Promise<Area> =>
  (await load.areasOn(null).byId.load(id))!;

/** The children of an area, or all areas of one level below it. */
export const childrenOf = (
  { load }: Context,
  { id, path, asOf }: Area,
  { level, ...page }: AreaChildrenArgs,
) => (level ? load.areasBelow(path, { ...page, level, asOf }) : load.childrenOfArea(id, { ...page, asOf }));

/** Everything an area lies in, the highest first: the labels of its path name them. */
export async function ancestorsOf({ load }: Context, { path, asOf }: Area): Promise<Area[]> {
  const labels = path.split('/').slice(1, -2);
  const areas = await Promise.all(labels.map((label) => load.areasOn(asOf).byLabel.load(label)));
  return areas.filter((area) => area !== null);
}

/** The area of a level that an area lies in, or itself. */
export async function ancestorAt(ctx: Context, area: Area, level: AreaLevel): Promise<Area | null> {
  if (area.level === level) return area;
  return (await ancestorsOf(ctx, area)).find((ancestor) => ancestor.level === level) ?? null;
}

/** The areas of a lineage, as they are now or last were. */
export async function areasNamed({ load }: Context, ids: readonly string[]): Promise<Area[]> {
  const areas = await Promise.all(ids.map((id) => load.areasOn(null).byId.load(id)));
  return areas.filter((area) => area !== null).sort((a, b) => a.code.localeCompare(b.code));
}

export const predecessorsOf = async (ctx: Context, { id }: Area) =>
  areasNamed(
    ctx,
    (await ctx.load.predecessors.load(id)).map((area) => area.id),
  );

export const successorsOf = async (ctx: Context, { id }: Area) =>
  areasNamed(
    ctx,
    (await ctx.load.successors.load(id)).map((area) => area.id),
  );

export async function partiesTo(ctx: Context, { id }: AreaChange, side: 'predecessors' | 'successors') {
  const lineage = await ctx.load.lineageOfChange.load(id);
  return areasNamed(ctx, lineage?.[side] ?? []);
}

/** The path below which a figure of an area is rolled up: that of the day asked for, or of its ground today. */
export async function rollUpPath({ load }: Context, { id, path, asOf }: Area, boundaries?: Boundaries) {
  if (!asOf || boundaries !== 'TODAY') return path;
  const ground = await load.groundOfArea.load(id);
  return ground?.path ?? path;
}

export async function descendantsCount(
  ctx: Context,
  area: Area,
  { level, boundaries }: AreaDescendantsCountArgs,
) {
  const path = await rollUpPath(ctx, area, boundaries);
  return ctx.load.areaCount(level, area.asOf, boundaries).load(path);
}

interface Within {
  withinCode?: string | null | undefined;
  withinId?: string | null | undefined;
}

interface Asked {
  where?: Within | null | undefined;
  asOf?: string | null | undefined;
}

/** What a list is asked for once its place is known: the filter without the area that it names. */
type Narrowed<Args extends Asked> = Omit<Args, 'where'> & {
  where: Omit<NonNullable<Args['where']>, keyof Within>;
};

/** A list of what stands at or below the area that its filter names, or anywhere. */
export async function listWithin<Args extends Asked, Answer>(
  ctx: Context,
  args: Args,
  list: (path: string, args: Narrowed<Args>) => Promise<Answer>,
): Promise<Answer> {
  const { withinCode, withinId, ...where } = args.where ?? {};
  const path = await pathNamed(ctx, { withinCode, withinId }, args.asOf);
  // The rest of a filter of a type that is not known here is of a type that is not known either.
  return list(path ?? EVERYTHING, { ...args, where } as unknown as Narrowed<Args>);
}

/** The path of the area that a filter names by code or by id; refuses a name that nothing bears then. */
export async function pathNamed(
  { load }: Context,
  { withinCode, withinId }: Within,
  asOf?: string | null,
): Promise<string | null> {
  if (!withinCode && !withinId) return null;

  const areas = load.areasOn(asOf);
  const area = withinCode ? await areas.byCode.load(withinCode) : await areas.byId.load(withinId!);
  if (area) return area.path;
  throw new GraphQLError(
    `No area has ${withinCode ? `the code ${withinCode}` : `the id ${withinId}`} then.`,
    {
      extensions: { code: 'BAD_USER_INPUT' },
    },
  );
}
