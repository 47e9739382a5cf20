import { poolOf, postgres } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { followOrganisation, jurisdictions } from '@jinlin/replicas';
import { following, runService } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { config } from './config';
import { contextOf } from './context';
import { tickDeadlines } from './deadline/deadline.clock';
import { visitNeeds } from './demand/visit-need';
import { doorsOf } from './doors';
import { load } from './load/load';
import { localities } from './locality';
import { tickNeighbourCalls } from './neighbour-call/neighbour-call.clock';
import { tickProjectLists } from './project-list/project-list.clock';
import { tickProposals } from './proposal/proposal.clock';
import { tickResources } from './resource/resource.clock';
import { sandboxBeside } from './sandbox/sandbox';
import { buildSchema } from './schema';
import { placedTables, tables } from './tables';
import { addresses } from './webhook/addresses';
import { workWebhooks } from './webhook/webhook.work';
import { tickWhistles } from './whistle/whistle.clock';
import { tickWishes } from './wish/wish.clock';

const seal = vault(config.DATA_KEY);
const callBacks = addresses(config.WEBHOOK_NETWORKS);

const contexts = (db: DataSource) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)), addresses: callBacks });

/** Whose events tell what visits to elders have shown to be needed. */
const services = {
  url: config.EVENTS_URL_SERVICES ?? config.DATABASE_URL,
  schema: 'services',
  service: 'services-svc',
};

const beside = config.DATABASE_SCHEMA;
const sandbox = sandboxBeside({
  vault: seal,
  localities,
  addresses: callBacks,
  schema: `${beside}_sandbox`,
  beside,
  db: postgres({ url: config.DATABASE_URL, schema: `${beside}_sandbox`, connections: 4 }, tables),
});

void runService({
  name: 'cases-svc',
  config,
  tables,
  buildSchema,
  contextOf: contexts,
  doors: (db) => doorsOf(db, contexts(db), sandbox),
  load: load(seal),
  tick: (db, now) =>
    Promise.all([
      sandbox.tick(db, now),
      ...[
        tickDeadlines,
        tickWhistles,
        tickNeighbourCalls,
        tickProposals,
        tickWishes,
        tickResources,
        tickProjectLists,
      ].map((tick) => tick(db, localities, now)),
    ]),
  work: (db, onFault) => {
    const parts = {
      vault: seal,
      addresses: callBacks,
      schema: config.DATABASE_SCHEMA,
      logDays: config.WEBHOOK_LOG_DAYS,
    };
    const stops = [
      workWebhooks(parts)(db, onFault),
      sandbox.work(onFault),
      following(services, (streams) => [visitNeeds(db, localities, streams)])(db, onFault),
    ];
    return async () => {
      await Promise.all(stops.map((stop) => stop()));
    };
  },
  follow: (streams) => followOrganisation(streams, placedTables),
});
