import { born, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyRows } from '@jinlin/database';
import { type AreaSeed, between, type Random, seededRandom, type UnitSeed } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import type { RegistrationKind, ServiceItemKind } from '../generated/graphql';
import { MemberVisit } from '../member-visit/member-visit.entity';
import { allocate } from '../pairing/allocate';
import { Allocation, Pairing } from '../pairing/pairing.entity';
import { allocationStates, pairingStates } from '../pairing/pairing.states';
import { receiptNumber } from '../registration/receipt';
import { Registration } from '../registration/registration.entity';
import { registrationStates } from '../registration/registration.states';
import { wholeYear } from '../report/period';
import { ServiceEvaluation, ServiceReport } from '../report/report.entity';
import { serviceReportStates } from '../report/report.states';
import { ServiceClaim, ServiceParticipation } from '../service-item/service-claim.entity';
import { ServiceItem } from '../service-item/service-item.entity';
import { serviceClaimStates, serviceItemStates } from '../service-item/service-item.states';
import { clerk, desk, keep, organiser, type Row } from './keep';
import type { Places } from './places';
import { numbered, type Roster } from './roster';
import { shareOf } from './share';

/** Published as more than 4 400, 8 900 and 11 000 (H21). */
const hejiang = { members: 4440, claims: 9000, participations: 11_150, itemsEach: 50 };
/** Published as more than 8 100 (D18). */
const duyunStaff = 8150;
/** The communities that 90 municipal organisations are paired with (F7). */
const fuzhouPaired = 201;
/** Person-times of members entering communities (F11). How many issues they collected is printed illegibly (A-F3). */
const fuzhouVisits = { personTimes: 105_400, roundsEach: 2 };

/** One claim in so many was never honoured. */
const MISSED_EVERY = 40;
/** One member in so many is evaluated; communities begin with those that they know best. */
const EVALUATED_EVERY = 4;

/** Registrations were taken in 2021, services done in the first half of 2022. */
const FIRST_REGISTERED = dayOfDate('2021-03-01');
const ASSIGNED_ON = '2022-07-05';
const LAST_REGISTERED = dayOfDate('2021-12-31');
const FIRST_SERVICE = dayOfDate('2022-01-15');
const LAST_SERVICE = dayOfDate('2022-06-25');
const PAIRED_ON = '2021-09-01';
const EVALUATED_ON = '2022-07-01';
const REPORTED_ON = '2023-01-10';
/** What waits to be claimed, so that a member has something to choose from. */
const waiting = { postedOn: '2026-11-10', fromOn: '2026-11-16', toOn: '2027-01-31', needed: 10, each: 2 };

/** Who registered where in one locality, what they claimed and did, and who is paired with whom. */
export class DualService {
  readonly registrations: Loaded<Row<Registration>>[] = [];
  readonly allocations: Loaded<Row<Allocation>>[] = [];
  readonly pairings: Loaded<Row<Pairing>>[] = [];
  readonly items: Loaded<Row<ServiceItem>>[] = [];
  readonly claims: Loaded<Row<ServiceClaim>>[] = [];
  readonly participations: Row<ServiceParticipation>[] = [];
  readonly evaluations: Loaded<Row<ServiceEvaluation>>[] = [];
  readonly reports: Loaded<Row<ServiceReport>>[] = [];
  readonly visits: Loaded<Row<MemberVisit>>[] = [];
  readonly random: Random;
  private readonly ids = new Map<string, () => string>();

  constructor(
    readonly places: Places,
    readonly roster: Roster,
  ) {
    this.random = seededRandom(`dual service of ${places.locality.code}`);
  }

  id(kind: string) {
    const next = this.ids.get(kind) ?? numbered(kind, this.places.locality.code);
    this.ids.set(kind, next);
    return next();
  }

  day(first: number, last: number) {
    return dateOfDay(between(this.random, first, last));
  }

  register(
    kind: RegistrationKind,
    { id: areaId, code }: AreaSeed,
    unitId: string,
    personId: string | null = null,
  ): Row<Registration> {
    const fromOn = this.day(FIRST_REGISTERED, LAST_REGISTERED);
    const row: Row<Registration> = {
      id: this.id('registration'),
      state: 'ACTIVE',
      kind,
      receipt: receiptNumber(code, fromOn, this.registrations.length + 1),
      unitId,
      personId,
      areaId,
      memberClass: personId === null ? null : 'IN_SERVICE',
      partyOrganisationId: null,
      fromOn,
      toOn: null,
    };
    this.registrations.push(born(row, 'REGISTER', clerk(fromOn)));
    return row;
  }

