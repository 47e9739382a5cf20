import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { between, fictionalName, fictionalPhone, idOf, seededRandom } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import type { FamilyDoctorContract } from '../family-doctor/family-doctor.entity';
import { familyDoctorLife } from '../family-doctor/family-doctor.life';
import { lastDay } from '../family-doctor/family-doctor.service';
import type { FamilyDoctorGroup } from '../generated/graphql';
import { sealedPerson } from '../person';
import type { ServiceSite } from '../site/site.entity';
import { lived } from './lived';
import { type Places, shown } from './places';

export interface LoadedFamilyDoctor {
  row: Omit<FamilyDoctorContract, '__typename'>;
  history: HistoryRow[];
}

const DAY = 86_400_000;
const FAMILIES = 8;
const groups: readonly FamilyDoctorGroup[] = ['ELDERLY', 'CHRONIC', 'CHILD', 'MATERNAL'];

/** Families of the community that the docs speak of, signed up with a hall of traditional medicine (S22). */
export function livedFamilyDoctors(
  { locality, urban, homesIn }: Places,
  sites: readonly { row: Pick<ServiceSite, 'id' | 'kind'> }[],
  vault: Vault,
  now: Date,
): LoadedFamilyDoctor[] {
  const community = urban.find(({ code }) => shown.has(code));
  const hall = sites.find(({ row }) => row.kind === 'TCM_HALL');
  if (!community || !hall) return [];

  const random = seededRandom(`family doctors ${locality}`);
  const homes = homesIn(community);
  return Array.from({ length: Math.min(FAMILIES, homes.length) }, (_, number) => {
    const home = homes[number]!;
    const id = idOf('family-doctor', home.code);
    const signedAt = new Date(now.getTime() - between(random, 20, 350) * DAY);
    const signedOn = dateIn(signedAt);
    const { state, history } = lived(
      familyDoctorLife,
      id,
      { action: 'SIGN', at: signedAt, role: 'COMMUNITY_CLERK', state: 'SIGNED' },
      [],
    );
    return {
      row: {
        id,
        localityCode: locality,
        state,
        siteId: hall.row.id,
        doctor: '周全科',
        ...sealedPerson(vault, { name: fictionalName(random), phone: fictionalPhone(random) }),
        personId: null,
        people: between(random, 1, 5),
        groups: groups.slice(0, number % 3),
        signedOn,
        endsOn: lastDay(signedOn),
        endedOn: null,
        areaId: home.id,
        areaPath: home.path,
        communityId: community.id,
        isHousehold: home.level === 'HOUSEHOLD',
      },
      history,
    };
  });
}
