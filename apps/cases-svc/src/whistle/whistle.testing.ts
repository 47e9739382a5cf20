import { randomUUID } from 'node:crypto';
import { type Asking, anActor, NOW } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit } from '../testing';

/** What a test sees of the whistle that an act answers with, or of the refusal. */
const SEEN = /* GraphQL */ `
  __typename
  ... on Whistle {
    id state grade origin outcome ruleVersion availableActions
    appraisal { score remark }
    summons { unit { id } isLead state }
  }
  ... on Refusal { code message }
`;

/** The facts of the refusals that only some acts have. */
const FACTS: Record<string, string> = {
  blowWhistle: '... on InvalidInput { field }',
  finishWhistle: '... on InvalidInput { field } ... on UnitsStillActing { units { id } }',
  appraiseWhistle: '... on InvalidInput { field }',
};

/** Runs one act on whistles as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: Record<string, unknown>, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) { ${act}(input: $input) { ${SEEN} ${FACTS[act] ?? ''} } }`;
  const answer = await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking);
  return answer[act];
}

/** A street with a community and a grid, a unit to lead and two to assist, and everybody who works with whistles. */
export async function aPlace(db: DataSource) {
  const street = await anArea(db, { level: 'TOWNSHIP', code: '510522001', name: '街道' });
  const community = await anArea(db, {
    level: 'COMMUNITY',
    code: '510522001006',
    name: '社区',
    path: `${street.path}c/`,
  });
  const grid = await anArea(db, { path: `${community.path}g/` });
  const [leadUnit, second, third] = await Promise.all([aUnit(db), aUnit(db), aUnit(db)]);

  return {
    street,
    community,
    grid,
    leadUnit,
    assistingUnits: [second, third],
    gridWorker: anActor('GRID_WORKER', { areaId: grid.id }),
    communityClerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
    lead: anActor('DEPARTMENT_CLERK', { unitId: leadUnit.id }),
    assisting: anActor('DEPARTMENT_CLERK', { unitId: second.id }),
    alsoAssisting: anActor('DEPARTMENT_CLERK', { unitId: third.id }),
  };
}

export type Place = Awaited<ReturnType<typeof aPlace>>;

/** What a community needs to blow a whistle; a test spells out only what it is about. */
export const blowing = (place: Place, given: Record<string, unknown> = {}) => ({
  areaId: place.community.id,
  reason: 'JOINT_ENFORCEMENT',
  matter: '占道经营,需联合执法',
  leadUnitId: place.leadUnit.id,
  assistingUnitIds: place.assistingUnits.map(({ id }) => id),
  ...given,
});

/** A whistle that a community has blown, and its place. */
export async function aWhistle(db: DataSource, given: Record<string, unknown> = {}, now = NOW) {
  const place = await aPlace(db);
  const { id } = await run(db, 'blowWhistle', blowing(place, given), { actor: place.communityClerk, now });
  return { id: id as string, ...place };
}

/** The steps that every unit called goes through, in order. */
export const STEPS = ['acknowledgeWhistle', 'reportIn', 'beginActing'] as const;

/** Lets a unit go through so many of its steps. */
export async function answer(db: DataSource, id: string, actor: Asking['actor'], steps: number) {
  for (const act of STEPS.slice(0, steps)) await run(db, act, { id }, { actor: actor ?? null });
}

export const minutesAfter = (from: Date, minutes: number) => new Date(from.getTime() + minutes * 60_000);

/** What one unit owes and did, as the page of a whistle shows it. */
export const SUMMONS = /* GraphQL */ `
  query ($id: ID!) {
    whistle(id: $id) {
      reportedWithoutAction
      summons {
        isLead state result reportedWithoutAction isProvisional notifiedAt actingSince availableActions
        acknowledgement { dueAt at isLate }
        arrival { dueAt at isLate }
        disposal { dueAt at isLate }
        history { action fromState toState }
      }
    }
  }
`;
