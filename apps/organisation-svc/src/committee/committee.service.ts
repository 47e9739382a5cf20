import { type Act, act, begin, take } from '@jinlin/acts';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { In, IsNull } from 'typeorm';
import { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  DissolveCommitteeInput,
  FoundCommitteeInput,
  RecordCommitteeSessionInput,
  SeatCommitteeMemberInput,
  UnseatCommitteeMemberInput,
} from '../generated/graphql';
import { afterToday, dayBefore, endsBeforeItBegins } from '../guards';
import { Person } from '../person/person.entity';
import { Unit } from '../unit/unit.entity';
import { Committee, CommitteeMember, CommitteeSession } from './committee.entity';
import { committeeLife } from './committee.life';

export const foundCommittee = (ctx: Context, input: FoundCommitteeInput) =>
  act(ctx, Committee, 'foundCommittee', input, async (founding) => {
    const { areaId, title, parentId, foundedOn } = input;
    const area = await reached(founding, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (parentId && !(await isAbove(founding, parentId, area))) return notFound(ctx, 'Committee', parentId);

    const fault = blank(ctx, 'title', title) ?? afterToday(founding, 'foundedOn', foundedOn);
    if (fault) return fault;

    return begin(founding, committeeLife, 'FOUND', {
      state: 'ACTIVE',
      title: title.trim(),
      areaId,
      parentId: parentId ?? null,
      foundedOn,
    });
  });

export const seatCommitteeMember = (ctx: Context, input: SeatCommitteeMemberInput) =>
  act(ctx, Committee, 'seatCommitteeMember', input, async (seating) => {
    const { id, unitId, personId, role, duty, from } = input;
    if (!(await seating.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }
    if (personId && !(await seating.tx.existsBy(Person, { id: personId }))) {
      return notFound(ctx, 'Person', personId);
    }

    return take(
      seating,
      committeeLife,
      {
        id,
        action: 'SEAT',
        unless: async (committee) =>
          (await beyondReach(seating, committee)) ??
          afterToday(seating, 'from', from) ??
          beforeFounding(ctx, committee, 'from', from) ??
          (await seatTaken(seating, input)),
      },
      async () => {
        await seating.tx.getRepository(CommitteeMember).insert({
          committeeId: id,
          unitId,
          personId: personId ?? null,
          role,
          duty: duty?.trim() || null,
          fromOn: from,
        });
        return { facts: { unitId, role, from } };
      },
    );
  });

export const unseatCommitteeMember = (ctx: Context, input: UnseatCommitteeMemberInput) =>
  act(ctx, Committee, 'unseatCommitteeMember', input, (unseating) =>
    take(
      unseating,
      committeeLife,
      {
        id: input.id,
        action: 'UNSEAT',
        unless: async (committee) =>
          (await beyondReach(unseating, committee)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(unseating, 'to', input.to) ??
          (await notSeated(unseating, input)),
      },
      async () => {
        await unseating.tx.update(CommitteeMember, { id: input.memberId }, { toOn: input.to });
        return { reason: input.reason, facts: { memberId: input.memberId, to: input.to } };
      },
    ),
  );

export const recordCommitteeSession = (ctx: Context, input: RecordCommitteeSessionInput) =>
  act(ctx, Committee, 'recordCommitteeSession', input, (recording) => {
    const { id, on, agenda, decisions } = input;
    const attendedIds = [...new Set(input.attendedIds)];
    return take(
      recording,
      committeeLife,
      {
        id,
        action: 'MEET',
        unless: async (committee) =>
          (await beyondReach(recording, committee)) ??
          blank(ctx, 'agenda', agenda) ??
          blank(ctx, 'decisions', decisions) ??
          afterToday(recording, 'on', on) ??
          beforeFounding(ctx, committee, 'on', on) ??
          (await metThatDay(recording, input)) ??
          (await strangersThere(recording, id, attendedIds)),
      },
      async () => {
        await recording.tx.getRepository(CommitteeSession).insert({
          committeeId: id,
          day: on,
          agenda: agenda.trim(),
          decisions: decisions.trim(),
          attendedIds,
        });
        return { facts: { on, attended: attendedIds.length } };
      },
    );
  });

export const dissolveCommittee = (ctx: Context, input: DissolveCommitteeInput) =>
  act(ctx, Committee, 'dissolveCommittee', input, (dissolving) =>
    take(
      dissolving,
      committeeLife,
      {
        id: input.id,
        action: 'DISSOLVE',
        unless: async (committee) =>
          (await beyondReach(dissolving, committee)) ??
          blank(ctx, 'reason', input.reason) ??
          afterToday(dissolving, 'on', input.on) ??
          beforeFounding(ctx, committee, 'on', input.on) ??
          (await committeesBelow(dissolving, committee)),
      },
      async ({ id }) => {
        await dissolving.tx.query(END_SEATS, [id, input.on]);
        return { set: { dissolvedOn: input.on }, reason: input.reason, facts: { on: input.on } };
      },
    ),
  );

/** A seat that began later than the day given ends on the day that it began. */
const END_SEATS = /* SQL */ `
  update committee_member set to_on = greatest(from_on, $2::date) where committee_id = $1 and to_on is null
`;

async function isAbove({ tx }: Act, parentId: string, { path }: Area) {
  const parent = await tx.findOneBy(Committee, { id: parentId, state: 'ACTIVE' });
  const area = parent && (await tx.findOneBy(Area, { id: parent.areaId }));
  return area ? liesIn(path, area.path) : false;
}

const beforeFounding = (ctx: Listener, { foundedOn }: Committee, field: string, day: string) =>
  dayBefore(ctx, field, day, foundedOn, { en: 'when the committee was founded', zh: '成立日' });

async function seatTaken({ tx, ...ctx }: Act, { id: committeeId, unitId, role }: SeatCommitteeMemberInput) {
  const seats = await tx.findBy(CommitteeMember, { committeeId, toOn: IsNull() });
  const member = seats.find((seat) => seat.unitId === unitId || (role === 'CHAIR' && seat.role === 'CHAIR'));
  if (!member) return null;
  return refusal(
    'SeatTaken',
    'SEAT_TAKEN',
    say(ctx, {
      en: 'The unit sits there, or the committee has a chair.',
      zh: '该单位已是成员，或已有主任（组长）。',
    }),
    { member },
  );
}

async function notSeated({ tx, ...ctx }: Act, { id: committeeId, memberId, to }: UnseatCommitteeMemberInput) {
  const seat = await tx.findOneBy(CommitteeMember, { id: memberId, committeeId, toOn: IsNull() });
  if (!seat) return notFound(ctx, 'CommitteeMember', memberId);
  return endsBeforeItBegins(ctx, seat, to);
}

async function metThatDay({ tx, ...ctx }: Act, { id: committeeId, on }: RecordCommitteeSessionInput) {
  if (!(await tx.existsBy(CommitteeSession, { committeeId, day: on }))) return null;
  return invalidInput(ctx, 'on', {
    en: `The session of ${on} is recorded.`,
    zh: `${on} 的会议已有记录。`,
  });
}

async function strangersThere({ tx, ...ctx }: Act, committeeId: string, attendedIds: readonly string[]) {
  const known = await tx.countBy(CommitteeMember, { id: In([...attendedIds]), committeeId });
  return attendedIds.length > 0 && known === attendedIds.length
    ? null
    : invalidInput(ctx, 'attendedIds', {
        en: 'Name one seat at least, and only seats of this committee.',
        zh: '至少须有一名成员到会，且均为本委员会成员。',
      });
}

async function committeesBelow({ tx, ...ctx }: Act, { id }: Committee) {
  const count = await tx.countBy(Committee, { parentId: id, state: 'ACTIVE' });
  if (count === 0) return null;
  return refusal(
    'CommitteesBelow',
    'COMMITTEES_BELOW',
    say(ctx, { en: `${count} committees lie below it.`, zh: `其下尚有 ${count} 个协调小组。` }),
    { count },
  );
}
