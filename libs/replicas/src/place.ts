import { type Reader, statement, unseen } from '@jinlin/database';
import { oneBy, oneByStatement } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { DataSource, EntityManager } from 'typeorm';
import { Area } from './area';

const CURRENT_AREAS_BY_CODE = statement(/* SQL */ `
  select id, code, level, path from area where code = any(${unseen('$1', 'text')}) and valid_to is null
`);

export type NamedArea = Pick<Area, 'id' | 'code' | 'level' | 'path'>;

/** The areas that a request refers to, by id, and by the code that they bear today. */
export const areaLoaders = (db: DataSource, read: Reader) => ({
  area: oneBy(db, read, Area, 'id'),
  areaByCode: oneByStatement<NamedArea>(read, CURRENT_AREAS_BY_CODE, ({ code }) => code),
});

export interface AreaFilter {
  areaCode?: string | null | undefined;
  areaId?: string | null | undefined;
}

/** The area that a filter names by code or by id, or null; refuses a name that nothing bears today. */
export async function areaNamed(
  load: ReturnType<typeof areaLoaders>,
  where: AreaFilter | null | undefined,
): Promise<NamedArea | null> {
  const { areaCode, areaId } = where ?? {};
  if (!areaCode && !areaId) return null;

  const area = areaCode ? await load.areaByCode.load(areaCode) : await load.area.load(areaId!);
  if (area) return area;
  throw new GraphQLError(`No area has ${areaCode ? `the code ${areaCode} today` : `the id ${areaId}`}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
}

/** The community above a place, or the place itself; null above community level. */
export async function communityOf(tx: EntityManager, { path }: Pick<Area, 'path'>): Promise<string | null> {
  const [community] = (await tx.query(
    `select id from area where level = 'COMMUNITY' and valid_to is null and path = any($1)`,
    [pathsAbove(path)],
  )) as { id: string }[];
  return community?.id ?? null;
}

/** `/h/h1/h3/` lies under `/h/`, `/h/h1/` and itself. */
export const pathsAbove = (path: string) => {
  const labels = path.split('/').slice(1, -1);
  return labels.map((_, depth) => `/${labels.slice(0, depth + 1).join('/')}/`);
};
