import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { AllocationAction, AllocationState, PairingState } from '../generated/graphql';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';
import { allocationStates, pairingStates } from './pairing.states';

const db = testDatabase(tables);

test('every state of an allocation and of a pairing can be reached (F7)', () => {
  expect([...allocationStates.reachable('PROPOSED')].sort()).toEqual([...allocationStates.states].sort());
  expect([...pairingStates.reachable('PROPOSED')].sort()).toEqual([...pairingStates.states].sort());
});

test('whatever is done to an allocation, only the steps of the tables happen, and loads stay even (F7)', async () => {
  const tried = fc.record({
    action: fc.constantFrom<AllocationAction>('ADOPT', 'DROP', 'DISCARD'),
    which: fc.nat(3),
  });

  await fc.assert(
    fc.asyncProperty(
      fc.array(tried, { minLength: 2, maxLength: 7 }),
      fc.integer({ min: 1, max: 7 }),
      async (tries, communities) => {
        const { act, id, units } = await anAllocation(communities);
        let state: AllocationState = 'PROPOSED';

        for (const { action, which } of tries) {
          const { name, input } = acts[action](units[which]!);
          const answer = await act(name, { id, ...input });
          const next = allocationStates.next(state, action);
          if (answer.__typename === 'Allocation') {
            expect(next).toBeDefined();
            state = next!;
          } else if (next && action === 'ADOPT') {
            expect(answer.__typename).toBe('Allocation');
          }
          await expectWhole(id, state, communities);
        }
      },
    ),
    { numRuns: 12 },
  );
}, 60_000);

const acts: Record<AllocationAction, (unitId: string) => { name: string; input: object }> = {
  ADOPT: () => ({ name: 'adoptPairings', input: { from: '2026-11-01' } }),
  DROP: (unitId) => ({ name: 'dropFromPairings', input: { unitId, to: '2026-11-02', reason: '机构改革' } }),
  DISCARD: () => ({ name: 'discardPairings', input: { reason: '放弃' } }),
};

async function anAllocation(count: number) {
  const { county, street, organiser } = await aCounty(db);
  const units: string[] = [];
  for (let at = 0; at < 4; at++) units.push((await aUnit(db, county)).id);
  for (let at = 0; at < count; at++) await anArea(db, {}, street);
  const act = (name: string, input: Record<string, unknown>) => run(db, name, input, { actor: organiser });
  const { id } = await act('proposePairings', {
    areaId: county.id,
    units: units.map((unitId) => ({ unitId })),
  });
  return { act, id, units };
}

interface Told {
  state: PairingState;
  community: { id: string };
  history: { fromState: PairingState | null; toState: PairingState; action: 'ADOPT' | 'DISCARD' | 'END' }[];
}

/** Each community stands once until the allocation is discarded, loads differ by one at most, histories are walks. */
async function expectWhole(id: string, state: AllocationState, communities: number) {
  const { allocation, pairings } = await ask(db, ALLOCATION, { id });
  const told: Told[] = pairings.nodes;
  const standing = told.filter((pairing) => pairing.state === 'PROPOSED' || pairing.state === 'ADOPTED');

  expect(allocation.state).toBe(state);
  expect(standing).toHaveLength(state === 'DISCARDED' ? 0 : communities);
  expect(new Set(standing.map(({ community }) => community.id)).size).toBe(standing.length);
  expect(standing.every((pairing) => pairing.state === 'ADOPTED') || state === 'PROPOSED').toBe(true);
  const loads = allocation.loads.map((load: { communities: number }) => load.communities);
  if (loads.length > 1) expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
  for (const { history } of told) {
    for (const { fromState, toState, action } of history.slice(1)) {
      expect(pairingStates.next(fromState!, action)).toBe(toState);
    }
  }
}

const ALLOCATION = /* GraphQL */ `
  query ($id: ID!) {
    allocation(id: $id) { state loads { communities } }
    pairings(first: 100, where: { allocationId: $id }) {
      nodes { state community { id } history { fromState toState action } }
    }
  }
`;
