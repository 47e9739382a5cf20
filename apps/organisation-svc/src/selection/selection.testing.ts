import { anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { aCounty, anArea, aPerson, ask, run } from '../testing';

export const criteria = ['prestige', 'knows-situation', 'spare-time', 'health'];

/** A building of Hejiang whose head is to be chosen, with two who might be, and those who run the selection (H29). */
export async function aBuilding(db: DataSource) {
  const { county, street, organiser, elsewhere } = await aCounty(db);
  const community = await anArea(db, {}, street);
  const grid = await anArea(db, { level: 'GRID' }, community);
  const building = await anArea(db, { level: 'BUILDING', name: '1号楼' }, grid);
  const people = [await aPerson(db, building), await aPerson(db, building)];
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const move = (step: string, input: object, actor = clerk) => run(db, step, { ...input }, { actor });
  const open = (given: object = {}, actor = clerk) =>
    move(
      'openSelection',
      {
        areaId: building.id,
        post: 'BUILDING_HEAD',
        candidates: people.map(({ id: personId }) => ({ personId })),
        ...given,
      },
      actor,
    );
  return { county, community, grid, building, people, clerk, organiser, elsewhere, move, open };
}

/** What each step is given when all goes well; of two candidates the first passes, and is elected. */
export async function stepsOf(db: DataSource, id: string, asking: object) {
  const { selection } = await ask(db, CANDIDATES, { id }, asking);
  const [first, ...others]: { id: string }[] = selection.candidates;
  return {
    VET: {
      id,
      verdicts: [
        { candidateId: first!.id, verdict: 'PASSED' },
        ...others.map((other) => ({ candidateId: other.id, verdict: 'STRUCK', reason: '不住本楼' })),
      ],
    },
    ELECT: { id, eligibleVoters: 40, votes: [{ candidateId: first!.id, votes: 31 }] },
    EVALUATE: { id, scores: criteria.map((criterion) => ({ criterion, score: 90 })), note: '群众口碑好' },
    APPOINT: { id, from: '2026-11-20', source: 'RESIDENT_VOLUNTEER' },
    FAIL: { id, reason: '人选外出务工' },
  };
}

const CANDIDATES = 'query ($id: ID!) { selection(id: $id) { candidates { id } } }';
