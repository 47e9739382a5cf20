import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { aMembership, anAgreement, anAlliance, aPair } from './joint-work.testing';

const db = testDatabase(tables);

const ON = '2026-11-01';

describe('a unit that closes (H17, X3)', () => {
  it('leaves its alliances and grids; its agreements end, and what it owed is released', async () => {
    const pair = await aPair(db);
    const { community, unit, clerk, organiser } = pair;
    await aMembership(db, await anAlliance(db, community), unit, { role: 'CONVENER' });
    const signed = await anAgreement(db, pair);
    const broken = await anAgreement(db, pair, { state: 'BROKEN' });
    const commitments = [{ promisedBy: 'UNIT', content: '提供场地', workingDays: 5 }];
    const term = { from: '2026-11-01', to: '2027-12-31' };
    const proposal = { areaId: community.id, unitId: unit.id, title: '协议', ...term, commitments };
    const proposed = await run(db, 'proposeAgreement', proposal, { actor: clerk });
    const ordering = { areaId: community.id, unitId: unit.id, title: '场地', wantedBy: '2026-12-01' };
    const order = await run(db, 'placeTwoWayOrder', ordering, { actor: clerk });
    const grid = await anArea(db, { level: 'GRID' }, community);
    const placing = { unitId: unit.id, areaId: grid.id, from: '2022-03-01' };
    await run(db, 'placeUnitInGrid', placing, { actor: clerk });

    await run(db, 'closeUnit', { id: unit.id, on: ON, reason: '撤并' }, { actor: organiser });

    expect(
      await ask(db, LEFT, {
        unit: unit.id,
        signed: signed.agreement.id,
        broken: broken.agreement.id,
        proposed: proposed.id,
        order: order.id,
      }),
    ).toEqual({
      unit: {
        allianceMemberships: { nodes: [{ state: 'LEFT', to: ON }] },
        gridPlacements: { nodes: [{ state: 'ENDED', to: ON }] },
      },
      signed: { state: 'TERMINATED', endedOn: ON, commitments: { nodes: [{ state: 'RELEASED' }] } },
      broken: { state: 'TERMINATED', endedOn: ON, commitments: { nodes: [{ state: 'BROKEN' }] } },
      proposed: { state: 'WITHDRAWN', endedOn: null, commitments: { nodes: [{ state: 'RELEASED' }] } },
      twoWayOrder: { state: 'WITHDRAWN', history: [{ reason: null }, { reason: 'UNIT_CLOSED' }] },
    });
  });

  it('takes no more statements for ten agreements than for one', async () => {
    const counts: number[] = [];
    for (const size of [1, 10]) {
      const pair = await aPair(db);
      for (let nth = 0; nth < size; nth++) await anAgreement(db, pair);
      const { statements } = await countStatements(() =>
        run(db, 'closeUnit', { id: pair.unit.id, reason: '撤并' }, { actor: pair.organiser }),
      );
      counts.push(statements.length);
    }

    expect(counts[1]).toBe(counts[0]);
  });
});

const LEFT = /* GraphQL */ `
  query ($unit: ID!, $signed: ID!, $broken: ID!, $proposed: ID!, $order: ID!) {
    unit(id: $unit) {
      allianceMemberships(first: 5) { nodes { state to } }
      gridPlacements(first: 5) { nodes { state to } }
    }
    signed: agreement(id: $signed) { ...Ended }
    broken: agreement(id: $broken) { ...Ended }
    proposed: agreement(id: $proposed) { ...Ended }
    twoWayOrder(id: $order) { state history { reason } }
  }
  fragment Ended on Agreement { state endedOn commitments(first: 5) { nodes { state } } }
`;
