import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { ServiceOrderAction, ServiceOrderState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { orderStates } from './service-contract.states';

const db = testDatabase(tables);

const served = new Date('2026-11-25T12:00:00+08:00');
const AMOUNT = 20_000;

type Try = { deed: ServiceOrderAction | 'PLACE' | 'PAY'; minutes: number };

const names: Record<ServiceOrderAction, string> = {
  SERVE: 'recordServiceHours',
  ACCEPT: 'acceptServiceOrder',
  REJECT: 'rejectServiceOrder',
  CANCEL: 'cancelServiceOrder',
};

test('whatever is ordered, served, accepted and paid in whatever order, the sums of the contract hold', async () => {
  const tried: fc.Arbitrary<Try> = fc.record({
    deed: fc.constantFrom('PLACE', 'PLACE', 'SERVE', 'SERVE', 'ACCEPT', 'ACCEPT', 'REJECT', 'CANCEL', 'PAY'),
    minutes: fc.integer({ min: 10, max: 200 }),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 4, maxLength: 12 }), async (tries) => {
      const community = await anArea(db);
      const actor = anActor('STREET_COMMANDER', { areaId: community.id });
      const [purchaser, provider] = [await aUnit(db), await aUnit(db)];
      const act = (name: string, input: object, now?: Date) =>
        run(db, name, input as never, { actor, ...(now && { now }) });
      const { id: contractId } = await act('signServiceContract', {
        title: '保洁服务',
        field: 'CLEANING',
        purchaserId: purchaser.id,
        providerId: provider.id,
        areaId: community.id,
        startsOn: '2026-11-01',
        endsOn: '2026-12-31',
        hourlyPrice: 3700,
        amount: AMOUNT,
      });
      const sums = { committed: 0, accepted: 0, paid: 0 };
      let order: { id: string; state: ServiceOrderState; minutes: number; amount: number } | null = null;

      for (const { deed, minutes } of tries) {
        if (deed === 'PLACE') {
          const plannedFor = '2026-11-25T09:00:00+08:00';
          const answer = await act('placeServiceOrder', {
            contractId,
            item: '楼道清洗',
            plannedFor,
            minutes,
          });
          const amount = Math.round((3700 * minutes) / 60);
          expect(answer.__typename === 'ServiceOrder').toBe(sums.committed + amount <= AMOUNT);
          if (answer.__typename !== 'ServiceOrder') continue;
          sums.committed += amount;
          order = { id: answer.id, state: 'PLACED', minutes, amount };
        } else if (deed === 'PAY') {
          const answer = await act(
            'payServiceContract',
            { id: contractId, amount: minutes, paidOn: '2026-11-25' },
            served,
          );
          const isPaid = minutes <= sums.accepted - sums.paid;
          expect(answer.__typename === 'ServiceContract').toBe(isPaid);
          if (isPaid) sums.paid += minutes;
        } else if (order) {
          const half = Math.ceil(order.minutes / 2);
          const input = {
            id: order.id,
            ...(deed === 'SERVE' && { minutes: half, servedAt: '2026-11-25T09:00:00+08:00' }),
            ...((deed === 'REJECT' || deed === 'CANCEL') && { reason: '改期' }),
          };
          const answer = await act(names[deed], input, served);
          const next: ServiceOrderState | undefined = orderStates.next(order.state, deed);
          expect(answer.__typename).toBe(next ? 'ServiceOrder' : 'ActionNotAllowed');
          if (!next) continue;
          order.state = next;
          if (deed === 'CANCEL') sums.committed -= order.amount;
          if (deed === 'ACCEPT') {
            const owed = Math.round((3700 * half) / 60);
            sums.committed += owed - order.amount;
            sums.accepted += owed;
          }
        }
      }

      const { serviceContract } = await ask(db, SUMS, { id: contractId });
      expect(serviceContract).toEqual(sums);
    }),
    { numRuns: 12 },
  );
}, 60_000);

const SUMS = 'query ($id: ID!) { serviceContract(id: $id) { committed accepted paid } }';
