import { born, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { type AreaSeed, between, type Random, seededRandom } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { Agreement, Commitment } from '../agreement/agreement.entity';
import { Alliance, AllianceMembership } from '../alliance/alliance.entity';
import { Brand } from '../brand/brand.entity';
import type { AllianceRole } from '../generated/graphql';
import { GridPlacement } from '../grid-placement/grid-placement.entity';
import { AttendanceSheet, JointActivity } from '../joint-activity/joint-activity.entity';
import { jointActivityStates } from '../joint-activity/joint-activity.states';
import { UNIT_LEADER } from '../locality';
import { TwoWayOrder } from '../two-way-order/two-way-order.entity';
import { before } from './days';
import { joinDuyun } from './joint-work.duyun';
import { joinFuzhou } from './joint-work.fuzhou';
import { joinHejiang } from './joint-work.hejiang';
import { joinShenyang } from './joint-work.shenyang';
import { joinXianyou } from './joint-work.xianyou';
import { clerk, keep, organiser, type Row } from './keep';
import type { Places } from './places';
import { numbered, type Roster } from './roster';

/** What units and areas of one locality do together. */
export class JointWork {
  readonly alliances: Loaded<Row<Alliance>>[] = [];
  readonly memberships: Loaded<Row<AllianceMembership>>[] = [];
  readonly agreements: Loaded<Row<Agreement>>[] = [];
  readonly commitments: Loaded<Row<Commitment>>[] = [];
  readonly orders: Loaded<Row<TwoWayOrder>>[] = [];
  readonly activities: Loaded<Row<JointActivity>>[] = [];
  readonly sheets: Loaded<Row<AttendanceSheet>>[] = [];
  readonly brands: Loaded<Row<Brand>>[] = [];
  readonly placements: Loaded<Row<GridPlacement>>[] = [];
  readonly random: Random;
  readonly headOf: Map<string, string>;
  private readonly ids = new Map<string, () => string>();

  constructor(
    readonly places: Places,
    readonly roster: Roster,
  ) {
    this.random = seededRandom(`joint work of ${places.locality.code}`);
    this.headOf = new Map(
      roster.appointments
        .filter(({ post }) => post === UNIT_LEADER.code)
        .map(({ unitId, personId }) => [unitId!, personId]),
    );
  }

  id(kind: string) {
    const next = this.ids.get(kind) ?? numbered(kind, this.places.locality.code);
    this.ids.set(kind, next);
    return next();
  }

  found(kind: string, title: string, { id: areaId, name }: AreaSeed, given: Partial<Row<Alliance>> = {}) {
    const foundedOn = dateOfDay(between(this.random, dayOfDate('2021-03-01'), dayOfDate('2021-12-31')));
    const row: Row<Alliance> = {
      id: this.id('alliance'),
      state: 'ACTIVE',
      kind,
      name: `${name}${title}`,
      areaId,
      partyOrganisationId: null,
      rules: null,
      foundedOn,
      dissolvedOn: null,
      ...given,
    };
    this.alliances.push(born(row, 'FOUND', organiser(foundedOn)));
    return row;
  }

  brand(name: string, meaning: string, { id: areaId }: AreaSeed, fromOn: string) {
    const row: Row<Brand> = {
      id: this.id('brand'),
      state: 'IN_USE',
      name,
      meaning,
      areaId,
      fromOn,
      toOn: null,
    };
    this.brands.push(born(row, 'REGISTER', clerk(fromOn)));
  }

  join(
    { id: allianceId, areaId, foundedOn }: Row<Alliance>,
    unitId: string,
    role: AllianceRole,
    duty: string,
  ) {
    const row: Row<AllianceMembership> = {
      id: this.id('alliance-membership'),
      state: 'MEMBER',
      allianceId,
      unitId,
      areaId,
      role,
      duty,
      fromOn: foundedOn,
      toOn: null,
    };
    this.memberships.push(born(row, 'JOIN', organiser(foundedOn)));
  }

  /** Seats the head of a unit on the committee of a place. */
  seat(unitId: string, post: string, area: AreaSeed, partyOrganisationId: string) {
    const head = this.headOf.get(unitId)!;
    this.roster.appoint(head, post, area, { partyOrganisationId, source: 'SECONDED', isConcurrent: true });
  }

  /** An activity that was held, with a sheet for each place or unit. */
  hold(
    given: Pick<Row<JointActivity>, 'kind' | 'title' | 'areaId' | 'day'> & Partial<Row<JointActivity>>,
    sheets: readonly Pick<Row<AttendanceSheet>, 'areaId' | 'unitId' | 'heads'>[],
  ) {
    const activity = this.plan(given);
    const { id: activityId, day } = activity.row;
    step(activity, jointActivityStates, 'HOLD', { ...clerk(day), facts: { on: day } });
    for (const { areaId, unitId, heads } of sheets) {
      const row: Row<AttendanceSheet> = {
        id: this.id('attendance-sheet'),
        state: 'RECORDED',
        activityId,
        areaId,
        unitId,
        partyOrganisationId: null,
        heads,
        day,
      };
      this.sheets.push(born(row, 'RECORD', { ...clerk(day), facts: { heads } }));
    }
  }

  plan(given: Pick<Row<JointActivity>, 'kind' | 'title' | 'areaId' | 'day'> & Partial<Row<JointActivity>>) {
    const row: Row<JointActivity> = {
      id: this.id('joint-activity'),
      state: 'PLANNED',
      series: null,
      theme: null,
      organiserIds: [],
      agreementId: null,
      ...given,
    };
    const activity = born(row, 'PLAN', clerk(before(given.day, 14)));
    this.activities.push(activity);
    return activity;
  }
}

const jointWork: Record<string, (work: JointWork) => void> = {
  '210100': joinShenyang,
  '350100': joinFuzhou,
  '350322': joinXianyou,
  '510522': joinHejiang,
  '522701': joinDuyun,
};

/** The joint work of a locality; localities whose articles do not tell of it have none. */
export function jointWorkOf(places: Places, roster: Roster) {
  const work = new JointWork(places, roster);
  jointWork[places.locality.code]?.(work);
  return work;
}

/** Writes all of it, each record with its history. */
export async function loadJointWork(loading: Loading, work: JointWork) {
  const kinds = [
    [Alliance, work.alliances],
    [AllianceMembership, work.memberships],
    [Agreement, work.agreements],
    [Commitment, work.commitments],
    [TwoWayOrder, work.orders],
    [JointActivity, work.activities],
    [AttendanceSheet, work.sheets],
    [Brand, work.brands],
    [GridPlacement, work.placements],
  ] as const;
  for (const [entity, loaded] of kinds) {
    // Each list holds rows of the entity beside it.
    await keep(loading, entity, loaded as readonly Loaded<{ id: string }>[]);
  }
}
