import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { followOrganisation, jurisdictions } from '@jinlin/replicas';
import { runService } from '@jinlin/service';
import type { DataSource } from 'typeorm';
import { config } from './config';
import { contextOf } from './context';
import { tickDeadlines } from './deadline/deadline.clock';
import { doorsOf } from './doors';
import { load } from './load/load';
import { localities } from './locality';
import { tickNeighbourCalls } from './neighbour-call/neighbour-call.clock';
import { tickProposals } from './proposal/proposal.clock';
import { schema } from './schema';
import { placedTables, tables } from './tables';
import { addresses } from './webhook/addresses';
import { workWebhooks } from './webhook/webhook.work';
import { tickWhistles } from './whistle/whistle.clock';
import { tickWishes } from './wish/wish.clock';

const seal = vault(config.DATA_KEY);
const callBacks = addresses(config.WEBHOOK_NETWORKS);

const contexts = (db: DataSource) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)), addresses: callBacks });

void runService({
  name: 'cases-svc',
  config,
  tables,
  schema,
  contextOf: contexts,
  doors: (db) => doorsOf(db, contexts(db)),
  load: load(seal),
  tick: (db, now) =>
    Promise.all(
      [tickDeadlines, tickWhistles, tickNeighbourCalls, tickProposals, tickWishes].map((tick) =>
        tick(db, localities, now),
      ),
    ),
  work: workWebhooks({ vault: seal, addresses: callBacks, schema: config.DATABASE_SCHEMA }),
  follow: (streams) => followOrganisation(streams, placedTables),
});
