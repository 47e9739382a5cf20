import { type AreaSeed, areasOfAll, localityCodes, unitsOf } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import { loadReplicas } from '@jinlin/replicas';
import type { Load } from '@jinlin/service';
import { localities } from '../locality';
import { loadCases } from './cases';
import { loadCentreWindows } from './centre-windows';
import { loadDeliberations } from './deliberations';
import { loadIncidents } from './incidents';
import type { Ground, Start } from './keep';
import { loadLists } from './lists';
import { loadMediations } from './mediations';
import { loadMeetings } from './meetings';
import { loadRenewals } from './renewal-projects';
import { loadWhistles } from './whistles';
import { loadWishes } from './wishes';

/** What cases-svc starts with: its replicas, and what five localities lived through, each record with its history. */
export const load =
  (vault: Vault, { now = new Date(), codes = localityCodes } = {}): Load =>
  async (loading) => {
    const areas = areasOfAll(codes);
    const replicated = await loadReplicas(loading, areas, codes.flatMap(unitsOf));
    loading.progress('areas and units', replicated, replicated);

    const start: Start = { ...loading, now, vault, grounds: groundsOf(codes, areas) };
    await loadCentreWindows(start);
    const cases = await loadCases(start);
    await loadMediations(start, cases);
    await loadWhistles(start);
    await loadIncidents(start);
    await loadWishes(start);
    await loadRenewals(start);
    await loadMeetings(start);
    await loadDeliberations(start);
    await loadLists(start);
  };

function groundsOf(codes: readonly string[], areas: readonly AreaSeed[]): Ground[] {
  const today = areas.filter(({ validTo }) => validTo === null);
  return codes.map((code) => {
    const whole = today.find((area) => area.code === code);
    return {
      locality: localities.named(code),
      areas: whole ? today.filter(({ path }) => path.startsWith(whole.path)) : [],
      units: unitsOf(code),
    };
  });
}
