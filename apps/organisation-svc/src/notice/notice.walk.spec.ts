import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { NoticeState } from '../generated/graphql';
import { tables } from '../tables';
import { anAppointment, anArea, ask, run } from '../testing';
import { noticeReceiptStates, noticeStates } from './notice.states';

const db = testDatabase(tables);

test('every state of a notice and of a receipt can be reached (X5)', () => {
  expect([...noticeStates.reachable('SENT')].sort()).toEqual([...noticeStates.states].sort());
  expect([...noticeReceiptStates.reachable('GIVEN')]).toEqual([...noticeReceiptStates.states]);
});

let codes = 0;
const inXianyou = (given: object, parent: Awaited<ReturnType<typeof anArea>> | null = null) => {
  codes += 1;
  return anArea(db, { code: `3503228${String(codes).padStart(5, '0')}`, ...given }, parent);
};

/** For each grid of a village whether it has a head, and for each unit in it whether it has. */
const villages = fc.array(
  fc.record({ hasHead: fc.boolean(), units: fc.array(fc.boolean(), { maxLength: 3 }) }),
  { minLength: 1, maxLength: 3 },
);

test('whatever is vacant, a notice reaches every holder below, and names every place where there is none (X5)', async () => {
  await fc.assert(
    fc.asyncProperty(villages, async (grids) => {
      const village = await inXianyou({});
      const commander = (await anAppointment(db, village, { post: 'VILLAGE_COMMANDER' })).id;
      const holders: string[] = [];
      const vacant: [area: string, bridgedBy: string][] = [];
      for (const { hasHead, units } of grids) {
        const grid = await inXianyou({ level: 'GRID' }, village);
        const head = hasHead ? (await anAppointment(db, grid, { post: 'GRID_HEAD' })).id : null;
        if (head) holders.push(head);
        else vacant.push([grid.id, commander]);
        for (const isFilled of units) {
          const unit = await inXianyou({ level: 'UNIT' }, grid);
          if (isFilled) holders.push((await anAppointment(db, unit, { post: 'UNIT_HEAD' })).id);
          else vacant.push([unit.id, head ?? commander]);
        }
      }

      const { appointment } = await ask(db, DOWN, { id: commander });

      const { recipients, gaps, tiers } = appointment.noticePath;
      expect(ids(recipients.nodes)).toEqual([...holders].sort());
      const bridged = gaps.nodes.map(({ area, bridgedBy }: Bridged) => [area.id, bridgedBy.id]);
      expect(bridged.sort()).toEqual(vacant.sort());
      expect(sum(tiers, 'reached')).toBe(holders.length);
      expect(sum(tiers, 'vacant')).toBe(vacant.length);
    }),
    { numRuns: 15 },
  );
});

test('whatever is tried in whatever order, a notice is taken back once and acknowledged only before (X5)', async () => {
  const tries = fc.array(fc.constantFrom('ACKNOWLEDGE', 'WITHDRAW'), { minLength: 1, maxLength: 5 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const village = await inXianyou({});
      const appointmentId = (await anAppointment(db, village, { post: 'VILLAGE_COMMANDER' })).id;
      const actor = anActor('COMMUNITY_CLERK', { areaId: village.id });
      const { id } = await run(
        db,
        'sendNotice',
        { areaId: village.id, title: '通知', text: '内容' },
        { actor },
      );
      let state = 'SENT' as NoticeState;
      let isAcknowledged = false;

      for (const action of tried) {
        const { __typename } =
          action === 'WITHDRAW'
            ? await run(db, 'withdrawNotice', { id, reason: '误发' }, { actor })
            : await run(db, 'acknowledgeNotice', { id, appointmentId }, { actor });
        if (state === 'WITHDRAWN') expect(__typename).toBe('ActionNotAllowed');
        else if (action === 'WITHDRAW') state = noticeStates.next(state, action)!;
        else {
          expect(__typename).toBe(isAcknowledged ? 'InvalidInput' : 'NoticeReceipt');
          isAcknowledged = true;
        }
      }

      const { notice } = await ask(db, TOLD, { id });
      expect(notice).toEqual({ state, acknowledged: isAcknowledged ? 1 : 0 });
    }),
    { numRuns: 10 },
  );
});

interface Bridged {
  area: { id: string };
  bridgedBy: { id: string };
}

const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort();
const sum = (tiers: Record<string, number>[], what: string) =>
  tiers.reduce((total, tier) => total + tier[what]!, 0);

const DOWN = /* GraphQL */ `
  query ($id: ID!) {
    appointment(id: $id) {
      noticePath {
        tiers { reached vacant }
        recipients(first: 50) { nodes { id } }
        gaps(first: 50) { nodes { area { id } bridgedBy { id } } }
      }
    }
  }
`;
const TOLD = 'query ($id: ID!) { notice(id: $id) { state acknowledged } }';