  evaluate({ id: registrationId, unitId, personId, areaId }: Row<Registration>) {
    const score = between(this.random, 78, 99);
    const row: Row<ServiceEvaluation> = {
      id: this.id('service-evaluation'),
      state: 'GIVEN',
      registrationId,
      unitId,
      personId,
      areaId,
      year: 2022,
      score,
      comment: null,
    };
    this.evaluations.push(born(row, 'EVALUATE', clerk(EVALUATED_ON)));
  }
}

const dual: Record<string, (service: DualService) => void> = {
  '350100': serveFuzhou,
  '510522': serveHejiang,
  '522701': serveDuyun,
};

/** The dual registration of a locality; localities whose articles do not tell of it have none. */
export function dualServiceOf(places: Places, roster: Roster) {
  const service = new DualService(places, roster);
  dual[places.locality.code]?.(service);
  return service;
}

/** Hejiang: members register at the workplace's community and at home, and claim what communities post (H21). */
function serveHejiang(service: DualService) {
  const { places, roster } = service;
  const communities = governed(places);
  const units = places.linkedUnits;
  const unitCommunity = units.map((_, index) => communities[index % communities.length]!);
  for (const [index, unit] of units.entries()) {
    service.evaluate(service.register('UNIT', unitCommunity[index]!, unit.id));
  }

  // Those who are placed in buildings (H28) are registered where these stand.
  const placed = roster.appointments.filter(({ post }) => post === 'BUILDING_PARTY_MEMBER');
  const communityOf = communityFinder(places, communities);
  const registered = new Map<string, Row<Registration>[]>(communities.map(({ id }) => [id, []]));
  for (let nth = 0; nth < hejiang.members; nth++) {
    const appointment = placed[nth];
    const home =
      (appointment && communityOf(appointment.areaId)) ?? communities[(nth * 7 + 3) % communities.length]!;
    const person = appointment?.personId ?? roster.member(home);
    const unit = units[nth % units.length]!;
    const atWork = service.register('WORKPLACE', unitCommunity[nth % units.length]!, unit.id, person);
    const atHome = service.register('RESIDENCE', home, unit.id, person);
    for (const registration of [atWork, atHome]) registered.get(registration.areaId)!.push(registration);
    if (nth % EVALUATED_EVERY === 0) service.evaluate(atWork);
  }
  serveItems(service, communities, registered);
  for (const unit of units) reportOf(service, unit);
}

/** Duyun: the staff of 112 units of prefecture and city register at communities (D18). */
function serveDuyun(service: DualService) {
  const { places, roster } = service;
  const communities = governed(places);
  const units = places.linkedUnits;
  for (const [index, unit] of units.entries()) {
    const community = communities[index % communities.length]!;
    service.evaluate(service.register('UNIT', community, unit.id));
    for (let nth = shareOf(duyunStaff, index, units.length); nth > 0; nth--) {
      service.register('WORKPLACE', community, unit.id, roster.member(community));
    }
  }
  assignMembers(service, communities[0]!);
}

/** The members registered at a community are put into the branches and groups there, by turns (D7). */
function assignMembers({ places, roster, registrations }: DualService, community: AreaSeed) {
  const seats = new Set(places.below(community, 'GRID').map(({ id }) => id));
  const groups = roster.partyOrganisations.filter(({ areaId }) => seats.has(areaId));
  const members = registrations.filter(({ row }) => row.areaId === community.id && row.personId !== null);
  for (const [index, member] of members.entries()) {
    const partyOrganisationId = groups[index % groups.length]?.id;
    if (partyOrganisationId)
      step(member, registrationStates, 'ASSIGN', clerk(ASSIGNED_ON), { partyOrganisationId });
  }
}

/** Fuzhou: 90 municipal organisations paired with 201 communities (F7), and visits to six kinds of households (F11). */
function serveFuzhou(service: DualService) {
  const { places } = service;
  // Which communities they are is not told; the first by code lie in the old city.
  const communities = governed(places)
    .filter(({ urban }) => urban)
    .slice(0, fuzhouPaired);
  pairUp(service, communities);

  const rounds = communities.flatMap((community) =>
    Array.from({ length: fuzhouVisits.roundsEach }, () =>
      sixMustVisits.map((category) => ({ community, category })),
    ),
  );
  for (const [index, { community, category }] of rounds.flat().entries()) {
    const count = rounds.length * sixMustVisits.length;
    const day = service.day(FIRST_SERVICE, LAST_SERVICE);
    const row: Row<MemberVisit> = {
      id: service.id('member-visit'),
      state: 'RECORDED',
      areaId: community.id,
      unitId: null,
      category,
      day,
      members: shareOf(fuzhouVisits.personTimes, index, count),
      issuesCollected: between(service.random, 0, 3),
    };
    service.visits.push(born(row, 'RECORD', clerk(day)));
  }
}

