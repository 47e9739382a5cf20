import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { remembered } from '@jinlin/graphql';
import type { HistoryRow } from '@jinlin/history';
import {
  type AreaSeed,
  between,
  fictionalName,
  idOf,
  isChosen,
  oneOf,
  type Random,
  seededRandom,
} from '@jinlin/localities';
import { maskName, type Vault } from '@jinlin/privacy';
import { CourtConfirmation } from '../court-confirmation/confirmation.entity';
import { confirmationStates } from '../court-confirmation/confirmation.states';
import type { MediationKind } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { Mediation, MediationParty } from '../mediation/mediation.entity';
import { mediationStates } from '../mediation/mediation.states';
import { MediationAgreement, MediationInstalment } from '../mediation-agreement/agreement.entity';
import { agreementStates } from '../mediation-agreement/agreement.states';
import { MediationSession } from '../mediation-session/session.entity';
import { sessionStates } from '../mediation-session/session.states';
import { MediationRoom, Mediator } from '../mediator/mediator.entity';
import type { LoadedCase } from './cases';
import { keepAll, type Row, type Start } from './keep';
import { SHOWN } from './plans';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** D17: how many disputes Duyun mediated in 2021, with how many agreements, and how many of these the court confirmed. */
const MEDIATED = 2547;
const AGREED = 2318;
const CONFIRMED = 447;
const FIRST_DAY = Date.UTC(2021, 0, 4, 1);
const DAYS_OF_APPLICATIONS = 325;

/** So many people have disputes; the same turn up again, as they do. */
const PEOPLE = 60;

/** All that a locality starts with of mediation. */
interface LoadedMediations {
  mediators: Row<Mediator>[];
  rooms: Row<MediationRoom>[];
  mediations: Row<Mediation>[];
  parties: MediationParty[];
  sessions: Row<MediationSession>[];
  agreements: Row<MediationAgreement>[];
  instalments: MediationInstalment[];
  confirmations: Row<CourtConfirmation>[];
  history: HistoryRow[];
}

/** Who mediates besides the committees (三调联动), by the keys of their units. */
const OFFICES = { ADMINISTRATIVE: 'justice', JUDICIAL: 'court' } as const;
type Office = keyof typeof OFFICES;

/** A dispute as it came in, and what became of it. */
interface Plan {
  place: AreaSeed;
  /** The complaint that it came out of. */
  caseId?: string;
  appliedAt: Date;
  handedTo?: Office;
  ends: 'APPLIED' | 'MEDIATING' | 'PERFORMING' | 'PERFORMED' | 'CONFIRMED' | 'FAILED';
}

/** Loads disputes, who mediates them and what came of it; one of them came out of a case. */
export async function loadMediations(start: Start, cases: readonly LoadedCase[]) {
  const all = start.grounds.map(({ locality, areas }) =>
    livedMediations(locality, areas, cases, start.vault, start.now),
  );
  const { mediations } = await keepAll(start, all, {
    mediators: Mediator,
    rooms: MediationRoom,
    mediations: Mediation,
    parties: MediationParty,
    sessions: MediationSession,
    agreements: MediationAgreement,
    instalments: MediationInstalment,
    confirmations: CourtConfirmation,
  });
  start.progress('mediations', mediations, mediations);
}

/**
 * The mediations that a locality starts with (D17, X10): those of Duyun's year, some of these days where the docs look,
 * and one that a complaint about a compound led to.
 */
