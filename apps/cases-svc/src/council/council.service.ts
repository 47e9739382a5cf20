import { type Act, act, begin, take } from '@jinlin/acts';
import { addMonths, dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import type { CouncilKind } from '@jinlin/profile';
import { Unit } from '@jinlin/replicas';
import { In, IsNull } from 'typeorm';
import type { Context } from '../context';
import type {
  CouncilMemberInput,
  DissolveCouncilInput,
  FoundCouncilInput,
  SeatCouncilMembersInput,
  UnseatCouncilMemberInput,
} from '../generated/graphql';
import { areaInReach } from '../guards';
import { GovernanceProposal } from '../proposal/proposal.entity';
import { Council, CouncilMember } from './council.entity';
import { kindOf } from './council.find';
import { councilLife } from './council.life';
import { hasVoice } from './quorum';

const MEMBERS_AT_MOST = 500;

export const foundCouncil = (ctx: Context, input: FoundCouncilInput) =>
  act(ctx, Council, 'foundCouncil', input, async (founding) => {
    const { areaId, foundedOn, allianceId, proposalId } = input;
    const area = await areaInReach(founding, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const rules = ctx.localities.of(area.code);
    const kind = rules.councilKind(input.kind, ctx.now);
    if (!kind?.levels.some((level) => level === area.level))
      return unknownKind(ctx, rules.councilKinds(ctx.now));

    const fault =
      blank(ctx, 'name', input.name) ??
      (foundedOn > dateIn(ctx.now) ? notYet(ctx) : null) ??
      (proposalId ? await proposalFault(founding, area.id, proposalId) : null);
    if (fault) return fault;

    return begin(founding, councilLife, 'FOUND', {
      localityCode: rules.code,
      state: 'ACTIVE',
      kind: kind.key,
      areaId,
      areaPath: area.path,
      name: input.name.trim(),
      allianceId: allianceId ?? null,
      proposalId: proposalId ?? null,
      foundedOn,
      nextMeetingDueOn: nextMeetingDueOn(kind, foundedOn),
      meetingCount: 0,
    });
  });

export const seatCouncilMembers = (ctx: Context, input: SeatCouncilMembersInput) =>
  act(ctx, Council, 'seatCouncilMembers', input, (seating) => {
    const { id: councilId, members } = input;
    return take(
      seating,
      councilLife,
      { id: councilId, action: 'SEAT', unless: (council) => unfitMembers(ctx, seating, council, members) },
      async () => {
        const rows = members.map(({ personId, unitId, role, side, duty }) => ({
          councilId,
          personId: personId ?? null,
          unitId: unitId ?? null,
          role,
          side: side ?? null,
          duty: duty?.trim() || null,
          from: dateIn(ctx.now),
        }));
        await seating.tx.insert(CouncilMember, rows);
        return { facts: { members: rows.length } };
      },
    );
  });

export const unseatCouncilMember = (ctx: Context, input: UnseatCouncilMemberInput) =>
  act(ctx, Council, 'unseatCouncilMember', input, (unseating) => {
    const { id: councilId, memberId } = input;
    const seat = { id: memberId, councilId, to: IsNull() };
    return take(
      unseating,
      councilLife,
      {
        id: councilId,
        action: 'UNSEAT',
        unless: async () =>
          (await unseating.tx.existsBy(CouncilMember, seat))
            ? null
            : notFound(ctx, 'CouncilMember', memberId),
      },
      async () => {
        await unseating.tx.update(CouncilMember, seat, { to: dateIn(ctx.now) });
        return { facts: { memberId } };
      },
    );
  });

export const dissolveCouncil = (ctx: Context, input: DissolveCouncilInput) =>
  act(ctx, Council, 'dissolveCouncil', input, (dissolving) => {
    const { id: councilId, reason } = input;
    return take(
      dissolving,
      councilLife,
      { id: councilId, action: 'DISSOLVE', unless: () => blank(ctx, 'reason', reason) },
      async () => {
        const dissolvedOn = dateIn(ctx.now);
        await dissolving.tx.update(CouncilMember, { councilId, to: IsNull() }, { to: dissolvedOn });
        return { set: { dissolvedOn, nextMeetingDueOn: null }, reason: reason.trim() };
      },
    );
  });

/** When a council that last met on a day, or was founded on it, is to meet; null where it meets as need be. */
export const nextMeetingDueOn = ({ meetsEveryMonths }: CouncilKind, day: string) =>
  meetsEveryMonths ? addMonths(day, meetsEveryMonths) : null;

/** Those who sit in a council now. */
export const membersOf = ({ tx }: Act, councilId: string) =>
  tx.findBy(CouncilMember, { councilId, to: IsNull() });

/** What stands against giving these people and units their seats. */
async function unfitMembers(
  ctx: Context,
  seating: Act,
  council: Council,
  members: readonly CouncilMemberInput[],
) {
  if (members.length < 1 || members.length > MEMBERS_AT_MOST) return wrongCount(ctx);
  if (members.some(({ personId, unitId }) => !personId && !unitId)) return nobody(ctx);

  const { sides } = kindOf(ctx, council);
  const isMisplaced = ({ side, ...member }: CouncilMemberInput) =>
    isGiven(side) ? !sides?.some(({ key }) => key === side) : sides !== undefined && hasVoice(member);
  if (members.some(isMisplaced)) return unknownSide(ctx, sides ?? []);

  const all = [...(await membersOf(seating, council.id)), ...members];
  const people = all.flatMap(({ personId }) => personId ?? []);
  if (new Set(people).size < people.length) return sitsTwice(ctx);
  if (all.filter(({ role }) => role === 'CHAIR').length > 1) return twoChairs(ctx);

  const unitIds = members.flatMap(({ unitId }) => unitId ?? []);
  const units = await seating.tx.findBy(Unit, { id: In(unitIds), active: true });
  const missing = unitIds.find((id) => !units.some((unit) => unit.id === id));
  return missing ? notFound(ctx, 'Unit', missing) : null;
}

/** A council comes of a proposal that was accepted, for its own compound. */
async function proposalFault(founding: Act, areaId: string, id: string) {
  const proposal = await founding.tx.findOneBy(GovernanceProposal, { id });
  if (!proposal) return notFound(founding, 'GovernanceProposal', id);
  return proposal.areaId === areaId && proposal.state === 'ACCEPTED'
    ? null
    : invalidInput(founding, 'proposalId', {
        en: 'A council comes of a proposal that was accepted, for this very place.',
        zh: '只能依据针对本地且已采纳的建议成立。',
      });
}

function unknownKind(ctx: Context, kinds: readonly CouncilKind[]) {
  const known = kinds.map(({ key, levels }) => `${key} (${levels.join(', ')})`).join('; ') || '—';
  return invalidInput(ctx, 'kind', {
    en: `This locality has these councils, at areas of these levels: ${known}.`,
    zh: `本地设有的议事机构及其层级：${known}。`,
  });
}

const notYet = (ctx: Context) =>
  invalidInput(ctx, 'foundedOn', { en: 'It is founded today or earlier.', zh: '成立日期不得晚于今天。' });

const wrongCount = (ctx: Context) =>
  invalidInput(ctx, 'members', {
    en: `From 1 to ${MEMBERS_AT_MOST} members are seated at a time.`,
    zh: `一次可增加 1 至 ${MEMBERS_AT_MOST} 名成员。`,
  });

const nobody = (ctx: Context) =>
  invalidInput(ctx, 'members', {
    en: 'A member is a person, a unit, or somebody who sits for a unit.',
    zh: '成员须为个人、单位或单位代表。',
  });

function unknownSide(ctx: Context, sides: readonly { key: string }[]) {
  const known = sides.map(({ key }) => key).join(', ');
  return invalidInput(ctx, 'members', {
    en: known ? `Each member speaks for one of the sides ${known}.` : 'This kind of council has no sides.',
    zh: known ? `每名成员须代表其中一方：${known}。` : '该类议事机构不分方。',
  });
}

const sitsTwice = (ctx: Context) =>
  invalidInput(ctx, 'members', { en: 'Everybody has one seat.', zh: '每人只有一个席位。' });

const twoChairs = (ctx: Context) =>
  invalidInput(ctx, 'members', { en: 'It has one chair at a time.', zh: '召集人只有一名。' });
