import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { followOrganisation, jurisdictions } from '@jinlin/replicas';
import { following, runService } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { config } from './config';
import { contextOf } from './context';
import { tickDayCare } from './day-care/day-care.clock';
import { hsdsDoor } from './hsds/hsds.door';
import { load } from './load/load';
import { localities } from './locality';
import { tickPoints } from './points/points.clock';
import { wishAwards } from './points/wish-award';
import { buildSchema } from './schema';
import { placedTables, tables } from './tables';
import { needDemands } from './visit-watch/need-demand';
import { tickVisits } from './visit-watch/visit-watch.clock';

const seal = vault(config.DATA_KEY);

/** Whose events tell what wishes have earned and what became of demands. */
const cases = { url: config.EVENTS_URL_CASES ?? config.DATABASE_URL, schema: 'cases', service: 'cases-svc' };

const contexts = (db: DataSource) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) });

void runService({
  name: 'services-svc',
  config,
  tables,
  buildSchema,
  contextOf: contexts,
  doors: (db) => hsdsDoor(contexts(db)),
  load: load(seal),
  tick: (db, now) =>
    Promise.all([tickPoints(db, now), tickVisits(db, now), tickDayCare(db, localities, now)]),
  work: following(cases, (streams, db) => [wishAwards(db, localities, streams), needDemands(db, streams)]),
  follow: (streams) => followOrganisation(streams, placedTables),
});