function livedMediations(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  cases: readonly LoadedCase[],
  vault: Vault,
  now: Date,
): LoadedMediations {
  const office = new MediationOffice(locality, areas, vault);
  if (locality.code === '522701') for (const plan of plansOf2021(areas)) office.mediate(plan);

  const shown = areas.filter(({ code }) => SHOWN.has(code));
  for (const plan of shown.flatMap((place) => recentPlans(place, now))) office.mediate(plan);

  const compounds = new Map(areas.filter(({ level }) => level === 'COMPOUND').map((area) => [area.id, area]));
  // The oldest of them, so that there was time for it.
  const complaint = cases.findLast(
    ({ requestType, areaId }) => requestType === 'COMPLAINT' && compounds.has(areaId),
  );
  if (complaint) {
    const appliedAt = day(complaint.openedAt, 1);
    office.mediate({
      place: compounds.get(complaint.areaId)!,
      caseId: complaint.id,
      appliedAt,
      ends: 'MEDIATING',
    });
  }
  return office.loaded;
}

function plansOf2021(areas: readonly AreaSeed[]): Plan[] {
  const communities = areas.filter(
    ({ level, validFrom }) => level === 'COMMUNITY' && validFrom < '2021-01-01',
  );
  const random = seededRandom('mediations of 2021');
  let agreed = 0;
  return Array.from({ length: MEDIATED }, (_, i): Plan => {
    const isAgreed = isChosen(i, MEDIATED, AGREED);
    const isConfirmed = isAgreed && isChosen(agreed++, AGREED, CONFIRMED);
    return {
      place: oneOf(random, communities),
      appliedAt: new Date(FIRST_DAY + Math.floor((i * DAYS_OF_APPLICATIONS) / MEDIATED) * DAY),
      ...(!isConfirmed && i % 16 === 0 && { handedTo: i % 32 ? 'ADMINISTRATIVE' : 'JUDICIAL' }),
      ends: isConfirmed ? 'CONFIRMED' : isAgreed ? 'PERFORMED' : 'FAILED',
    };
  });
}

/** One dispute at each stage. */
const recentPlans = (place: AreaSeed, now: Date) =>
  (['APPLIED', 'MEDIATING', 'PERFORMING', 'FAILED'] as const).map(
    (ends, i): Plan => ({ place, appliedAt: new Date(now.getTime() - (1 + 8 * i) * DAY), ends }),
  );

/** The mediators of a locality at their work: each step is one of the tables, under the rule of its day. */
class MediationOffice {
  readonly loaded: LoadedMediations = {
    mediators: [],
    rooms: [],
    mediations: [],
    parties: [],
    sessions: [],
    agreements: [],
    instalments: [],
    confirmations: [],
    history: [],
  };
  private readonly random: Random;
  private readonly people: Pick<MediationParty, 'maskedName' | 'sealedName'>[];
  private readonly townships: readonly AreaSeed[];
  private readonly mediatorIds = new Map<string, string>();
  private readonly stems = new Map<string, string>();
  private readonly everywhere: AreaSeed;

  constructor(
    private readonly locality: LocalityRules,
    areas: readonly AreaSeed[],
    vault: Vault,
  ) {
    this.everywhere = areas.find(({ code }) => code === locality.code)!;
    this.townships = areas.filter(({ level }) => level === 'TOWNSHIP');
    this.random = seededRandom(`mediations ${locality.code}`);
    this.people = Array.from({ length: PEOPLE }, () => {
      const name = fictionalName(this.random);
      return { maskedName: maskName(name), sealedName: vault.seal(name) };
    });
  }

  mediate(plan: Plan) {
    const { ends, appliedAt } = plan;
    const number = this.loaded.mediations.length + 1;
    const mediation = this.apply(plan, number);
    const parties = this.parties(mediation.row.id, number);
    if (ends !== 'APPLIED') {
      this.accept(mediation, 'PEOPLE', plan.place, day(appliedAt, 1));
      if (plan.handedTo) this.handOn(mediation, plan.handedTo, day(appliedAt, 2));
      step(mediation, mediationStates, 'BEGIN', { at: day(appliedAt, 4), role: 'COMMUNITY_CLERK' });
      if (ends === 'MEDIATING') this.meet(mediation.row, plan.place, day(appliedAt, 4));
      else this.conclude(mediation, plan, parties, day(appliedAt, between(this.random, 5, 12)));
    }
    this.loaded.mediations.push(mediation.row);
    this.loaded.parties.push(...parties);
    this.loaded.history.push(...historyOf('Mediation', mediation));
  }

