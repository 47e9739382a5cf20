import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { blank, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { LessThanOrEqual, MoreThanOrEqual } from 'typeorm';
import { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type { HandInRosterSheetInput, WithdrawRosterSheetInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins, outOfRange } from '../guards';
import { Unit } from '../unit/unit.entity';
import { DeploymentCall } from './deployment.entity';
import { rosterSheetLife } from './deployment.life';
import { RosterSheet } from './roster-sheet.entity';

const PEOPLE_AT_MOST = 100_000;

export const handInRosterSheet = (ctx: Context, input: HandInRosterSheetInput) =>
  act(ctx, RosterSheet, 'handInRosterSheet', input, async (handing) => {
    const { unitId, areaId, from, to, people, members, callId } = input;
    const place = await handing.tx.findOneBy(Area, { id: areaId, state: 'ACTIVE' });
    if (!place || !(await concerns(handing, unitId, areaId))) return notFound(ctx, 'Area', areaId);
    if (!(await handing.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }
    if (callId && !(await handing.tx.existsBy(DeploymentCall, { id: callId }))) {
      return notFound(ctx, 'DeploymentCall', callId);
    }

    await lockName(handing.tx, `roster of ${unitId}`);
    const fault =
      afterToday(handing, 'to', to) ??
      endsBeforeItBegins(ctx, { fromOn: input.from }, input.to) ??
      wrongCounts(ctx, input) ??
      (await overlaps(handing, input));
    if (fault) return fault;

    return begin(handing, rosterSheetLife, 'HAND_IN', {
      state: 'HANDED_IN',
      callId: callId ?? null,
      unitId,
      areaId,
      fromOn: from,
      toOn: to,
      people,
      members,
    });
  });

export const withdrawRosterSheet = (ctx: Context, input: WithdrawRosterSheetInput) =>
  act(ctx, RosterSheet, 'withdrawRosterSheet', input, (withdrawing) =>
    take(
      withdrawing,
      rosterSheetLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async ({ id, unitId, areaId }) =>
          (await concerns(withdrawing, unitId, areaId))
            ? blank(ctx, 'reason', input.reason)
            : notFound(ctx, 'RosterSheet', id),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** A desk hands in the sheets of its own unit, wherever its people are; others those of the places within reach. */
const concerns = async (acting: Act, unitId: string, areaId: string) =>
  acting.scope.unitId ? acting.scope.unitId === unitId : (await reached(acting, areaId)) !== null;

const wrongCounts = (ctx: Listener, { people, members }: HandInRosterSheetInput) =>
  outOfRange(ctx, 'people', people, 1, PEOPLE_AT_MOST) ?? outOfRange(ctx, 'members', members, 0, people);

async function overlaps(handing: Act, { unitId, areaId, from, to }: HandInRosterSheetInput) {
  const sheet = await handing.tx.findOneBy(RosterSheet, {
    unitId,
    areaId,
    state: 'HANDED_IN',
    fromOn: LessThanOrEqual(to),
    toOn: MoreThanOrEqual(from),
  });
  if (!sheet) return null;
  return refusal(
    'RosterSheetOverlaps',
    'ROSTER_SHEET_OVERLAPS',
    say(handing, {
      en: `The unit has a sheet for this place from ${sheet.fromOn} to ${sheet.toOn}.`,
      zh: `该单位在此处 ${sheet.fromOn} 至 ${sheet.toOn} 已有统计表。`,
    }),
    { sheet },
  );
}
