import type { HistoryRow } from '@jinlin/history';
import { idOf, type UnitSeed } from '@jinlin/localities';
import type { CommunityProject } from '../community-project/community-project.entity';
import { communityProjectLife } from '../community-project/community-project.life';
import type { CommunityProjectKind } from '../generated/graphql';
import { lived } from './lived';
import type { Places } from './places';

export interface LoadedCommunityProject {
  row: Omit<CommunityProject, '__typename'>;
  history: HistoryRow[];
}

/** 27 projects by the end of July 2022: cleaning, property, outdoor advertising (D28). */
const projects = 27;
const kinds: readonly { kind: CommunityProjectKind; title: string }[] = [
  { kind: 'CLEANING', title: '楼院保洁' },
  { kind: 'PROPERTY', title: '老旧小区物业' },
  { kind: 'ADVERTISING', title: '户外广告位' },
];
const startedOn = '2021-06-01';

export function livedCommunityProjects(
  { locality, governed }: Places,
  units: readonly UnitSeed[],
): LoadedCommunityProject[] {
  if (locality !== '522701') return [];
  const enterprises = units.filter(({ kind }) => kind === 'ENTERPRISE');
  return Array.from({ length: projects }, (_, number) => {
    const { kind, title } = kinds[number % kinds.length]!;
    const place = governed[number % governed.length]!;
    const id = idOf('community-project', `${locality}:${number}`);
    const at = new Date(`${startedOn}T12:00:00+08:00`);
    const { state, history } = lived(
      communityProjectLife,
      id,
      { action: 'START', at, role: 'COMMUNITY_CLERK', state: 'RUNNING' },
      [],
    );
    const row = {
      id,
      localityCode: locality,
      title: `${place.name}${title}`,
      kind,
      state,
      enterpriseId: enterprises[number % enterprises.length]!.id,
      startedOn,
      endedOn: null,
      areaId: place.id,
      areaPath: place.path,
      communityId: place.id,
    };
    return { row, history };
  });
}