  private apply({ place, caseId, appliedAt }: Plan, number: number) {
    const { code } = this.locality;
    const row: Row<Mediation> = {
      id: this.id('mediation', number),
      reference: `${code}-TJ-${appliedAt.getUTCFullYear()}-L${String(number).padStart(5, '0')}`,
      localityCode: code,
      state: 'APPLIED',
      kind: 'PEOPLE',
      disputeType: oneOf(this.random, this.locality.mediation(appliedAt)!.disputeTypes).key,
      summary: `${place.name}居民之间的纠纷。`,
      caseId: caseId ?? null,
      deliberationId: null,
      areaId: place.id,
      areaPath: place.path,
      unitId: null,
      unitIds: [],
      partyPersonIds: [],
      mediatorId: null,
      transfers: [],
      appliedAt,
      acceptedAt: null,
      dueAt: null,
      ruleVersion: null,
      endedAt: null,
    };
    return born(row, 'APPLY', { at: appliedAt, role: 'COMMUNITY_CLERK' });
  }

  private parties(mediationId: string, number: number): [MediationParty, MediationParty] {
    const party = (role: MediationParty['role'], position: number): MediationParty => ({
      id: this.id('mediation-party', 2 * number + position),
      mediationId,
      position,
      role,
      personId: null,
      unitId: null,
      maskedPhone: null,
      sealedPhone: null,
      ...oneOf(this.random, this.people),
    });
    return [party('APPLICANT', 1), party('RESPONDENT', 2)];
  }

  private accept(mediation: Loaded<Row<Mediation>>, kind: MediationKind, place: AreaSeed, at: Date) {
    const mediatorId = this.mediatorOf(kind, place);
    const rule = this.locality.mediation(at)!;
    const [{ ruleVersion }, dueAt] = [rule, rule.dueAt(at)];
    const grounds = { ruleVersion, facts: { mediatorId, dueAt } };
    const set = { mediatorId, acceptedAt: at, dueAt, ruleVersion };
    step(mediation, mediationStates, 'ACCEPT', { at, role: roleIn(kind), ...grounds }, set);
  }

  /** From the committee to the justice bureau or the court. */
  private handOn(mediation: Loaded<Row<Mediation>>, kind: Office, at: Date) {
    const unitId = this.unitOf(kind);
    const handed = { fromKind: 'PEOPLE', toKind: kind, fromUnitId: null, toUnitId: unitId } as const;
    const reason = kind === 'JUDICIAL' ? '当事人已向法院起诉。' : '涉及行政职权。';
    const set: Partial<Row<Mediation>> = {
      kind,
      unitId,
      unitIds: [unitId],
      transfers: [{ ...handed, at: at.toISOString(), reason }],
      mediatorId: null,
      acceptedAt: null,
      dueAt: null,
    };
    step(mediation, mediationStates, 'TRANSFER', { at, role: 'COMMUNITY_CLERK', reason, facts: handed }, set);
    this.accept(mediation, kind, this.everywhere, day(at, 1));
  }

  private conclude(
    mediation: Loaded<Row<Mediation>>,
    { ends }: Plan,
    parties: [MediationParty, MediationParty],
    at: Date,
  ) {
    const role = roleIn(mediation.row.kind);
    if (ends === 'FAILED') {
      const reason = '双方分歧过大。';
      step(mediation, mediationStates, 'FAIL', { at, role, reason }, { endedAt: at });
      return;
    }

    const form = ends === 'CONFIRMED' ? 'WRITTEN' : 'ORAL';
    step(mediation, mediationStates, 'AGREE', { at, role, facts: { form } }, { endedAt: at });
    const agreement = this.agree(mediation.row, ends, form, at);
    if (ends === 'PERFORMING') this.pay(agreement, parties[1], at);
    if (ends === 'CONFIRMED') {
      for (const { id: partyId } of parties) sign(agreement, partyId, at);
      step(agreement, agreementStates, 'TAKE_EFFECT', { at, role }, { effectiveAt: at });
      this.confirm(mediation, agreement.row, parties, at);
      step(agreement, agreementStates, 'COMPLETE', { at: day(at, 6), role });
    }
    this.loaded.agreements.push(agreement.row);
    this.loaded.history.push(...historyOf('MediationAgreement', agreement));
  }

