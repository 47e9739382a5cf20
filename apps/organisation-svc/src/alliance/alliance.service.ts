import { type Act, act, begin, lock, lockName, take, takeAll } from '@jinlin/acts';
import {
  actionNotAllowed,
  blank,
  invalidInput,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { later } from '../area/area.estate';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  DissolveAllianceInput,
  FoundAllianceInput,
  JoinAllianceInput,
  LeaveAllianceInput,
  SetAllianceRulesInput,
  SetMemberDutyInput,
} from '../generated/graphql';
import { afterToday, dayBefore, endsBeforeItBegins } from '../guards';
import { jointWorkAt } from '../joint-work/theme';
import { PartyOrganisation } from '../party-organisation/party-organisation.entity';
import { Unit } from '../unit/unit.entity';
import { Alliance, AllianceMembership } from './alliance.entity';
import { allianceLife, allianceMembershipLife } from './alliance.life';

export const foundAlliance = (ctx: Context, input: FoundAllianceInput) =>
  act(ctx, Alliance, 'foundAlliance', input, async (founding) => {
    const { areaId, kind, name, partyOrganisationId, rules, on } = input;
    const area = await reached(founding, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    await lockName(founding.tx, `alliances of ${areaId}`);
    const fault =
      blank(ctx, 'name', name) ??
      wrongKind(ctx, area, kind) ??
      afterToday(founding, 'on', on) ??
      (await notSeatedThere(founding, area, partyOrganisationId)) ??
      (await alreadyThere(founding, area, kind));
    if (fault) return fault;

    return begin(
      founding,
      allianceLife,
      'FOUND',
      {
        state: 'ACTIVE',
        kind,
        name: name.trim(),
        areaId,
        partyOrganisationId: partyOrganisationId ?? null,
        rules: rules?.trim() || null,
        foundedOn: on,
      },
      { ruleVersion: jointWorkAt(ctx, area)?.ruleVersion },
    );
  });

export const setAllianceRules = (ctx: Context, input: SetAllianceRulesInput) =>
  act(ctx, Alliance, 'setAllianceRules', input, (writing) =>
    take(
      writing,
      allianceLife,
      {
        id: input.id,
        action: 'SET_RULES',
        unless: async (alliance) =>
          (await beyondReach(writing, alliance)) ?? blank(ctx, 'rules', input.rules),
      },
      () => ({ set: { rules: input.rules.trim() } }),
    ),
  );

export const joinAlliance = (ctx: Context, input: JoinAllianceInput) =>
  act(ctx, AllianceMembership, 'joinAlliance', input, async (joining) => {
    const { allianceId, unitId, duty, from } = input;
    const role = input.role ?? 'MEMBER';
    // The row stays locked, so that two units cannot both become the convener.
    const alliance = await lock(joining, Alliance, allianceId);
    if (!alliance || (await beyondReach(joining, alliance))) return notFound(ctx, 'Alliance', allianceId);
    if (alliance.state !== 'ACTIVE') return actionNotAllowed(ctx, 'JOIN', alliance.state);
    // Its seat may lie above what the actor reaches: a city's unit may join the alliance of a community.
    if (!(await joining.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' })))
      return notFound(ctx, 'Unit', unitId);

    const fault =
      afterToday(joining, 'from', from) ??
      beforeFounding(ctx, alliance, 'from', from) ??
      (await alreadyAllied(joining, input)) ??
      (role === 'CONVENER' ? await convenerTaken(joining, input) : null);
    if (fault) return fault;

    return begin(joining, allianceMembershipLife, 'JOIN', {
      state: 'MEMBER',
      allianceId,
      unitId,
      areaId: alliance.areaId,
      role,
      duty: duty?.trim() || null,
      fromOn: from,
    });
  });

export const setMemberDuty = (ctx: Context, input: SetMemberDutyInput) =>
  act(ctx, AllianceMembership, 'setMemberDuty', input, (writing) =>
    take(
      writing,
      allianceMembershipLife,
      {
        id: input.id,
        action: 'SET_DUTY',
        unless: async (membership) =>
          (await beyondReach(writing, membership)) ?? blank(ctx, 'duty', input.duty),
      },
      () => ({ set: { duty: input.duty.trim() } }),
    ),
  );

export const leaveAlliance = (ctx: Context, input: LeaveAllianceInput) =>
  act(ctx, AllianceMembership, 'leaveAlliance', input, (leaving) =>
    take(
      leaving,
      allianceMembershipLife,
      {
        id: input.id,
        action: 'LEAVE',
        unless: async (membership) =>
          (await beyondReach(leaving, membership)) ??
          afterToday(leaving, 'to', input.to) ??
          endsBeforeItBegins(ctx, membership, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

export const dissolveAlliance = (ctx: Context, input: DissolveAllianceInput) =>
  act(ctx, Alliance, 'dissolveAlliance', input, (dissolving) =>
    take(
      dissolving,
      allianceLife,
      {
        id: input.id,
        action: 'DISSOLVE',
        unless: async (alliance) =>
          (await beyondReach(dissolving, alliance)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(dissolving, 'on', input.on) ??
          beforeFounding(ctx, alliance, 'on', input.on),
      },
      async (alliance) => ({
        set: { dissolvedOn: input.on },
        reason: input.reason,
        facts: { on: input.on, left: await letGo(dissolving, alliance, input.on) },
      }),
    ),
  );

/** Lets the members of an alliance that is dissolved leave it, and says how many. */
async function letGo(dissolving: Act, { id: allianceId }: Alliance, day: string) {
  const members = await dissolving.tx.findBy(AllianceMembership, { allianceId, state: 'MEMBER' });
  const ids = members.map(({ id }) => id);
  await takeAll(dissolving, allianceMembershipLife, { ids, action: 'LEAVE' }, ({ fromOn }) => ({
    set: { toOn: later(day, fromOn) },
    reason: 'ALLIANCE_DISSOLVED',
    facts: { to: day },
  }));
  return members.length;
}

function wrongKind(ctx: Context, area: Area, kind: string) {
  const kinds = jointWorkAt(ctx, area)?.alliances ?? [];
  const level = kinds.find(({ code }) => code === kind)?.level;
  if (level === area.level) return null;

  const known = kinds.map((each) => `${each.code} (${each.level})`);
  return invalidInput(ctx, 'kind', {
    en: `No alliance ${kind} is founded at a ${area.level} here; there are ${known.join(', ') || 'none'}.`,
    zh: `本地不在 ${area.level} 成立 ${kind}；可用类别：${known.join('、') || '无'}。`,
  });
}

async function notSeatedThere(founding: Act, { id: areaId }: Area, id: string | null | undefined) {
  if (!id || (await founding.tx.existsBy(PartyOrganisation, { id, areaId, state: 'ACTIVE' }))) return null;
  return notFound(founding, 'PartyOrganisation', id);
}

async function alreadyThere(founding: Act, { id: areaId, name }: Area, kind: string) {
  const alliance = await founding.tx.findOneBy(Alliance, { areaId, kind, state: 'ACTIVE' });
  if (!alliance) return null;
  return refusal(
    'AllianceAlreadyThere',
    'ALLIANCE_ALREADY_THERE',
    say(founding, {
      en: `${name} has ${alliance.name} since ${alliance.foundedOn}.`,
      zh: `${name}自 ${alliance.foundedOn} 起已有${alliance.name}。`,
    }),
    { alliance },
  );
}

const beforeFounding = (ctx: Listener, { foundedOn }: Alliance, field: string, day: string) =>
  dayBefore(ctx, field, day, foundedOn, { en: 'when the alliance was founded', zh: '联盟成立日' });

async function alreadyAllied(joining: Act, { allianceId, unitId, from }: JoinAllianceInput) {
  const membership = await membershipOn(joining, 'alliance_id = $1 and unit_id = $3', [
    allianceId,
    from,
    unitId,
  ]);
  if (!membership) return null;
  return refusal(
    'AlreadyAllied',
    'ALREADY_ALLIED',
    say(joining, {
      en: `The unit is a member since ${membership.fromOn}.`,
      zh: `该单位自 ${membership.fromOn} 起已是成员。`,
    }),
    { membership },
  );
}

async function convenerTaken(joining: Act, { allianceId, from }: JoinAllianceInput) {
  const convener = await membershipOn(joining, `alliance_id = $1 and role = 'CONVENER'`, [allianceId, from]);
  if (!convener) return null;
  const unit = await joining.tx.findOneByOrFail(Unit, { id: convener.unitId });
  return refusal(
    'ConvenerTaken',
    'CONVENER_TAKEN',
    say(joining, { en: `${unit.name} is the convener.`, zh: `召集单位是${unit.name}。` }),
    { convener },
  );
}

/** A membership that lasts on the day $2 or later. */
async function membershipOn({ tx }: Act, condition: string, values: readonly unknown[]) {
  const [found] = await tx.query(
    `select id from alliance_membership where ${condition} and (to_on is null or to_on > $2) limit 1`,
    [...values],
  );
  return found && tx.getRepository(AllianceMembership).findOneByOrFail({ id: found.id });
}
