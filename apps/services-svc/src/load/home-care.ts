import type { HistoryRow } from '@jinlin/history';
import { idOf, isChosen } from '@jinlin/localities';
import type { ServiceContract } from '../service-contract/service-contract.entity';
import { contractLife } from '../service-contract/service-contract.life';
import { lived } from './lived';
import type { Places } from './places';

export interface LoadedHomeCare {
  row: Omit<ServiceContract, '__typename'>;
  history: HistoryRow[];
}

/** The communities for which Shenyang bought home care by August 2022 (S23); their orders are not sampled. */
const communities = 200;

export function livedHomeCare({ locality, governed }: Places): LoadedHomeCare[] {
  if (locality !== '210100') return [];
  return governed
    .filter((_, index) => isChosen(index, governed.length, communities))
    .map(({ id: areaId, path: areaPath, code }) => {
      const id = idOf('service-contract', `${code}:2022`);
      const at = new Date('2022-01-04T12:00:00+08:00');
      const { state, history } = lived(
        contractLife,
        id,
        { action: 'SIGN', at, role: 'STREET_COMMANDER', state: 'RUNNING' },
        [],
      );
      const row = {
        id,
        localityCode: locality,
        title: '居家养老服务',
        field: 'HOME_CARE' as const,
        state,
        purchaserId: idOf('unit', `${locality}:civil-affairs`),
        providerId: idOf('unit', `${locality}:society-${code}-1`),
        startsOn: '2022-01-05',
        endsOn: '2026-12-31',
        hourlyPrice: 4000,
        amount: 30_000_000,
        committed: 0,
        accepted: 0,
        paid: 0,
        areaId,
        areaPath,
        communityId: areaId,
      };
      return { row, history };
    });
}
