import { copyInto, copyRows } from '@jinlin/database';
import { chain, historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { CompoundManagement } from '../compound/compound-management.entity';
import type { Places } from './places';
import type { Roster } from './roster';

/** Compounds that a community's committee took over begin with the change of hands that led there (D1). */
export async function loadCustody({ client, db }: Loading, places: Places, roster: Roster) {
  const committees = new Set(roster.partyOrganisations.map(({ id }) => id));
  const inCustody = places
    .ofLevel('COMPOUND')
    .filter(({ compound }) => compound?.propertyMode === 'PARTY_COMMITTEE_CUSTODY');
  const rows = inCustody.flatMap((area) => {
    const on = area.compound!.managedSince;
    const community = communityOf(places, area.parentId);
    const committee = idOf('party-organisation', `COMMUNITY_COMMITTEE:${community}`);
    const hands = { areaId: area.id, unitId: null, untilOn: null };
    return [
      {
        ...hands,
        id: idOf('compound-management', `${area.id}:before`),
        fromOn: null,
        toOn: on,
        mode: 'COMPANY',
        partyOrganisationId: null,
        reason: null,
      },
      {
        ...hands,
        id: idOf('compound-management', `${area.id}:custody`),
        fromOn: on,
        toOn: null,
        mode: 'PARTY_COMMITTEE_CUSTODY',
        partyOrganisationId: committees.has(committee) ? committee : null,
        reason: REASON,
      },
    ];
  });
  await copyRows(client, db.getMetadata(CompoundManagement), rows);
  const history = inCustody.flatMap(({ id, compound }) =>
    chain('Area', id, [
      {
        action: 'TAKE_INTO_CUSTODY',
        from: 'ACTIVE',
        to: 'ACTIVE',
        at: new Date(`${compound!.managedSince}T01:00:00Z`),
        actor: { id: 'loaded-organiser', role: 'ORGANISER' },
        reason: REASON,
      },
    ]),
  );
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

const REASON = '原物业弃管，社区党委依法代管';

function communityOf(places: Places, parentId: string | null): string | null {
  const parent = places.everyArea.find(({ id }) => id === parentId);
  return !parent || parent.level === 'COMMUNITY'
    ? (parent?.id ?? null)
    : communityOf(places, parent.parentId);
}
