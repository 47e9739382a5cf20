import { randomUUID } from 'node:crypto';
import { type Act, beginAll, carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import type { Area } from '../area/area.entity';
import { type Estate, later, passing } from '../area/area.estate';
import { Alliance, AllianceMembership } from './alliance.entity';
import { allianceLife, allianceMembershipLife } from './alliance.life';

/** An alliance goes on at what came after; where one of its kind is there already, its members join that one. */
export const allianceEstate: Estate<Alliance> = {
  title: { en: 'alliances', zh: '联盟' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Alliance, {
      where: { areaId: In([...areaIds]), state: 'ACTIVE' },
      order: { foundedOn: 'asc', id: 'asc' },
    }),
  async passOn(act, alliances, heir, on) {
    const standing = await act.tx.findBy(Alliance, { areaId: heir.id, state: 'ACTIVE' });
    const ofKind = new Map(standing.map((alliance) => [alliance.kind, alliance]));
    const intoOther = new Map<string, Alliance>();
    for (const alliance of alliances) {
      const other = ofKind.get(alliance.kind);
      if (other) intoOther.set(alliance.id, other);
      else ofKind.set(alliance.kind, alliance);
    }

    await goOn(act, ids(alliances.filter(({ id }) => !intoOther.has(id))), heir, on);
    await goInto(act, intoOther, on);
  },
};

async function goOn(act: Act, allianceIds: string[], heir: Area, on: string) {
  const members = await membersOf(act, allianceIds);
  await carryAll(act, allianceLife, { ids: allianceIds, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  await carryAll(act, allianceMembershipLife, { ids: ids(members), action: 'PASS_ON' }, (row) =>
    passing(row, heir, on),
  );
}

/** Dissolves alliances, and lets each member that is not in the other one join it. */
async function goInto(act: Act, intoOther: ReadonlyMap<string, Alliance>, on: string) {
  const members = await membersOf(act, [...intoOther.keys()]);
  const there = await membersOf(act, ids([...intoOther.values()]));
  const known = new Set(there.map(keyOf));
  const joining = members.flatMap((member) => {
    const { id: allianceId, areaId } = intoOther.get(member.allianceId)!;
    const joined = { ...member, id: randomUUID(), allianceId, areaId, role: 'MEMBER' as const };
    if (known.has(keyOf(joined))) return [];
    known.add(keyOf(joined));
    return [{ ...joined, fromOn: later(on, member.fromOn) }];
  });

  await takeAll(act, allianceMembershipLife, { ids: ids(members), action: 'LEAVE' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn) },
    reason: 'AREA_ENDED',
  }));
  await takeAll(act, allianceLife, { ids: [...intoOther.keys()], action: 'DISSOLVE' }, ({ foundedOn }) => ({
    set: { dissolvedOn: later(on, foundedOn) },
    reason: 'AREA_ENDED',
  }));
  await beginAll(act, allianceMembershipLife, 'JOIN', joining, () => ({ reason: 'AREA_ENDED' }));
}

const membersOf = ({ tx }: Act, allianceIds: string[]) =>
  tx.findBy(AllianceMembership, { allianceId: In(allianceIds), state: 'MEMBER' });

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

const keyOf = ({ allianceId, unitId }: { allianceId: string; unitId: string }) => `${allianceId} ${unitId}`;
