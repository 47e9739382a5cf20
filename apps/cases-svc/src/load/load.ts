import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { areasOfAll, localityCodes, seededRandom, unitsOf } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import { loadReplicas } from '@jinlin/replicas';
import type { Load } from '@jinlin/service';
import { Case } from '../case/case.entity';
import { localities } from '../locality';
import { livedCase } from './cases';
import { casePlansOf } from './plans';

/** What cases-svc starts with: its replicas, and the cases of five localities, each with the history it lived through. */
export const load =
  (vault: Vault, now = new Date()): Load =>
  async ({ client, db, progress }) => {
    const replicated = await loadReplicas({ client, db }, areasOfAll(), localityCodes.flatMap(unitsOf));
    progress('areas and units', replicated, replicated);

    const plans = localities.all.flatMap((locality) => casePlansOf(locality, now));
    const cases = plans.map((plan) => livedCase(plan, seededRandom(plan.key), vault));
    await copyRows(
      client,
      db.getMetadata(Case),
      cases.map(({ row }) => row),
    );
    await copyInto(
      client,
      'history',
      historyColumns,
      cases.flatMap(({ history }) => history.map(historyCells)),
    );
    progress('cases', cases.length, plans.length);
  };
