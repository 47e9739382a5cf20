import type { HistoryRow } from '@jinlin/history';
import { type AreaSeed, between, idOf, isChosen, seededRandom } from '@jinlin/localities';
import type { Certification } from '../certification/certification.entity';
import { certificationLife } from '../certification/certification.life';
import type { CertificationKind } from '../generated/graphql';
import { lived } from './lived';
import type { Places } from './places';

export interface LoadedCertification {
  row: Omit<Certification, '__typename'>;
  history: HistoryRow[];
}

/** 144 healthy communities and villages (S22), 109 villages in the mutual-aid pilot (S23): Shenyang, August 2022. */
const healthy = 144;
const mutualAid = 109;

export function livedCertifications({ locality, governed, villages }: Places): LoadedCertification[] {
  if (locality !== '210100') return [];
  const random = seededRandom(`certifications ${locality}`);
  const awarded = (places: readonly AreaSeed[], count: number, kind: CertificationKind) =>
    places
      .filter((_, index) => isChosen(index, places.length, count))
      .map((place) => livedCertification(locality, place, kind, `2021-${month(between(random, 1, 12))}-15`));
  return [
    ...awarded([...governed, ...villages], healthy, 'HEALTHY_COMMUNITY'),
    ...awarded(villages, mutualAid, 'MUTUAL_AID_VILLAGE'),
  ];
}

const month = (number: number) => String(number).padStart(2, '0');

function livedCertification(
  localityCode: string,
  { id: areaId, path: areaPath, code }: AreaSeed,
  kind: CertificationKind,
  awardedOn: string,
): LoadedCertification {
  const id = idOf('certification', `${code}:${kind}`);
  const at = new Date(`${awardedOn}T12:00:00+08:00`);
  const { state, history } = lived(
    certificationLife,
    id,
    { action: 'AWARD', at, role: 'STREET_COMMANDER', state: 'HELD' },
    [],
  );
  return {
    row: { id, localityCode, kind, state, awardedOn, revokedOn: null, areaId, areaPath },
    history,
  };
}
