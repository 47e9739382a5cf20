import type { ActContext } from '@jinlin/acts';
import { poolOf, type Reader, type Scope, scopedReader } from '@jinlin/database';
import type { Actor } from '@jinlin/identity';
import type { Vault } from '@jinlin/privacy';
import type { SubgraphContext, SubgraphRequest } from '@jinlin/server';
import type { DataSource } from 'typeorm';
import { caseLists } from './case/case.list';
import { caseLoaders } from './case/case.loaders';
import type { Localities } from './locality';

/** What the service has for as long as it runs. */
export interface Service {
  db: DataSource;
  vault: Vault;
  localities: Localities;
  scopeOf: (actor: Actor | null) => Promise<Scope>;
}

/** What one request carries. Made anew for each, so loaders never outlive the request that filled them. */
export interface Context extends ActContext, SubgraphContext {
  vault: Vault;
  localities: Localities;
  read: Reader;
  load: ReturnType<typeof loaders>;
}

const loaders = (db: DataSource, read: Reader, now: Date) => ({
  ...caseLoaders(db, read, now),
  ...caseLists(db, read, now),
});

export const contextOf =
  ({ db, vault, localities, scopeOf }: Service) =>
  async ({ actor, language, now }: Pick<SubgraphRequest, 'actor' | 'language' | 'now'>): Promise<Context> => {
    const scope = await scopeOf(actor);
    const read = scopedReader(poolOf(db), scope);
    return {
      db,
      vault,
      localities,
      actor,
      scope,
      language,
      now,
      read,
      load: loaders(db, read, now),
      end: read.end,
    };
  };
