import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { idOf, type UnitSeed } from '@jinlin/localities';
import type { ElderProfile } from '../elder/elder.entity';
import type { ServiceOrderAction } from '../generated/graphql';
import type {
  ServiceContract,
  ServiceOrder,
  ServicePayment,
} from '../service-contract/service-contract.entity';
import { contractLife, orderLife } from '../service-contract/service-contract.life';
import { feeOf } from '../service-contract/service-contract.service';
import { lived } from './lived';
import { type Places, shown } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** Contracts of a locality with their orders, and the history of each. */
export interface LoadedContracts {
  contracts: Row<ServiceContract>[];
  payments: Omit<ServicePayment, 'id'>[];
  orders: Row<ServiceOrder>[];
  history: HistoryRow[];
}

const DAY = 86_400_000;
const hourlyPrice = 4000;
const minutes = 90;

/** How far orders have come, and on which day they are planned. */
const ways: readonly { day: number; steps: readonly ServiceOrderAction[] }[] = [
  { day: -28, steps: ['SERVE', 'ACCEPT'] },
  { day: -21, steps: ['SERVE', 'ACCEPT'] },
  { day: -14, steps: ['SERVE', 'ACCEPT'] },
  { day: -7, steps: ['CANCEL'] },
  { day: -2, steps: ['SERVE'] },
  { day: 5, steps: [] },
];

/** Care at home, bought from a social organisation for elders of the community that the docs speak of. */
export function livedContracts(
  { locality, urban }: Places,
  units: readonly UnitSeed[],
  elders: readonly Row<ElderProfile>[],
  now: Date,
): LoadedContracts {
  const loaded: LoadedContracts = { contracts: [], payments: [], orders: [], history: [] };
  const community = urban.find(({ code }) => shown.has(code));
  const provider = units.find(({ kind }) => kind === 'SOCIAL_ORGANISATION');
  if (!community || !provider) return loaded;

  const contractId = idOf('service-contract', community.code);
  const inDays = (days: number) => new Date(now.getTime() + days * DAY);
  const fee = feeOf({ hourlyPrice }, minutes);
  elders
    .filter(({ communityId }) => communityId === community.id)
    .slice(0, ways.length)
    .forEach(({ id: elderId, personId, areaId, areaPath }, number) => {
      const { day, steps } = ways[number]!;
      const id = idOf('service-order', `${community.code}:${number}`);
      const { state, history } = lived(
        orderLife,
        id,
        { action: 'PLACE', at: inDays(Math.min(day, 0) - 3), role: 'COMMUNITY_CLERK', state: 'PLACED' },
        steps.map((action, step) => ({
          action,
          at: inDays(day + (step + 1) * 0.1),
          role: action === 'SERVE' ? 'SITE_MANAGER' : 'COMMUNITY_CLERK',
          ...(action === 'CANCEL' && { reason: '住院' }),
        })),
      );
      const isServed = steps.includes('SERVE');
      loaded.orders.push({
        id,
        contractId,
        state,
        elderId,
        item: '上门打扫、陪聊',
        plannedFor: inDays(day),
        minutes,
        servedMinutes: isServed ? minutes : null,
        servedAt: isServed ? inDays(day) : null,
        amount: state === 'CANCELLED' ? 0 : fee,
        rating: state === 'ACCEPTED' ? 5 : null,
        unitId: provider.id,
        personId,
        areaId,
        areaPath,
      });
      loaded.history.push(...history);
    });

  const accepted = loaded.orders.filter(({ state }) => state === 'ACCEPTED').length * fee;
  const committed = loaded.orders.reduce((sum, { amount }) => sum + amount, 0);
  const paidOn = dateIn(inDays(-1));
  const { state, history } = lived(
    contractLife,
    contractId,
    { action: 'SIGN', at: inDays(-60), role: 'STREET_COMMANDER', state: 'RUNNING' },
    [{ action: 'PAY', at: inDays(-1), role: 'STREET_COMMANDER', facts: { amount: accepted, paidOn } }],
  );
  loaded.payments.push({ contractId, amount: accepted, paidOn });
  loaded.contracts.push({
    id: contractId,
    localityCode: locality,
    title: '居家养老服务',
    field: 'HOME_CARE',
    state,
    purchaserId: idOf('unit', `${locality}:civil-affairs`),
    providerId: provider.id,
    startsOn: dateIn(inDays(-60)),
    endsOn: dateIn(inDays(305)),
    hourlyPrice,
    amount: 5_000_000,
    committed,
    accepted,
    paid: accepted,
    areaId: community.id,
    areaPath: community.path,
    communityId: community.id,
  });
  loaded.history.push(...history);
  return loaded;
}
