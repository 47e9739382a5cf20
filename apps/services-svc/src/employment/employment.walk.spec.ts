import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { EmploymentSubsidyAction, EmploymentSubsidyState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, ask, aUnit, run } from '../testing';
import { subsidyStates } from './employment.states';

const db = testDatabase(tables);

const acts: Record<EmploymentSubsidyAction, { name: string; input: object }> = {
  GRANT: { name: 'grantEmploymentSubsidy', input: {} },
  REFUSE: { name: 'refuseEmploymentSubsidy', input: { reason: '材料不符' } },
  PAY: { name: 'payEmploymentSubsidy', input: { paidOn: '2026-11-10' } },
};

test('whatever is tried, only the steps of the table happen, and money goes out once at most (S20)', async () => {
  const tried = fc.constantFrom<EmploymentSubsidyAction>('GRANT', 'REFUSE', 'PAY');

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 6 }), async (tries) => {
      const community = await anArea(db);
      const actor = anActor('STREET_COMMANDER', { areaId: community.id });
      const unit = await aUnit(db, { kind: 'ENTERPRISE' });
      const given = { kind: 'TRAINING', unitId: unit.id, areaId: community.id, month: '2026-10-01' };
      const wanted = { ...given, amount: 5000, people: 2 };
      const { id } = await run(db, 'applyForEmploymentSubsidy', wanted, { actor });
      let state: EmploymentSubsidyState = 'APPLIED';
      let paid = 0;

      for (const action of tries) {
        const { name, input } = acts[action];
        const answer = await run(db, name, { id, ...input }, { actor });
        const next: EmploymentSubsidyState | undefined = subsidyStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'EmploymentSubsidy' : 'ActionNotAllowed');
        if (next === 'PAID') paid += 1;
        state = next ?? state;
      }

      const { employmentSubsidies } = await ask(db, PAID, { unitId: unit.id });
      expect(paid).toBeLessThanOrEqual(1);
      expect(employmentSubsidies.amount).toBe(paid * 5000);
    }),
    { numRuns: 15 },
  );
}, 60_000);

const PAID = /* GraphQL */ `
  query ($unitId: ID!) { employmentSubsidies(first: 1, where: { unitId: $unitId, state: PAID }) { amount } }
`;
