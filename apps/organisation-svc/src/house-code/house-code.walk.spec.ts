import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { aCounty, anArea, ask, run } from '../testing';

const db = testDatabase(tables);

type Try = 'ISSUE' | 'RENEW' | 'REVOKE' | 'RENEW_OLD';

test('whatever is tried in whatever order, a household has one code at most, and no revoked one holds again (X12)', async () => {
  const { street } = await aCounty(db);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: street.id });
  const tries = fc.array(fc.constantFrom<Try>('ISSUE', 'RENEW', 'REVOKE', 'RENEW_OLD'), {
    minLength: 2,
    maxLength: 8,
  });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const { id: withinId } = await anArea(db, { level: 'HOUSEHOLD' }, street);
      const act = (name: string, input: object) => run(db, name, { ...input }, { actor: clerk });
      const standing = async () =>
        (await ask(db, STANDING, { id: withinId }, { actor: clerk })).area.houseCode;
      const revoked: { id: string; doorCode: string }[] = [];

      for (const action of tried) {
        const before = await standing();
        if (action === 'ISSUE') await act('issueHouseCodes', { withinId });
        if (action === 'RENEW_OLD' && revoked[0]) {
          const again = await act('renewHouseCode', { id: revoked[0].id, reason: '再换' });
          expect(again.__typename).toBe('ActionNotAllowed');
        }
        if (before && (action === 'RENEW' || action === 'REVOKE')) {
          await act(action === 'RENEW' ? 'renewHouseCode' : 'revokeHouseCode', {
            id: before.id,
            reason: '走动',
          });
          revoked.push(before);
        }
        const has = (await standing()) !== null;
        expect(has).toBe(action === 'ISSUE' || (before !== null && action !== 'REVOKE'));
      }

      for (const { doorCode } of revoked) {
        const { scanHouseCode } = await ask(db, SCAN, { code: doorCode }, { actor: null });
        expect(scanHouseCode.__typename).toBe('HouseCodeRevoked');
      }
    }),
    { numRuns: 12 },
  );
});

const STANDING = 'query ($id: ID!) { area(id: $id) { houseCode { id doorCode } } }';
const SCAN = 'query ($code: String!) { scanHouseCode(code: $code) { __typename } }';
