import { born, historyOf, step } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { type AreaSeed, between, idOf, oneOf, seededRandom } from '@jinlin/localities';
import type { IncidentKind } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { Incident } from '../safety/incident.entity';
import { incidentStates } from '../safety/safety.states';
import { keepRecords, type Row, type Start } from './keep';
import { SHOWN } from './plans';

const DAY = 86_400_000;

/** In days. */
const LONGEST_AGO = 720;

/** How many incidents of each kind a locality has had at most in that time. */
const AT_MOST: Record<IncidentKind, number> = { PETITION: 9, ACCIDENT: 14, CRIMINAL_CASE: 11, EPIDEMIC: 2 };

type LoadedIncident = Row<Incident>;

/** Loads the incidents of all localities. */
export async function loadIncidents(start: Start) {
  const incidents = start.grounds.flatMap(({ locality, areas }) =>
    livedIncidents(locality, areas, start.now),
  );
  const kept = await keepRecords(start, Incident, incidents);
  start.progress('incidents', kept, kept);
}

/** The incidents that a locality starts with (S24): few, uneven, and none of some kinds in most places. */
function livedIncidents(locality: LocalityRules, areas: readonly AreaSeed[], now: Date) {
  const random = seededRandom(`incidents ${locality.code}`);
  const first = dateIn(new Date(now.getTime() - (LONGEST_AGO + 1) * DAY));
  const communities = areas.filter(
    ({ level, urban, validFrom }) => level === 'COMMUNITY' && urban && validFrom <= first,
  );
  const shown = communities.filter(({ code }) => SHOWN.has(code));

  const lived = (kind: IncidentKind, place: AreaSeed, number: number) => {
    const recordedAt = new Date(now.getTime() - between(random, 20, LONGEST_AGO) * DAY);
    const row: LoadedIncident = {
      id: idOf('incident', `${locality.code} ${kind} ${number}`),
      state: 'RECORDED',
      kind,
      areaId: place.id,
      areaPath: place.path,
      occurredOn: dateIn(new Date(recordedAt.getTime() - DAY)),
      note: null,
      recordedAt,
      withdrawnAt: null,
    };
    const incident = born(row, 'RECORD', { at: recordedAt, role: 'COMMUNITY_CLERK' });
    if (random() < 0.08) {
      const at = new Date(recordedAt.getTime() + DAY);
      const doing = { at, role: 'STREET_COMMANDER' as const, reason: '重复登记。' };
      step(incident, incidentStates, 'WITHDRAW', doing, { withdrawnAt: at });
    }
    return { row, history: historyOf('Incident', incident) };
  };

  return [
    ...shown.map((place) => lived('ACCIDENT', place, 0)),
    ...(Object.keys(AT_MOST) as IncidentKind[]).flatMap((kind) =>
      Array.from({ length: between(random, 0, AT_MOST[kind]) }, (_, i) =>
        lived(kind, oneOf(random, communities), i + 1),
      ),
    ),
  ];
}