  private agree(
    { id, kind }: Row<Mediation>,
    ends: Plan['ends'],
    form: MediationAgreement['form'],
    at: Date,
  ) {
    const isOral = form === 'ORAL';
    const orally = ends === 'PERFORMED' ? 'PERFORMED' : 'PERFORMING';
    const row: Row<MediationAgreement> = {
      id: this.id('mediation-agreement', this.loaded.agreements.length),
      mediationId: id,
      state: isOral ? orally : 'DRAWN_UP',
      form,
      facts: '双方就纠纷事实陈述一致。',
      responsibilities: '被申请人承担主要责任。',
      terms: '被申请人停止影响邻里的行为，并予以补偿。',
      manner: '当面履行，调解委员会督促。',
      performBy: dateIn(day(at, 60)),
      signatures: [],
      agreedAt: at,
      effectiveAt: isOral ? at : null,
    };
    return born(row, isOral ? 'AGREE_ORALLY' : 'DRAW_UP', { at, role: roleIn(kind) });
  }

  /** The first of two instalments is paid on the day after; the second falls due a month later. */
  private pay(agreement: Loaded<Row<MediationAgreement>>, { id: payerId }: MediationParty, at: Date) {
    const { id: agreementId } = agreement.row;
    const instalments = [1, 31].map((days, i) => ({
      id: idOf('mediation-instalment', `${agreementId} ${i + 1}`),
      agreementId,
      position: i + 1,
      payerId,
      amount: 150_000,
      dueOn: dateIn(day(at, days)),
      paidOn: i === 0 ? dateIn(day(at, days)) : null,
    }));
    const [{ id: instalmentId, paidOn }] = instalments as [MediationInstalment, MediationInstalment];
    const facts = { instalmentId, paidOn };
    step(agreement, agreementStates, 'PAY', { at: day(at, 1), role: 'COMMUNITY_CLERK', facts });
    this.loaded.instalments.push(...instalments);
  }

  private confirm(
    mediation: Loaded<Row<Mediation>>,
    { id: agreementId, mediationId }: Row<MediationAgreement>,
    parties: readonly MediationParty[],
    at: Date,
  ) {
    const [lodgedAt, decidedAt] = [day(at, 2), day(at, 5)];
    const courtId = this.unitOf('JUDICIAL');
    const set = { unitIds: [courtId] };
    const facts = { courtId };
    step(mediation, mediationStates, 'GO_TO_COURT', { at: lodgedAt, role: 'COMMUNITY_CLERK', facts }, set);
    const row: Row<CourtConfirmation> = {
      id: this.id('court-confirmation', this.loaded.confirmations.length),
      mediationId,
      agreementId,
      state: 'LODGED',
      courtId,
      applicantIds: parties.map(({ id }) => id),
      appliedAt: lodgedAt,
      lodgedAt,
      decidedAt: null,
      ruling: null,
    };
    const confirmation = born(row, 'APPLY_JOINTLY', { at: lodgedAt, role: 'COMMUNITY_CLERK' });
    const ruled = { decidedAt, ruling: '调解协议有效。' };
    step(confirmation, confirmationStates, 'CONFIRM', { at: decidedAt, role: 'DEPARTMENT_CLERK' }, ruled);
    this.loaded.confirmations.push(row);
    this.loaded.history.push(...historyOf('CourtConfirmation', confirmation));
  }

