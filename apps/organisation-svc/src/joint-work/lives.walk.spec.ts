import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { agreementStates } from '../agreement/agreement.states';
import { allianceMembershipStates, allianceStates } from '../alliance/alliance.states';
import { brandStates } from '../brand/brand.states';
import { gridPlacementStates } from '../grid-placement/grid-placement.states';
import { attendanceSheetStates, jointActivityStates } from '../joint-activity/joint-activity.states';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { aMembership, anAgreement, anAlliance, aPair, type PairOf } from './joint-work.testing';

const db = testDatabase(tables);

const TODAY = '2026-11-23';

/** What every state machine can be asked, whatever its states and actions are. */
interface Machine {
  states: readonly string[];
  next(state: string, action: string): string | undefined;
  reachable(start: string): ReadonlySet<string>;
}

interface Life {
  type: string;
  states: unknown;
  start: string;
  /** Begins a record, and says what is asked for to take each action; `nth` counts the tries. */
  begin(pair: PairOf): Promise<{ id: string }>;
  acts: Record<string, (nth: number) => [act: string, input: object]>;
}

const by = ({ organiser: actor }: PairOf) => ({ actor });

const aHeldActivity = async (pair: PairOf) => {
  const given = { areaId: pair.community.id, title: '清扫', organiserIds: [], on: TODAY };
  const { id } = await run(db, 'planJointActivity', given, by(pair));
  await run(db, 'holdJointActivity', { id }, by(pair));
  return id;
};

const lives: Life[] = [
  {
    type: 'Alliance',
    states: allianceStates,
    start: 'ACTIVE',
    begin: ({ community }) => anAlliance(db, community),
    acts: {
      SET_RULES: (nth) => ['setAllianceRules', { rules: `规则${nth}` }],
      DISSOLVE: () => ['dissolveAlliance', { on: TODAY, reason: '合并' }],
    },
  },
  {
    type: 'AllianceMembership',
    states: allianceMembershipStates,
    start: 'MEMBER',
    begin: async ({ community, unit }) => aMembership(db, await anAlliance(db, community), unit),
    acts: {
      SET_DUTY: (nth) => ['setMemberDuty', { duty: `职责${nth}` }],
      LEAVE: () => ['leaveAlliance', { to: TODAY }],
    },
  },
  {
    type: 'Agreement',
    states: agreementStates,
    start: 'IN_FORCE',
    begin: async (pair) => (await anAgreement(db, pair, { state: 'RELEASED' })).agreement,
    acts: {
      SIGN: () => ['signAgreement', { on: TODAY }],
      WITHDRAW: () => ['withdrawAgreement', { reason: '条件不成熟' }],
      EXTEND: (nth) => ['extendAgreement', { to: `20${30 + nth}-12-31` }],
      CONCLUDE: () => ['concludeAgreement', {}],
      TERMINATE: () => ['terminateAgreement', { reason: '撤并' }],
    },
  },
  {
    type: 'JointActivity',
    states: jointActivityStates,
    start: 'PLANNED',
    begin: (pair) =>
      run(
        db,
        'planJointActivity',
        { areaId: pair.community.id, title: '清扫', organiserIds: [], on: TODAY },
        by(pair),
      ),
    acts: {
      MOVE: (nth) => ['moveJointActivity', { on: `2026-12-${10 + nth}` }],
      HOLD: () => ['holdJointActivity', { on: TODAY }],
      CANCEL: () => ['cancelJointActivity', { reason: '下雨' }],
    },
  },
  {
    type: 'AttendanceSheet',
    states: attendanceSheetStates,
    start: 'RECORDED',
    begin: async (pair) =>
      run(db, 'recordAttendance', { activityId: await aHeldActivity(pair), heads: 9 }, by(pair)),
    acts: {
      CORRECT: (nth) => ['correctAttendance', { heads: 10 + nth, reason: '误' }],
      STRIKE: () => ['strikeAttendance', { reason: '重复' }],
    },
  },
  {
    type: 'Brand',
    states: brandStates,
    start: 'IN_USE',
    begin: (pair) =>
      run(db, 'registerBrand', { areaId: pair.community.id, name: '桥', from: '2021-07-01' }, by(pair)),
    acts: {
      REVISE: (nth) => ['reviseBrand', { name: `桥${nth}` }],
      RETIRE: () => ['retireBrand', { to: TODAY }],
    },
  },
  {
    type: 'GridPlacement',
    states: gridPlacementStates,
    start: 'PLACED',
    begin: async (pair) => {
      const { id: areaId } = await anArea(db, { level: 'GRID' }, pair.community);
      return run(db, 'placeUnitInGrid', { unitId: pair.unit.id, areaId, from: '2022-03-01' }, by(pair));
    },
    acts: { END: () => ['endGridPlacement', { to: TODAY }] },
  },
];

test.each(lives)('every state of the life of $type has a way to it', ({ states, start, type }) => {
  const machine = states as Machine;
  const first = type === 'Agreement' ? 'PROPOSED' : start;

  expect([...machine.reachable(first)].sort()).toEqual([...machine.states].sort());
});

test.each(lives)(
  'whatever is tried with $type in whatever order, only the steps of its table happen',
  async ({ type, states, start, begin, acts }) => {
    const machine = states as Machine;
    const tries = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 2, maxLength: 7 });

    await fc.assert(
      fc.asyncProperty(tries, async (tried) => {
        const pair = await aPair(db, type === 'Alliance' ? '350100' : '510522');
        const { id } = await begin(pair);
        let state = start;

        for (const [nth, action] of tried.entries()) {
          const [act, input] = acts[action]!(nth);
          const next = machine.next(state, action);
          const { __typename } = await run(db, act, { id, ...input }, by(pair));
          expect(__typename).toBe(next ? type : 'ActionNotAllowed');
          state = next ?? state;
        }

        const [told] = (await ask(db, lifeOf(type), { refs: [{ __typename: type, id }] }))._entities;
        expect(told.state).toBe(state);
        const steps = (told.history as Step[]).filter(({ fromState }) => fromState !== null);
        expect(
          steps.every(({ fromState, action, toState }) => machine.next(fromState, action) === toState),
        ).toBe(true);
      }),
      { numRuns: 5 },
    );
  },
  60_000,
);

interface Step {
  fromState: string;
  toState: string;
  action: string;
}

const lifeOf = (type: string) => /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) { ... on ${type} { state history { fromState toState action } } }
  }
`;
