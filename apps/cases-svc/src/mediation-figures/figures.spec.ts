import type { Actor } from '@jinlin/identity';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { aDispute, aMediationUnderWay, anAgreement, run } from '../mediation/mediation.testing';
import { tables } from '../tables';
import { ask } from '../testing';

const db = testDatabase(tables);

const NOVEMBER = { from: '2026-11-01T00:00:00+08:00', before: '2026-12-01T00:00:00+08:00' };

/** Three neighbours of whom two agree, one before the court; and a driver who agrees with nobody. */
async function aYearOfDisputes() {
  const agreed = await anAgreement(db);
  const { community, clerk, judge, court, agreementId, partyIds, mediatorId } = agreed;
  const { id } = await run(db, 'applyForConfirmation', clerk, { agreementId, courtId: court.id, partyIds });
  await run(db, 'decideConfirmation', judge, { id, confirm: true, ruling: '确认有效' });

  const another = async (disputeType: string) => {
    const dispute = { areaId: community.id, ...aDispute, disputeType };
    const mediation = await run(db, 'applyForMediation', clerk, dispute);
    await run(db, 'acceptMediation', clerk, { id: mediation.id, mediatorId });
    await run(db, 'beginMediation', clerk, { id: mediation.id });
    return mediation.id as string;
  };
  const terms = { form: 'ORAL', facts: '事实', responsibilities: '责任', terms: '内容', manner: '当面' };
  const mediationId = await another('NEIGHBOURS');
  await run(db, 'recordMediationAgreement', clerk, { mediationId, ...terms, performBy: '2026-12-01' });
  await run(db, 'failMediation', clerk, { id: await another('NEIGHBOURS'), reason: '分歧过大' });
  await run(db, 'failMediation', clerk, { id: await another('PARKING'), reason: '分歧过大' });
  await run(db, 'withdrawMediation', clerk, { id: await another('PARKING'), reason: '和解' });
  return agreed;
}

describe('how mediation went (IND-8, D17)', () => {
  it('is counted by kind and by what the disputes were about, of what happened in a period', async () => {
    const { street, community, commander } = await aYearOfDisputes();

    const [figures] = await figuresOf([street.id], commander);
    expect(figures).toMatchObject({
      total: {
        accepted: 5,
        concluded: 4,
        agreements: 2,
        confirmed: 1,
        success: { counted: 2, outOf: 4, percent: 50 },
        confirmation: { counted: 1, outOf: 2, percent: 50 },
      },
      byKind: [{ kind: 'PEOPLE', tally: { agreements: 2 } }],
      byDisputeType: [
        { disputeType: { label: 'Between neighbours' }, tally: { success: { percent: 66.7 } } },
        { disputeType: { key: 'PARKING' }, tally: { accepted: 2, concluded: 1, success: { percent: 0 } } },
      ],
    });
    expect((await figuresOf([community.id], commander))[0].total.concluded).toBe(4);
  });

  it('is nothing in a period in which nothing happened', async () => {
    const { street, commander } = await aYearOfDisputes();

    const [figures] = await figuresOf([street.id], commander, {
      from: '2026-12-01T00:00:00+08:00',
      before: '2027-01-01T00:00:00+08:00',
    });

    expect(figures).toMatchObject({
      total: { accepted: 0, success: { outOf: 0, percent: null } },
      byKind: [],
      byDisputeType: [],
    });
    await expect(
      figuresOf([street.id], commander, { from: NOVEMBER.before, before: NOVEMBER.from }),
    ).rejects.toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is told only to those who see all of it', async () => {
    const { street, clerk, officer } = await aMediationUnderWay(db);

    for (const actor of [clerk, officer, anActor('RESIDENT')]) {
      expect(await figuresOf([street.id], actor)).toEqual([null]);
    }
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { street, commander } = await aMediationUnderWay(db);
    const cost = async (count: number) => {
      const asked = () => figuresOf(Array(count).fill(street.id), commander);
      return (await countStatements(asked)).statements.length;
    };

    expect(await cost(100)).toBe(await cost(1));
  });
});

const figuresOf = async (ids: string[], actor: Actor, period = NOVEMBER) => {
  const areas = ids.map((id) => ({ __typename: 'Area', id }));
  const { _entities } = await ask(db, FIGURES, { areas, ...period }, { actor });
  return _entities.map((area: { mediationFigures: unknown }) => area.mediationFigures);
};

const FIGURES = /* GraphQL */ `
  query ($areas: [_Any!]!, $from: DateTime!, $before: DateTime!) {
    _entities(representations: $areas) {
      ... on Area {
        mediationFigures(from: $from, before: $before) {
          total {
            accepted concluded agreements confirmed
            success { counted outOf percent }
            confirmation { counted outOf percent }
          }
          byKind { kind tally { agreements } }
          byDisputeType { disputeType { key label } tally { accepted concluded success { percent } } }
        }
      }
    }
  }
`;
