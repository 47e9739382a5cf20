import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { followOrganisation, jurisdictions } from '@jinlin/replicas';
import { runService } from '@jinlin/service';
import { config } from './config';
import { contextOf } from './context';
import { tickDeadlines } from './deadline/deadline.clock';
import { load } from './load/load';
import { localities } from './locality';
import { tickNeighbourCalls } from './neighbour-call/neighbour-call.clock';
import { tickProposals } from './proposal/proposal.clock';
import { schema } from './schema';
import { placedTables, tables } from './tables';
import { addresses } from './webhook/addresses';
import { tickWhistles } from './whistle/whistle.clock';

const seal = vault(config.DATA_KEY);
const callBacks = addresses(config.WEBHOOK_NETWORKS);

void runService({
  name: 'cases-svc',
  config,
  tables,
  schema,
  contextOf: (db) =>
    contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)), addresses: callBacks }),
  load: load(seal),
  tick: (db, now) =>
    Promise.all(
      [tickDeadlines, tickWhistles, tickNeighbourCalls, tickProposals].map((tick) =>
        tick(db, localities, now),
      ),
    ),
  follow: (streams) => followOrganisation(streams, placedTables),
});
