import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aCounty, anArea, ask, aUnit, run } from '../testing';
import {
  assessmentItemStates,
  entryRequestStates,
  issuedEntryListStates,
  sentDownMatterStates,
} from './entry-list.states';

const db = testDatabase(tables);

interface Machine {
  reachable(from: string): Set<string>;
  states: readonly string[];
  next(from: string, action: string): string | undefined;
}

interface Walk {
  machine: Machine;
  query: string;
  begin: [act: string, input: object];
  acts: Record<string, [act: string, input: object]>;
}

const reason = '依规';

const walks = (countyId: string, communityId: string, unitId: string): Record<string, Walk> => ({
  'an issued entry list': {
    machine: issuedEntryListStates,
    query: 'issuedEntryList',
    begin: [
      'issueEntryList',
      {
        areaId: countyId,
        title: '准入清单',
        effectiveFrom: '2026-11-23',
        items: [{ code: 'A01', title: '事项', part: 'DOES' }],
      },
    ],
    acts: { WITHDRAW: ['withdrawEntryList', { reason }] },
  },
  'a matter sent down': {
    machine: sentDownMatterStates,
    query: 'sentDownMatter',
    begin: ['sendDownMatter', { title: '卫生健康宣传', unitId, areaId: communityId, dueAt: '2026-12-31' }],
    acts: { FINISH: ['finishSentDownMatter', {}], WITHDRAW: ['withdrawSentDownMatter', { reason }] },
  },
  'a request for entry': {
    machine: entryRequestStates,
    query: 'entryRequest',
    begin: ['requestEntry', { title: '宠物登记', reason, unitId, areaId: communityId }],
    acts: {
      APPROVE: ['approveEntry', { validUntil: '2026-12-31' }],
      REJECT: ['rejectEntry', { reason }],
      WITHDRAW: ['withdrawEntryRequest', {}],
    },
  },
  'an assessment item': {
    machine: assessmentItemStates,
    query: 'assessmentItem',
    begin: ['registerAssessmentItem', { title: '台账检查', unitId, areaId: communityId }],
    acts: { CANCEL: ['cancelAssessmentItem', { reason }] },
  },
});

test.each(Object.keys(walks('', '', '')))(
  '%s only ever takes the steps of its table (S15, D13)',
  async (name) => {
    const { machine, acts } = walks('', '', '')[name]!;
    const tries = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(tries, async (tried) => {
        const { walk, act } = await aWalk(name);
        const { id, ...begun } = await act(...walk.begin);
        let state = begun.state as string;
        expect([...machine.reachable(state)].sort()).toEqual([...machine.states].sort());

        for (const action of tried) {
          const [step, input] = walk.acts[action]!;
          const answer = await act(step, { id, ...input });
          const next = machine.next(state, action);
          expect(answer.__typename === 'ActionNotAllowed').toBe(next === undefined);
          state = next ?? state;
        }

        const told = await ask(
          db,
          `query ($id: ID!) { told: ${walk.query}(id: $id) { state history { action } } }`,
          {
            id,
          },
        );
        expect(told.told.state).toBe(state);
      }),
      { numRuns: 8 },
    );
  },
);

async function aWalk(name: string) {
  const { county, street } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const { id: unitId } = await aUnit(db, county);
  const organiser = anActor('ORGANISER', { areaId: county.id });
  const act = (step: string, input: object) => run(db, step, { ...input }, { actor: organiser });
  return { walk: walks(county.id, community.id, unitId)[name]!, act };
}
