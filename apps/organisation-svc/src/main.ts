import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { jurisdictions } from '@jinlin/replicas';
import { runService } from '@jinlin/service';
import { tickCommitments } from './agreement/commitment.clock';
import { config } from './config';
import { contextOf } from './context';
import { tickDuties } from './duty/duty.clock';
import { tickEvaluations } from './evaluation/evaluation.clock';
import { load } from './load/load';
import { localities } from './locality';
import { buildSchema } from './schema';
import { tickSearch } from './search/search.clock';
import { tables } from './tables';

const seal = vault(config.DATA_KEY);

void runService({
  name: 'organisation-svc',
  config,
  tables,
  buildSchema,
  contextOf: (db) => contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) }),
  load: load(seal),
  async tick(db, now) {
    await tickDuties(db, localities, now);
    await tickEvaluations(db, localities, now);
    await tickSearch(db, seal);
    await tickCommitments(db, localities, now);
  },
});
