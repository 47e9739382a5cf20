import { born } from '@jinlin/acts';
import { copyRows } from '@jinlin/database';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { ResponsibilityArea, ResponsibilityPlace } from '../responsibility-area/responsibility-area.entity';
import { keep, on, type Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

const pushan = '350322108204';
const NATURAL_VILLAGES = 3;
const FROM = '2021-10-01';

/** Loads the nets of 蒲山村: its three natural villages as one, in the care of the village's Party branch (三网连通, X7). */
export async function loadNets(loading: Loading, { ofLevel, below }: Places, roster: Roster) {
  const village = ofLevel('COMMUNITY').find(({ code }) => code === pushan);
  const branch = village && roster.partyOrganisations.find(({ areaId }) => areaId === village.id);
  if (!village || !branch) return;

  const kind = 'PARTY_ORGANISATION';
  const net: Row<ResponsibilityArea> = {
    id: idOf('responsibility-area', pushan),
    state: 'ACTIVE',
    name: '三个自然村连为一网',
    kind,
    areaId: village.id,
    holderId: branch.id,
    fromOn: FROM,
    toOn: null,
  };
  const parts = below(village, 'GRID')
    .slice(0, NATURAL_VILLAGES)
    .map(
      ({ id: areaId }): Row<ResponsibilityPlace> => ({
        responsibilityAreaId: net.id,
        areaId,
        fromOn: FROM,
        toOn: null,
        kind,
      }),
    );
  await keep(loading, ResponsibilityArea, [born(net, 'ASSIGN', on(FROM, 'COMMUNITY_CLERK'))]);
  await copyRows(loading.client, loading.db.getMetadata(ResponsibilityPlace), parts);
}
