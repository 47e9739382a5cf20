import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { ServiceApplicationAction, ServiceApplicationState } from '../generated/graphql';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, run } from '../testing';
import { applicationStates } from './application.states';

const db = testDatabase(tables);

const unitId = localities.named('522701').windowServices('2026-11-23')!.services[1]!.unitId;
const official = anActor('DEPARTMENT_CLERK', { unitId });

const acts: Record<ServiceApplicationAction, { name: string; input: object; atTheBack?: boolean }> = {
  ACCEPT_MATERIALS: { name: 'acceptMaterials', input: {} },
  ASK_FOR_MATERIALS: { name: 'askForMaterials', input: { reason: '请补材料' } },
  HAND_IN_MATERIALS: { name: 'handInMaterials', input: { materials: ['HOUSEHOLD_BOOK'] } },
  FORWARD: { name: 'forwardApplication', input: {} },
  TAKE_ON: { name: 'takeOnApplication', input: {}, atTheBack: true },
  DECIDE: { name: 'decideApplication', input: { outcome: 'GRANTED', reason: '符合条件' }, atTheBack: true },
  GIVE_FEEDBACK: { name: 'giveApplicationFeedback', input: {} },
  WITHDRAW: { name: 'withdrawApplication', input: { reason: '不再需要' } },
};
const forward: ServiceApplicationAction[] = ['ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON', 'DECIDE'];

test('whatever is tried, only the steps of the table happen, and the clock rests only while materials are wanted (D12)', async () => {
  const tried = fc.constantFrom(...forward, ...(Object.keys(acts) as ServiceApplicationAction[]));
  const begun = fc.integer({ min: 0, max: forward.length });

  await fc.assert(
    fc.asyncProperty(begun, fc.array(tried, { minLength: 2, maxLength: 6 }), async (far, tries) => {
      const community = await anArea(db, { code: '522701001003' });
      const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
      const given = { service: 'MEDICAL_INSURANCE', areaId: community.id, name: '韦小满' };
      const materials = ['IDENTITY_CARD', 'HOUSEHOLD_BOOK'];
      const { id } = await run(db, 'receiveApplication', { ...given, materials }, { actor: clerk });
      let state: ServiceApplicationState = 'RECEIVED';

      for (const action of [...forward.slice(0, far), ...tries]) {
        const { name, input, atTheBack } = acts[action];
        const answer = await run(db, name, { id, ...input }, { actor: atTheBack ? official : clerk });
        const next: ServiceApplicationState | undefined = applicationStates.next(state, action);
        if (next) {
          expect(answer).toMatchObject({ __typename: 'ServiceApplication', state: next });
          expect(answer.deadline.pausedSince !== null).toBe(next === 'SUPPLEMENT');
        } else {
          expect(['ActionNotAllowed', 'NotFound']).toContain(answer.__typename);
        }
        state = next ?? state;
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
