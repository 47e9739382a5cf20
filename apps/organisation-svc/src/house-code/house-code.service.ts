import { randomUUID } from 'node:crypto';
import { type Act, act, begin, beginAll, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, isRefusal, notFound } from '@jinlin/graphql';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import { liesWithin } from '../area/area.sql';
import type { Context } from '../context';
import type { IssueHouseCodesInput, RenewHouseCodeInput, RevokeHouseCodeInput } from '../generated/graphql';
import { newCode } from './code';
import { HouseCode } from './house-code.entity';
import { houseCodeLife } from './house-code.life';

/** How many codes are issued at a time. */
const AT_A_TIME = 1000;

export const issueHouseCodes = (ctx: Context, input: IssueHouseCodesInput) =>
  act(ctx, Area, 'issueHouseCodes', input, async (issuing) => {
    const area = await reached(issuing, input.withinId);
    if (!area) return notFound(ctx, 'Area', input.withinId);

    // A household lies in many areas, and two clerks may ask for it at once.
    await lockName(issuing.tx, 'house codes');
    const without: { id: string }[] = await issuing.tx.query(HOUSEHOLDS_WITHOUT, [area.path, AT_A_TIME]);
    await beginAll(
      issuing,
      houseCodeLife,
      'ISSUE',
      without.map(({ id }) => ({ id: randomUUID(), ...freshCode(issuing, id) })),
    );
    return area;
  });

export const renewHouseCode = (ctx: Context, input: RenewHouseCodeInput) =>
  act(ctx, HouseCode, 'renewHouseCode', input, async (renewing) => {
    const successorId = randomUUID();
    const revoked = await take(
      renewing,
      houseCodeLife,
      {
        id: input.id,
        action: 'RENEW',
        unless: async (code) => (await beyondReach(renewing, code)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({
        set: { revokedOn: dateIn(renewing.now), successorId },
        reason: input.reason,
        facts: { successorId },
      }),
    );
    if (isRefusal(revoked)) return revoked;

    return begin(renewing, houseCodeLife, 'ISSUE', {
      id: successorId,
      ...freshCode(renewing, revoked.areaId),
    });
  });

export const revokeHouseCode = (ctx: Context, input: RevokeHouseCodeInput) =>
  act(ctx, HouseCode, 'revokeHouseCode', input, (revoking) =>
    take(
      revoking,
      houseCodeLife,
      {
        id: input.id,
        action: 'REVOKE',
        unless: async (code) => (await beyondReach(revoking, code)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { revokedOn: dateIn(revoking.now) }, reason: input.reason }),
    ),
  );

const freshCode = ({ now }: Act, areaId: string) => ({
  state: 'ACTIVE' as const,
  code: newCode(),
  areaId,
  issuedOn: dateIn(now),
  revokedOn: null,
  successorId: null,
});

const HOUSEHOLDS_WITHOUT = /* SQL */ `
  select a.id from area a
  where ${liesWithin('a.path', '$1')} and a.level = 'HOUSEHOLD' and a.state = 'ACTIVE'
    and not exists (select from house_code c where c.area_id = a.id and c.state = 'ACTIVE')
  order by a.code limit $2
`;