const sixMustVisits = [
  'ELDERS_ALONE',
  'POOR_HOUSEHOLDS',
  'DISABLED',
  'GRAVELY_ILL',
  'OLD_MEMBERS',
  'DISPUTES',
];

function pairUp(service: DualService, communities: readonly AreaSeed[]) {
  const { locality } = service.places;
  const units = service.places.linkedUnits.map(({ id, kind }) => ({
    id,
    path: locality.path,
    longitude: locality.longitude,
    latitude: locality.latitude,
    capacity: kind === 'DEPARTMENT' ? 2 : 1,
  }));
  const allocation = born<Row<Allocation>>(
    { id: service.id('allocation'), state: 'PROPOSED', areaId: locality.id },
    'PROPOSE',
    organiser(PAIRED_ON),
  );
  service.allocations.push(allocation);

  const communityOf = new Map(communities.map((community) => [community.id, community]));
  const borne = communities.map(({ householdCount, ...area }) => ({
    ...area,
    households: householdCount ?? 0,
  }));
  for (const assignment of allocate(units, borne)) {
    const pairing = born<Row<Pairing>>(
      {
        id: service.id('pairing'),
        state: 'PROPOSED',
        allocationId: allocation.row.id,
        ...assignment,
        proposedAt: organiser(PAIRED_ON).at,
        fromOn: null,
        toOn: null,
      },
      'PROPOSE',
      { ...organiser(PAIRED_ON), facts: { ...assignment.reasons } },
    );
    step(pairing, pairingStates, 'ADOPT', organiser(PAIRED_ON), { fromOn: PAIRED_ON });
    service.pairings.push(pairing);
    service.register('UNIT', communityOf.get(assignment.areaId)!, assignment.unitId);
  }
  step(allocation, allocationStates, 'ADOPT', organiser(PAIRED_ON));
}

const works: [title: string, kind: ServiceItemKind][] = [
  ['政策宣讲进院落', 'POLICY_TALKS'],
  ['陪伴独居老人', 'CARE'],
  ['清扫楼道与绿地', 'ENVIRONMENT'],
  ['夜间安全巡逻', 'SAFETY'],
  ['法律咨询日', 'MEDIATION'],
  ['邻里文艺排练', 'CULTURE'],
  ['血压测量与健康讲座', 'HEALTH'],
  ['义务维修小家电', 'SKILLS'],
];

/** Items of each community, each claimed by as many of those registered there as it needs. */
function serveItems(
  service: DualService,
  communities: readonly AreaSeed[],
  registered: ReadonlyMap<string, Row<Registration>[]>,
) {
  const items = communities.length * hejiang.itemsEach;
  const next = new Map(communities.map(({ id }) => [id, 0]));
  let claimed = 0;

  for (let nth = 0; nth < items; nth++) {
    const community = communities[nth % communities.length]!;
    const members = registered.get(community.id)!;
    const needed = shareOf(hejiang.claims, nth, items);
    const item = post(service, community, nth, needed);
    const chosen = new Set<string>();
    while (chosen.size < needed) {
      const at = next.get(community.id)!;
      next.set(community.id, at + 1);
      const registration = members[at % members.length]!;
      if (chosen.has(registration.personId!)) continue;
      chosen.add(registration.personId!);
      claim(service, item.row, registration, claimed++);
    }
    step(item, serviceItemStates, 'FINISH', clerk(item.row.toOn));
  }
  for (const [index, { id: areaId }] of communities.entries()) {
    for (let nth = 0; nth < waiting.each; nth++) {
      const { postedOn, fromOn, toOn, needed } = waiting;
      const [title, kind] = works[(index + nth) % works.length]!;
      const row: Row<ServiceItem> = {
        id: service.id('service-item'),
        state: 'OPEN',
        title,
        kind,
        areaId,
        needed,
        claimed: 0,
        fromOn,
        toOn,
      };
      service.items.push(born(row, 'POST', clerk(postedOn)));
    }
  }
}