  /** The parties meet in the room of the place, which is in its good-neighbour living room (X10). */
  private meet({ id: mediationId, mediatorId }: Row<Mediation>, place: AreaSeed, startsAt: Date) {
    const roomId = idOf('mediation-room', place.code);
    const room: Row<MediationRoom> = {
      id: roomId,
      state: 'OPEN',
      areaId: place.id,
      areaPath: place.path,
      siteId: place.level === 'COMMUNITY' ? livingRoomOf(place) : null,
      name: `${place.name}调解室`,
      seats: 8,
    };
    const row: Row<MediationSession> = {
      id: idOf('mediation-session', mediationId),
      mediationId,
      state: 'SCHEDULED',
      mediatorId: mediatorId!,
      roomId,
      startsAt,
      endsAt: new Date(startsAt.getTime() + HOUR),
      minutes: null,
    };
    const opened = born(room, 'OPEN', { at: day(startsAt, -30), role: 'STREET_COMMANDER' });
    const session = born(row, 'SCHEDULE', { at: day(startsAt, -1), role: 'COMMUNITY_CLERK' });
    const held = { minutes: '双方陈述意见，约定再次调解。' };
    step(session, sessionStates, 'HOLD', { at: row.endsAt, role: 'COMMUNITY_CLERK' }, held);
    this.loaded.rooms.push(room);
    this.loaded.sessions.push(row);
    this.loaded.history.push(
      ...historyOf('MediationRoom', opened),
      ...historyOf('MediationSession', session),
    );
  }

  /** Numbered ids: thousands of them are made faster so than hashed. */
  private id(kind: string, number: number) {
    const stem = remembered(this.stems, kind, () => idOf(kind, this.locality.code).slice(0, -12));
    return stem + number.toString(16).padStart(12, '0');
  }

  private unitOf(office: Office) {
    return idOf('unit', `${this.locality.code}:${OFFICES[office]}`);
  }

  /** A committee's mediator serves a street or town, any other the whole locality. */
  private mediatorOf(kind: MediationKind, place: AreaSeed) {
    const serves = this.townships.find(({ path }) => place.path.startsWith(path)) ?? place;
    const key = `${kind} ${serves.id}`;
    return remembered(this.mediatorIds, key, () => this.appoint(kind, serves, key));
  }

  private appoint(kind: MediationKind, { id: areaId, path }: AreaSeed, key: string) {
    const appointedAt = new Date(FIRST_DAY - 10 * DAY);
    const row: Row<Mediator> = {
      id: idOf('mediator', key),
      state: 'SERVING',
      // As organisation-svc numbers the people that it loads: one after another.
      personId: this.id('person', this.mediatorIds.size),
      kind,
      unitId: kind === 'PEOPLE' ? null : this.unitOf(kind),
      areaId,
      areaPath: path,
      appointedOn: dateIn(appointedAt),
      dismissedOn: null,
    };
    const mediator = born(row, 'APPOINT', { at: appointedAt, role: 'STREET_COMMANDER' });
    this.loaded.mediators.push(row);
    this.loaded.history.push(...historyOf('Mediator', mediator));
    return row.id;
  }
}

function sign(agreement: Loaded<Row<MediationAgreement>>, partyId: string, at: Date) {
  const signatures = [
    ...agreement.row.signatures,
    { partyId, means: 'SIGNATURE' as const, at: at.toISOString() },
  ];
  const facts = { partyId, means: 'SIGNATURE' };
  step(agreement, agreementStates, 'SIGN', { at, role: 'COMMUNITY_CLERK', facts }, { signatures });
}

const day = (at: Date, days: number) => new Date(at.getTime() + days * DAY);

const roleIn = (kind: MediationKind) => (kind === 'PEOPLE' ? 'COMMUNITY_CLERK' : 'DEPARTMENT_CLERK');

/** As services-svc names the sites that it loads. */
const livingRoomOf = ({ code, name }: AreaSeed) =>
  idOf('site', `${code}:NEIGHBOUR_LIVING_ROOM:${name}邻里客厅`);
