import { areasOfAll, localityCodes, unitsOf } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import { loadReplicas } from '@jinlin/replicas';
import type { Load } from '@jinlin/service';

/** What services-svc starts with: its replicas, and what reaches people in five localities. */
export const load =
  (_vault: Vault): Load =>
  async ({ client, db, progress }) => {
    const replicated = await loadReplicas({ client, db }, areasOfAll(), localityCodes.flatMap(unitsOf));
    progress('areas and units', replicated, replicated);
  };
