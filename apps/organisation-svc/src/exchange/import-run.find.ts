import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import type { QueryImportRunsArgs } from '../generated/graphql';

/** An import that was begun within the actor's area, or null. */
export async function importRunOf({ load, scope }: Context, id: string) {
  const found = await load.importRun.load(id);
  const area = found?.areaId ? await load.areasOn(null).byId.load(found.areaId) : null;
  return area && liesIn(area.path, scope.areaPath) ? found : null;
}

/** A path that nothing lies below. */
const NOWHERE = '//';

export const findImportRuns = ({ load, scope }: Context, { where, ...page }: QueryImportRunsArgs) =>
  load.importRunsWithin(scope.areaPath ?? NOWHERE, { ...page, where: where ?? {} });