function post(service: DualService, { id: areaId }: AreaSeed, nth: number, needed: number) {
  const [title, kind] = works[nth % works.length]!;
  const from = between(service.random, FIRST_SERVICE, LAST_SERVICE);
  const item = born<Row<ServiceItem>>(
    {
      id: service.id('service-item'),
      state: 'OPEN',
      title,
      kind,
      areaId,
      needed,
      claimed: needed,
      fromOn: dateOfDay(from),
      toOn: dateOfDay(from + between(service.random, 3, 14)),
    },
    'POST',
    clerk(dateOfDay(from - 12)),
  );
  service.items.push(item);
  return item;
}

/** A member claims an item, and comes on as many days as the figure of participations wants; some never come. */
function claim(service: DualService, item: Row<ServiceItem>, { id, ...of }: Row<Registration>, nth: number) {
  const first = dayOfDate(item.fromOn);
  const claimedOn = dateOfDay(first - between(service.random, 1, 10));
  const member = { at: clerk(claimedOn).at, role: 'RESIDENT' as const };
  const { unitId, areaId } = of;
  const personId = of.personId!;
  const made = born<Row<ServiceClaim>>(
    {
      id: service.id('service-claim'),
      state: 'CLAIMED',
      itemId: item.id,
      registrationId: id,
      personId,
      unitId,
      areaId,
      claimedOn,
    },
    'CLAIM',
    member,
  );
  service.claims.push(made);
  if (nth % MISSED_EVERY === MISSED_EVERY - 1) {
    step(made, serviceClaimStates, 'MISS', clerk(item.toOn));
    return;
  }

  const honoured = nth - Math.floor(nth / MISSED_EVERY);
  const times = shareOf(hejiang.participations, honoured, hejiang.claims - hejiang.claims / MISSED_EVERY);
  for (let time = 0; time < times; time++) {
    const day = dateOfDay(first + time);
    const hours = between(service.random, 2, 8) / 2;
    step(made, serviceClaimStates, 'TAKE_PART', { ...clerk(day), facts: { on: day, hours } });
    service.participations.push({
      id: service.id('service-participation'),
      claimId: made.row.id,
      personId,
      unitId,
      areaId,
      day,
      hours,
    });
  }
}

/** The report of a unit on 2022, with the numbers that its act would have counted (H21). */
function reportOf(service: DualService, { id: unitId, areaId }: UnitSeed) {
  const ofUnit = (row: { unitId: string | null }) => row.unitId === unitId;
  const claims = service.claims.map(({ row }) => row).filter(ofUnit);
  const participations = service.participations.filter(ofUnit);
  const report = born<Row<ServiceReport>>(
    {
      id: service.id('service-report'),
      state: 'DRAFT',
      kind: 'UNIT',
      unitId,
      personId: null,
      branchId: null,
      superiorId: null,
      areaId,
      year: 2022,
      half: null,
      ...wholeYear(2022),
      members: new Set(claims.map(({ personId }) => personId)).size,
      claims: claims.length,
      participations: participations.length,
      hours: participations.reduce((sum, { hours }) => sum + hours, 0),
    },
    'DRAFT',
    desk(REPORTED_ON),
  );
  step(report, serviceReportStates, 'SUBMIT', desk(REPORTED_ON));
  service.reports.push(report);
}

const governed = (places: Places) => places.ofLevel('COMMUNITY').filter((community) => community.governed);

/** Finds the community that an area lies in. */
function communityFinder(places: Places, communities: readonly AreaSeed[]) {
  const byId = new Map(places.everyArea.map((area) => [area.id, area]));
  const byLabel = new Map(communities.map((community) => [community.path.split('/').at(-2)!, community]));
  return (areaId: string) =>
    byId
      .get(areaId)!
      .path.split('/')
      .map((label) => byLabel.get(label))
      .find((community) => community !== undefined);
}

/** Writes all of it, each record with its history. */
export async function loadDualService(loading: Loading, service: DualService) {
  const { client, db } = loading;
  const {
    registrations,
    allocations,
    pairings,
    items,
    claims,
    participations,
    evaluations,
    reports,
    visits,
  } = service;
  const kinds = [
    [Registration, registrations],
    [Allocation, allocations],
    [Pairing, pairings],
    [ServiceItem, items],
    [ServiceClaim, claims],
    [ServiceEvaluation, evaluations],
    [ServiceReport, reports],
    [MemberVisit, visits],
  ] as const;
  for (const [entity, loaded] of kinds) {
    // Each list holds rows of the entity beside it.
    await keep(loading, entity, loaded as readonly Loaded<{ id: string }>[]);
  }
  await copyRows(client, db.getMetadata(ServiceParticipation), participations);
  await client.query(
    `select setval('registration_receipt', greatest(last_value, $1)) from registration_receipt`,
    [Math.max(registrations.length, 1)],
  );
}
