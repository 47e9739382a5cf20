import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { type AreaSeed, areasOfAll, localityCodes, seededRandom, unitsOf } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import { loadReplicas } from '@jinlin/replicas';
import type { Load } from '@jinlin/service';
import type { PoolClient } from 'pg';
import { Case } from '../case/case.entity';
import { CentreWindow } from '../centre/centre.entity';
import { localities } from '../locality';
import { RenewalFund, RenewalMilestone, RenewalProject } from '../renewal-project/renewal-project.entity';
import { Incident } from '../safety/incident.entity';
import { Summons } from '../whistle/summons.entity';
import { Whistle } from '../whistle/whistle.entity';
import { MicroWish, Wisher } from '../wish/wish.entity';
import { livedCase } from './cases';
import { livedCentreWindows } from './centre-windows';
import { livedDeliberations, loadDeliberations } from './deliberations';
import { livedIncidents } from './incidents';
import { livedLists, loadLists } from './lists';
import { livedMediations, loadMediations } from './mediations';
import { livedMeetings, loadMeetings } from './meetings';
import { casePlansOf } from './plans';
import { livedRenewals } from './renewal-projects';
import { whistlePlansOf } from './whistle-plans';
import { livedWhistle } from './whistles';
import { livedWishes } from './wishes';

/** So many lives are held in memory at once. */
const BATCH = 1_000;

/**
 * What cases-svc starts with: its replicas, and the governance centre, cases, whistles and incidents of five localities, each with the
 * history it lived through.
 */
export const load =
  (vault: Vault, { now = new Date(), codes = localityCodes } = {}): Load =>
  async ({ client, db, progress }) => {
    const areas = areasOfAll(codes);
    const all = codes.map(localities.named);
    const replicated = await loadReplicas({ client, db }, areas, codes.flatMap(unitsOf));
    progress('areas and units', replicated, replicated);

    const within = areasWithin(areas);
    const windows = all.flatMap(({ code }) => livedCentreWindows(within(code)));
    await copyRows(
      client,
      db.getMetadata(CentreWindow),
      windows.map(({ row }) => row),
    );
    await copyHistory(client, windows);

    const plans = all.flatMap((locality) => casePlansOf(locality, now));
    const cases = plans.map((plan) => livedCase(plan, seededRandom(plan.key), vault));
    await copyRows(
      client,
      db.getMetadata(Case),
      cases.map(({ row }) => row),
    );
    await copyHistory(client, cases);
    progress('cases', cases.length, plans.length);

    const origins = cases.map(({ row }) => row);
    const mediations = all.map((locality) =>
      livedMediations(locality, within(locality.code), origins, vault, now),
    );
    const mediated = await loadMediations({ client, db }, mediations);
    progress('mediations', mediated, mediated);

    const whistlePlans = all.flatMap((locality) => whistlePlansOf(locality, within(locality.code), now));
    for (let from = 0; from < whistlePlans.length; from += BATCH) {
      const whistles = whistlePlans
        .slice(from, from + BATCH)
        .map((plan) => livedWhistle(plan, seededRandom(plan.key)));
      await copyRows(
        client,
        db.getMetadata(Whistle),
        whistles.map(({ row }) => row),
      );
      await copyRows(
        client,
        db.getMetadata(Summons),
        whistles.flatMap(({ summons }) => summons),
      );
      await copyHistory(client, whistles);
      progress('whistles', from + whistles.length, whistlePlans.length);
    }

    const incidents = all.flatMap((locality) => livedIncidents(locality, within(locality.code), now));
    await copyRows(
      client,
      db.getMetadata(Incident),
      incidents.map(({ row }) => row),
    );
    await copyHistory(client, incidents);
    progress('incidents', incidents.length, incidents.length);

    const collected = all.map((locality) => livedWishes(locality, within(locality.code), vault, now));
    const wishes = collected.flatMap((loaded) => loaded.wishes);
    await copyRows(client, db.getMetadata(MicroWish), wishes);
    await copyRows(
      client,
      db.getMetadata(Wisher),
      collected.flatMap(({ wishers }) => wishers),
    );
    await copyHistory(client, collected);
    progress('micro-wishes', wishes.length, wishes.length);

    const renewals = all.map((locality) => livedRenewals(locality, within(locality.code)));
    const projects = renewals.flatMap((loaded) => loaded.projects);
    await copyRows(client, db.getMetadata(RenewalProject), projects);
    await copyRows(
      client,
      db.getMetadata(RenewalFund),
      renewals.flatMap(({ funds }) => funds),
    );
    await copyRows(
      client,
      db.getMetadata(RenewalMilestone),
      renewals.flatMap(({ milestones }) => milestones),
    );
    await copyHistory(client, renewals);
    progress('renewal projects', projects.length, projects.length);

    const met = all.map((locality) =>
      livedMeetings(locality, within(locality.code), unitsOf(locality.code), now),
    );
    const matters = await loadMeetings({ client, db }, met);
    progress('matters of councils', matters, matters);

    const deliberated = all.map((locality) => livedDeliberations(locality, within(locality.code), now));
    const deliberations = await loadDeliberations({ client, db }, deliberated);
    progress('deliberations', deliberations, deliberations);

    const lists = all.map((locality) =>
      livedLists(locality, within(locality.code), unitsOf(locality.code), now),
    );
    const listed = await loadLists({ client, db }, lists);
    progress('demands, resources and projects', listed, listed);
  };

function copyHistory(client: PoolClient, lives: readonly { history: HistoryRow[] }[]) {
  const cells = lives.flatMap(({ history }) => history.map(historyCells));
  return copyInto(client, 'history', historyColumns, cells);
}

/** The areas of today in a locality, by its code. */
function areasWithin(areas: readonly AreaSeed[]) {
  const today = areas.filter(({ validTo }) => validTo === null);
  return (code: string) => {
    const locality = today.find((area) => area.code === code);
    return locality ? today.filter(({ path }) => path.startsWith(locality.path)) : [];
  };
}
