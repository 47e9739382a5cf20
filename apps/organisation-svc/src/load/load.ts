import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { type AreaSeed, areaChangesOf, localityCodes, type UnitSeed } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import type { Load, Loading } from '@jinlin/service';
import { Appointment } from '../appointment/appointment.entity';
import { Area } from '../area/area.entity';
import { AreaChange, AreaLineage } from '../area/area-change.entity';
import { AreaVersion } from '../area/area-version.entity';
import { PartyCoverage } from '../party-organisation/party-coverage.entity';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Person, PersonSecret } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import { staffCommon } from './common';
import { communityWorkOf, loadCommunityWork } from './community-workers';
import { loadCustody } from './custody';
import { dualServiceOf, loadDualService } from './dual-registration';
import { staffDuyun } from './duyun';
import { loadEconomy } from './economy';
import { loadEmergencies } from './emergencies';
import { loadEntryList } from './entry-list';
import { evaluationsOf, loadEvaluations } from './evaluations';
import { loadSecretariat, secretariatOf } from './first-secretaries';
import { loadFrontLine } from './front-line';
import { staffFuzhou } from './fuzhou';
import { chainSmallestUnits, loadGroupings } from './groupings';
import { staffHejiang } from './hejiang';
import { honoursOf, loadHonours } from './honours';
import { householdsOf, livingRoomsOf, loadHouseholds } from './households';
import { jointWorkOf, loadJointWork } from './joint-work';
import { loadNets } from './nets';
import { loadNotices } from './notices';
import { type Places, placesOf } from './places';
import { loadPlan } from './plan';
import { loadPowers } from './powers';
import { loadPublications } from './publications';
import { Roster } from './roster';
import { loadSearchEntries } from './search';
import { loadSelections, selectionsOf } from './selections';
import { staffShenyang } from './shenyang';
import { staffXianyou } from './xianyou';

/** How the posts of a locality are filled, so that its published figures can be counted from the records. */
const staffing: Record<string, (places: Places, roster: Roster) => unknown> = {
  '210100': staffShenyang,
  '350100': staffFuzhou,
  '350322': staffXianyou,
  '510522': staffHejiang,
  '522701': staffDuyun,
};

/** What organisation-svc starts with: the places of every locality, and fictional people in their posts. */
export const load =
  (vault: Vault, { codes = localityCodes } = {}): Load =>
  async (loading) => {
    const localities = codes.map(placesOf);
    await loadAreas(loading, localities);
    await loadUnits(
      loading,
      localities.flatMap(({ units }) => units),
    );
    for (const [index, places] of localities.entries()) {
      const { code } = places.locality;
      const roster = new Roster(code, vault);
      // A locality without figures of its own has what every locality has.
      (staffing[code] ?? staffCommon)(places, roster);
      chainSmallestUnits(places, roster);
      const dualService = dualServiceOf(places, roster);
      const secretariat = secretariatOf(places, roster);
      const communityWork = communityWorkOf(places, roster);
      const evaluations = evaluationsOf(places, secretariat.links, dualService.evaluations);
      const honours = honoursOf(places, roster);
      const jointWork = jointWorkOf(places, roster);
      const selected = selectionsOf(places, roster);
      const livingRooms = livingRoomsOf(places, roster);
      const households = householdsOf(places, roster, vault);
      await loadRoster(loading, roster);
      await loadCustody(loading, places, roster);
      await loadSecretariat(loading, secretariat);
      await loadDualService(loading, dualService);
      await loadPlan(loading, places);
      await loadJointWork(loading, jointWork);
      await loadCommunityWork(loading, communityWork);
      await loadEvaluations(loading, evaluations);
      await loadHonours(loading, honours);
      await loadEntryList(loading, places);
      await loadEmergencies(loading, places);
      await loadSelections(loading, selected);
      await loadNotices(loading, places, roster);
      await loadEconomy(loading, places);
      await loadFrontLine(loading, places, roster);
      await loadNets(loading, places, roster);
      await loadPowers(loading, places);
      await loadPublications(loading, places);
      await loadGroupings(loading, places, dualService);
      await loadHouseholds(loading, households, livingRooms);
      loading.progress('people and posts', index + 1, localities.length);
    }
    await loadSearchEntries(loading);
  };

async function loadAreas({ client, db, progress }: Loading, places: readonly Places[]) {
  // A province may hold two localities; it is loaded once.
  const areas = [
    ...new Map(places.flatMap(({ everyArea }) => everyArea).map((area) => [area.id, area])).values(),
  ];
  await copyRows(client, db.getMetadata(Area), areas.map(areaRow));
  await copyRows(client, db.getMetadata(AreaVersion), areas.map(versionRow));

  const changes = places.flatMap(({ locality }) => areaChangesOf(locality.code));
  await copyRows(
    client,
    db.getMetadata(AreaChange),
    changes.map(({ id, kind, on, note }) => ({ id, kind, day: on, note: note.zh })),
  );
  await copyRows(
    client,
    db.getMetadata(AreaLineage),
    changes.flatMap(({ id, from, into }) =>
      from.flatMap((predecessorId) =>
        into.map((successorId) => ({ changeId: id, predecessorId, successorId })),
      ),
    ),
  );
  progress('areas', areas.length, areas.length);
}

const areaRow = (area: AreaSeed) => ({
  id: area.id,
  code: area.code,
  name: area.name,
  level: area.level,
  parentId: area.parentId,
  path: area.path,
  urban: area.urban,
  householdCount: area.householdCount,
  registeredPopulation: area.registeredPopulation,
  longitude: area.longitude,
  latitude: area.latitude,
  validFrom: area.validFrom,
  validTo: area.validTo,
  label: area.path.split('/').at(-2)!,
  inProgramme: area.governed,
  enclosed: area.compound?.enclosed,
  propertyMode: area.compound?.propertyMode,
  managedSince: area.compound?.managedSince,
  introducedProperty: area.compound?.introducedProperty,
  isOld: area.compound?.isOld,
  isUnderRenovation: area.compound?.isUnderRenovation,
  isModel: area.compound?.isModel,
  state: area.validTo === null ? 'ACTIVE' : 'CLOSED',
});

const versionRow = ({ id, code, name, parentId, path, validFrom, validTo }: AreaSeed) => ({
  areaId: id,
  code,
  name,
  parentId,
  path,
  validFrom,
  validTo,
});

async function loadUnits({ client, db, progress }: Loading, units: readonly UnitSeed[]) {
  const rows = units.map(({ id, name, kind, areaId, redStatus, uscc }) => ({
    id,
    name,
    kind,
    areaId,
    isRed: redStatus,
    creditCode: uscc,
    state: 'ACTIVE',
    parentId: null,
    registeredOn: null,
    closedOn: null,
  }));
  await copyRows(client, db.getMetadata(Unit), rows);
  progress('units', rows.length, rows.length);
}

async function loadRoster({ client, db }: Loading, roster: Roster) {
  await copyRows(client, db.getMetadata(Person), roster.people);
  await copyRows(client, db.getMetadata(PersonSecret), roster.secrets);
  await copyRows(client, db.getMetadata(PartyOrganisation), roster.partyOrganisations);
  await copyRows(client, db.getMetadata(PartyCoverage), roster.coverage);
  await copyRows(client, db.getMetadata(Appointment), roster.appointments);
  await copyInto(client, 'history', historyColumns, roster.history.map(historyCells));
}
