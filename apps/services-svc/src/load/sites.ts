import type { HistoryRow } from '@jinlin/history';
import { between, idOf, type Random } from '@jinlin/localities';
import type { SiteAction } from '../generated/graphql';
import type { MobileStop } from '../mobile-timetable/mobile-stop.entity';
import { type OpeningHours, weekdays } from '../site/opening';
import type { ServiceSite, SiteCapacity } from '../site/site.entity';
import { siteLife } from '../site/site.life';
import { lived, type Step } from './lived';
import type { Places } from './places';
import type { SitePlan } from './site-plans';

export interface LoadedSite {
  row: Omit<ServiceSite, '__typename'>;
  capacity: SiteCapacity[];
  stops: MobileStop[];
  history: HistoryRow[];
}

const DAY = 86_400_000;

/** A site as its plan says, with the history that brought it there. */
export function livedSite(plan: SitePlan, { locality, communityOf }: Places, random: Random): LoadedSite {
  const {
    kind,
    name,
    place,
    state: wanted,
    squareMetres,
    capacity = [],
    reform,
    upgradedOn,
    starRating,
    appraisal,
    timetable,
  } = plan;
  const id = idOf('site', `${place.code}:${kind}:${name}`);
  const community = communityOf(place);
  const registeredAt = new Date(Date.UTC(2020, 0, 6, 1) + between(random, 0, 330) * DAY);
  const openedAt = new Date(registeredAt.getTime() + 30 * DAY);
  const openingHours = wanted === 'OPEN' ? (timetable?.map(spanOf) ?? hoursOf(kind)) : [];
  const changeHours = timetable ? 'CHANGE_TIMETABLE' : 'CHANGE_HOURS';

  const { state, history } = lived(
    siteLife,
    id,
    { action: 'REGISTER', at: registeredAt, role: 'ORGANISER', state: 'PLANNED' },
    [
      ...(wanted === 'BUILDING' ? [step('START_BUILDING', new Date(Date.UTC(2022, 2, 21, 1)))] : []),
      ...(wanted === 'OPEN' ? [step('OPEN', openedAt), step(changeHours, openedAt, { openingHours })] : []),
      ...capacity.map((facts) => step('RECORD_CAPACITY', openedAt, { ...facts })),
      ...(appraisal ? [step('APPRAISE_PREMISES', noonOf(appraisal.on), { squareMetres, ...appraisal })] : []),
      ...(starRating ? [step('RATE', noonOf('2022-01-10'), { stars: starRating })] : []),
      ...(reform ? [step('REFORM', noonOf(reform.completedOn), { ...reform, isCounterFree: true })] : []),
    ],
  );

  return {
    row: {
      id,
      localityCode: locality,
      kind,
      name,
      state,
      areaId: place.id,
      areaPath: place.path,
      communityId: community?.id ?? null,
      longitude: place.longitude,
      latitude: place.latitude,
      address: null,
      squareMetres: squareMetres ?? null,
      premisesLayout: appraisal?.layout ?? null,
      premisesSource: appraisal?.source ?? null,
      appraisedOn: appraisal?.on ?? null,
      functions: functionsOf[kind] ?? [],
      operatorId: community?.urban ? idOf('unit', `${locality}:residents-committee-${community.code}`) : null,
      openingHours,
      openingExceptions: [],
      zones: reform?.zones ?? [],
      isCounterFree: reform !== undefined,
      reformedOn: reform?.completedOn ?? null,
      upgradedOn: upgradedOn ?? null,
      starRating: starRating ?? null,
      openedAt: wanted === 'OPEN' ? openedAt : null,
    },
    capacity: capacity.map((room) => ({ ...room, siteId: id, updatedAt: openedAt })),
    stops: (timetable ?? []).map(
      ({ place: { id: areaId, path: areaPath, longitude, latitude }, ...call }) => ({
        id: idOf('mobile-stop', `${id}:${call.weekday}:${call.opensAt}`),
        siteId: id,
        ...call,
        longitude,
        latitude,
        areaId,
        areaPath,
      }),
    ),
    history,
  };
}

const spanOf = ({ weekday, opensAt, closesAt }: OpeningHours): OpeningHours => ({
  weekday,
  opensAt,
  closesAt,
});

const step = (action: SiteAction, at: Date, facts?: Record<string, unknown>): Step<SiteAction> => ({
  action,
  at,
  role: 'STREET_COMMANDER',
  facts,
});

const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`);

/** S18 for stations, X10 for living rooms. */
const functionsOf: Record<string, string[]> = {
  PARTY_MASS_STATION: ['PARTY', 'ELDERLY', 'MEDICAL', 'EDUCATION', 'EMPLOYMENT', 'SECURITY', 'COUNCIL_HALL'],
  NEIGHBOUR_LIVING_ROOM: [
    'ACTIVITIES',
    'CONSULTATION',
    'PROBLEM_COLLECTION',
    'MEDIATION',
    'PETITION_EVALUATION',
    'AGENCY',
    'POLICY_ADVICE',
  ],
  ELDER_CANTEEN: ['MEALS'],
  DAY_CARE: ['ELDERLY', 'MEALS'],
};

type Span = readonly [opensAt: string, closesAt: string];

const officeHours: readonly Span[] = [['08:30', '17:30']];
const spansOf: Record<string, readonly Span[]> = {
  ELDER_CANTEEN: [
    ['10:30', '13:00'],
    ['16:30', '18:30'],
  ],
  NEIGHBOUR_LIVING_ROOM: [['09:00', '21:00']],
  SELF_SERVICE_24H: [['00:00', '24:00']],
};

/** Offices open on working days, the rest on every day of the week. */
function hoursOf(kind: string): OpeningHours[] {
  const spans = spansOf[kind];
  return (spans ? weekdays : weekdays.slice(0, 5)).flatMap((weekday) =>
    (spans ?? officeHours).map(([opensAt, closesAt]) => ({ weekday, opensAt, closesAt })),
  );
}
