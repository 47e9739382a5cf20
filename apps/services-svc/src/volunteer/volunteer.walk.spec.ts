import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { VolunteerAction, VolunteerState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, ask, aTeam, run } from '../testing';
import { volunteerStates } from './volunteer.states';

const db = testDatabase(tables);

const acts: Record<VolunteerAction, { name: string; input: object }> = {
  ADMIT: { name: 'admitVolunteer', input: { role: 'MEMBER' } },
  DECLINE: { name: 'declineVolunteer', input: { reason: '名额已满' } },
  CHANGE_ROLE: { name: 'changeVolunteerRole', input: { role: 'LAW_SAVVY' } },
  LEAVE: { name: 'leaveVolunteerTeam', input: { reason: '迁出' } },
};

test('whatever is tried, only the steps of the table happen, and the team counts who serves (D19)', async () => {
  const tried = fc.constantFrom<VolunteerAction>('ADMIT', 'DECLINE', 'CHANGE_ROLE', 'LEAVE');

  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 2, maxLength: 6 }), async (tries) => {
      const community = await anArea(db, { code: '350322104009' });
      const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
      const team = await aTeam(db, community);
      const { id } = await run(db, 'applyToVolunteer', { teamId: team.id, name: '张安宁' }, { actor });
      let state: VolunteerState = 'APPLIED';

      for (const action of tries) {
        const { name, input } = acts[action];
        const answer = await run(db, name, { id, ...input }, { actor });
        const next: VolunteerState | undefined = volunteerStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'Volunteer' : 'ActionNotAllowed');
        state = next ?? state;
      }

      const { volunteer } = await ask(db, VOLUNTEER, { id }, { actor });
      expect(volunteer).toMatchObject({ state, team: { memberCount: state === 'ACTIVE' ? 1 : 0 } });
      for (const { fromState, toState, action } of volunteer.history.slice(1)) {
        expect(volunteerStates.next(fromState, action)).toBe(toState);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

const VOLUNTEER = /* GraphQL */ `
  query ($id: ID!) {
    volunteer(id: $id) { state team { memberCount } history { action fromState toState } }
  }
`;
