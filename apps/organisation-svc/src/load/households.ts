import { born, type Doing, type Loaded, step } from '@jinlin/acts';
import { copyRows } from '@jinlin/database';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  seededRandom,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { Loading } from '@jinlin/service';
import type { ResidentInClear } from '../generated/graphql';
import { newCode } from '../house-code/code';
import { HouseCode, HouseholdCount } from '../house-code/house-code.entity';
import { LivingRoom } from '../living-room/living-room.entity';
import { ResidentRegistration, ResidentSecret } from '../resident-registration/resident-registration.entity';
import { residentRegistrationStates } from '../resident-registration/resident-registration.states';
import { keep, type Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

const XIANYOU = '350322';

/** One household in so many has somebody back from elsewhere whom the grid has yet to call on. */
const RETURNEE_EVERY = 8;

/** One compound in so many still lacks a branch, and one in so many of the others a living room. */
const BRANCHLESS_EVERY = 9;
const ROOMLESS_EVERY = 5;

const doing = (day: string, role: Doing['role']): Doing => ({ at: new Date(`${day}T01:00:00Z`), role });

/** The living rooms that branches of compounds run, once the roster holds those branches (X11). */
export function livingRoomsOf({ locality, ofLevel, parentOf }: Places, roster: Roster) {
  if (locality.code !== XIANYOU) return [];

  const rooms: Loaded<Row<LivingRoom>>[] = [];
  for (const [index, compound] of ofLevel('COMPOUND').entries()) {
    if (index % BRANCHLESS_EVERY === BRANCHLESS_EVERY - 1) continue;
    const community = parentOf(compound)!;
    const committee = roster.partyOrganisations.find(({ areaId }) => areaId === community.id);
    const branch = roster.organisation(
      'COMPOUND_BRANCH',
      compound,
      `${compound.name}党支部`,
      committee?.id ?? null,
    );
    if (!community.governed || index % ROOMLESS_EVERY === ROOMLESS_EVERY - 1) continue;
    rooms.push(
      born(
        {
          id: idOf('living-room', compound.id),
          state: 'ASSIGNED',
          partyOrganisationId: branch,
          siteId: idOf('site', `${community.code}:NEIGHBOUR_LIVING_ROOM:${community.name}邻里客厅`),
          fromOn: '2022-07-01',
          toOn: null,
        },
        'ASSIGN',
        doing('2022-07-01', 'STREET_COMMANDER'),
      ),
    );
  }
  return rooms;
}

/** What households are registered by: their codes, and whoever registered with them. */
export interface Households {
  codes: Loaded<Row<HouseCode>>[];
  registrations: Loaded<Row<ResidentRegistration>>[];
  secrets: Row<ResidentSecret>[];
  counts: Row<HouseholdCount>[];
}

/** The code of every household on the books, by which its head has registered; nobody is real (X12). */
export function householdsOf(
  { locality, ofLevel }: Places,
  { people, secrets, appointments }: Roster,
  vault: Vault,
) {
  const found: Households = { codes: [], registrations: [], secrets: [], counts: [] };
  const headOf = new Map(
    appointments
      .filter(({ post }) => post === 'HOUSEHOLD_HEAD')
      .map(({ areaId, personId }) => [areaId, personId]),
  );
  const personOf = new Map(people.map((person) => [person.id, person]));
  const sealOf = new Map(secrets.map(({ id, sealed }) => [id, sealed]));
  const random = seededRandom(`returnees of ${locality.code}`);

  for (const [index, household] of ofLevel('HOUSEHOLD').entries()) {
    const code = codeOf(household, vault);
    found.codes.push(code);
    const head = personOf.get(headOf.get(household.id) ?? '');
    if (head) {
      const { name, phone } = JSON.parse(vault.open(sealOf.get(head.id)!));
      const birthDate = `${head.birthYear}-01-01`;
      const registration = registered(found, vault, code.row, {
        name,
        phone,
        identityNumber: null,
        birthDate,
        cameFrom: null,
      });
      step(registration, residentRegistrationStates, 'CONFIRM', doing('2022-07-20', 'GRID_WORKER'), {
        personId: head.id,
      });
      found.counts.push({ areaId: household.id, residents: 1 });
    }
    if (index % RETURNEE_EVERY === RETURNEE_EVERY - 1) {
      registered(found, vault, code.row, {
        name: fictionalName(random),
        phone: fictionalPhone(random),
        identityNumber: null,
        birthDate: `${between(random, 1960, 2016)}-01-01`,
        cameFrom: '省外',
      });
    }
  }
  return found;
}

export async function loadHouseholds(loading: Loading, found: Households, rooms: Loaded<Row<LivingRoom>>[]) {
  const { client, db } = loading;
  await keep(loading, HouseCode, found.codes);
  await keep(loading, ResidentRegistration, found.registrations);
  await copyRows(client, db.getMetadata(ResidentSecret), found.secrets);
  await copyRows(client, db.getMetadata(HouseholdCount), found.counts);
  await keep(loading, LivingRoom, rooms);
}

/** A code that is the same in every load with the same key, and that nobody without the key can tell. */
const codeOf = ({ id, code }: AreaSeed, vault: Vault): Loaded<Row<HouseCode>> =>
  born(
    {
      id: idOf('house-code', id),
      state: 'ACTIVE',
      code: newCode(vault.hash(`house code of ${code}`)),
      areaId: id,
      issuedOn: '2022-07-05',
      revokedOn: null,
      successorId: null,
    },
    'ISSUE',
    doing('2022-07-05', 'COMMUNITY_CLERK'),
  );

function registered(
  { registrations, secrets }: Households,
  vault: Vault,
  { id: houseCodeId, areaId }: Row<HouseCode>,
  inClear: ResidentInClear,
) {
  const { name, phone, birthDate, cameFrom } = inClear;
  const kind = cameFrom ? 'RETURNEE' : 'RESIDENT';
  const id = idOf('resident-registration', `${kind} ${areaId}`);
  secrets.push({ id, areaId, registrantId: null, sealed: vault.seal(JSON.stringify(inClear)) });
  const registration = born<Row<ResidentRegistration>>(
    {
      id,
      state: 'SUBMITTED',
      kind,
      houseCodeId,
      areaId,
      maskedName: maskName(name),
      maskedPhone: phone ? maskPhone(phone) : null,
      birthYear: Number(birthDate!.slice(0, 4)),
      registeredOn: '2022-07-15',
      returnedOn: cameFrom ? '2022-07-10' : null,
      registrantId: null,
      personId: null,
      likeness: vault.hash(`${areaId} ${name} ${birthDate}`),
    },
    'REGISTER',
    { ...doing('2022-07-15', 'RESIDENT'), facts: { consents: true, guardianConsents: true } },
  );
  registrations.push(registration);
  return registration;
}
