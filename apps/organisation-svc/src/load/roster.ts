import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { remembered } from '@jinlin/graphql';
import { chain, type HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  fictionalName,
  fictionalPhone,
  idOf,
  type Random,
  seededRandom,
} from '@jinlin/localities';
import { maskName, maskPhone, type Vault } from '@jinlin/privacy';
import type { Appointment } from '../appointment/appointment.entity';
import type { CoverageKind, PartyOrganisationKind, PoliticalStatus } from '../generated/graphql';
import type { PartyCoverage } from '../party-organisation/party-coverage.entity';
import type { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import type { Person, PersonSecret } from '../person/person.entity';
import { nameKeys } from '../search/name-keys';
import type { Row } from './keep';

/** Who did what was done before there was a system. */
const LOADER = { id: 'load', role: 'OPERATOR' };

/** Offices in the figures were filled by the summer of 2022. */
const FIRST_DAY = dayOfDate('2021-03-01');
const LAST_DAY = dayOfDate('2022-06-30');

/** The people, posts and Party organisations of one locality while they are being put together; nobody is real. */
export class Roster {
  readonly people: Row<Person>[] = [];
  readonly secrets: Row<PersonSecret>[] = [];
  readonly appointments: Row<Appointment>[] = [];
  readonly partyOrganisations: Row<PartyOrganisation>[] = [];
  readonly coverage: Row<PartyCoverage>[] = [];
  readonly history: HistoryRow[] = [];
  private readonly random: Random;
  /** Hashes each name once, for many bear the same. */
  private readonly keys: Pick<Vault, 'hash'>;
  private readonly personId: () => string;
  private readonly appointmentId: () => string;

  constructor(
    locality: string,
    private readonly vault: Vault,
  ) {
    const hashes = new Map<string, Buffer>();
    this.keys = { hash: (text) => remembered(hashes, text, () => vault.hash(text)) };
    this.random = seededRandom(`people of ${locality}`);
    this.personId = numbered('person', locality);
    this.appointmentId = numbered('appointment', locality);
  }

  /**
   * Registers somebody and answers with their id. They have no identity number: one put together by lot might be
   * somebody's.
   */
  person(
    area: Pick<AreaSeed, 'id'>,
    politicalStatus: PoliticalStatus = 'NONE',
    id: string = this.personId(),
  ): string {
    const name = fictionalName(this.random);
    const phone = fictionalPhone(this.random);
    this.people.push({
      id,
      maskedName: maskName(name),
      maskedPhone: maskPhone(phone),
      politicalStatus,
      birthYear: between(this.random, 1955, 1998),
      areaId: area.id,
      identityHash: null,
      state: 'REGISTERED',
    });
    const sealed = this.vault.seal(JSON.stringify({ name, phone, identityNumber: null }));
    this.secrets.push({ id, areaId: area.id, sealed, ...nameKeys(this.keys, name) });
    return id;
  }

  /** Registers a Party member. */
  member(area: Pick<AreaSeed, 'id'>, id?: string): string {
    return this.person(area, 'PARTY_MEMBER', id);
  }

  /** Gives somebody a post at a place, from a day in the year before the figures. */
  appoint(
    personId: string,
    post: string,
    area: Pick<AreaSeed, 'id'>,
    given: Partial<
      Pick<
        Appointment,
        | 'unitId'
        | 'partyOrganisationId'
        | 'source'
        | 'rank'
        | 'document'
        | 'policyDocumentId'
        | 'isConcurrent'
      >
    > = {},
  ) {
    const id = this.appointmentId();
    const fromOn = this.day();
    this.appointments.push({
      id,
      state: 'SERVING',
      personId,
      post,
      areaId: area.id,
      unitId: null,
      partyOrganisationId: null,
      fromOn,
      toOn: null,
      source: null,
      rank: null,
      document: null,
      policyDocumentId: null,
      isConcurrent: false,
      ...given,
    });
    this.began('Appointment', id, 'APPOINT', 'SERVING', fromOn);
    return id;
  }

  /** Sets up a Party organisation in an area, which it covers as its own. */
  organisation(
    kind: PartyOrganisationKind,
    area: Pick<AreaSeed, 'id'>,
    name: string,
    parentId: string | null = null,
  ): string {
    const id = idOf('party-organisation', `${kind}:${area.id}`);
    const establishedOn = this.day();
    this.partyOrganisations.push({
      id,
      name,
      kind,
      state: 'ACTIVE',
      areaId: area.id,
      parentId,
      establishedOn,
      dissolvedOn: null,
    });
    this.cover(id, area, 'OWN', establishedOn);
    this.began('PartyOrganisation', id, 'ESTABLISH', 'ACTIVE', establishedOn);
    return id;
  }

  /** Lets an organisation cover an area, from the day on which it was set up unless another is given. */
  cover(
    partyOrganisationId: string,
    area: Pick<AreaSeed, 'id'>,
    kind: CoverageKind,
    fromOn = this.partyOrganisations.find(({ id }) => id === partyOrganisationId)!.establishedOn,
  ) {
    this.coverage.push({ partyOrganisationId, areaId: area.id, kind, fromOn, toOn: null });
  }

  private day() {
    return dateOfDay(between(this.random, FIRST_DAY, LAST_DAY));
  }

  private began(recordType: string, id: string, action: string, to: string, day: string) {
    const at = new Date(`${day}T01:00:00Z`);
    this.history.push(...chain(recordType, id, [{ action, from: null, to, at, actor: LOADER }]));
  }
}

/** Ids that count up from one of the locality's own: the same in every run, and quick to sort into an index. */
export function numbered(kind: string, locality: string) {
  const stem = idOf(kind, locality).slice(0, -12);
  let count = 0;
  return () => stem + (count++).toString(16).padStart(12, '0');
}
