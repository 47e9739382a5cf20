import { type Act, act, begin, lock, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { Context } from '../context';
import { Council } from '../council/council.entity';
import { kindOf, titled } from '../council/council.find';
import { councilLife } from '../council/council.life';
import { membersOf, nextMeetingDueOn } from '../council/council.service';
import { hasVoice, missingSides, quorumOf } from '../council/quorum';
import type {
  CallMeetingInput,
  CancelMeetingInput,
  CloseMeetingInput,
  OpenMeetingInput,
} from '../generated/graphql';
import { Matter } from '../matter/matter.entity';
import { matterLife, OFF_THE_AGENDA } from '../matter/matter.life';
import { Meeting } from './meeting.entity';
import { meetingLife } from './meeting.life';

export const callMeeting = (ctx: Context, input: CallMeetingInput) =>
  act(ctx, Meeting, 'callMeeting', input, async (calling) => {
    const { councilId, purpose, scheduledFor, venue } = input;
    const council = await lock(calling, Council, councilId);
    if (!council) return notFound(ctx, 'Council', councilId);
    if (council.state !== 'ACTIVE') return actionNotAllowed(ctx, 'CALL', council.state);

    const fault = blank(ctx, 'venue', venue) ?? (scheduledFor < ctx.now ? pastAlready(ctx) : null);
    if (fault) return fault;

    const number = council.meetingCount + 1;
    await calling.tx.update(Council, councilId, { meetingCount: number });
    return begin(calling, meetingLife, 'CALL', {
      councilId,
      councilKind: council.kind,
      state: 'CALLED',
      areaId: council.areaId,
      areaPath: council.areaPath,
      number,
      purpose,
      scheduledFor,
      venue: venue.trim(),
      presentMemberIds: [],
    });
  });

export const openMeeting = (ctx: Context, input: OpenMeetingInput) =>
  act(ctx, Meeting, 'openMeeting', input, (opening) => {
    const { id } = input;
    const presentMemberIds = [...new Set(input.presentMemberIds)];
    return take(
      opening,
      meetingLife,
      { id, action: 'OPEN', unless: (meeting) => unfitAttendance(ctx, opening, meeting, presentMemberIds) },
      () => ({ set: { presentMemberIds, openedAt: ctx.now }, facts: { present: presentMemberIds.length } }),
    );
  });

export const closeMeeting = (ctx: Context, input: CloseMeetingInput) =>
  act(ctx, Meeting, 'closeMeeting', input, async (closing) => {
    const { id, minutes } = input;
    const meeting = await take(
      closing,
      meetingLife,
      { id, action: 'CLOSE', unless: () => blank(ctx, 'minutes', minutes) },
      () => ({ set: { minutes: minutes.trim(), closedAt: ctx.now } }),
    );
    if (!(meeting instanceof Meeting)) return meeting;

    await giveAgendaBack(closing, meeting);
    await rememberMeeting(ctx, closing, meeting);
    return meeting;
  });

export const cancelMeeting = (ctx: Context, input: CancelMeetingInput) =>
  act(ctx, Meeting, 'cancelMeeting', input, async (cancelling) => {
    const { id, reason } = input;
    const meeting = await take(
      cancelling,
      meetingLife,
      { id, action: 'CANCEL', unless: () => blank(ctx, 'reason', reason) },
      () => ({ set: { minutes: reason.trim(), closedAt: ctx.now }, reason: reason.trim() }),
    );
    if (meeting instanceof Meeting) await giveAgendaBack(cancelling, meeting);
    return meeting;
  });

/** Matters that a meeting did not come to can be put on another agenda. */
async function giveAgendaBack(acting: Act, { id: meetingId }: Meeting) {
  const left = await acting.tx.findBy(Matter, { meetingId, state: 'ON_AGENDA' });
  const ids = left.map(({ id }) => id);
  await takeAll(acting, matterLife, { ids, action: 'POSTPONE' }, () => ({ set: OFF_THE_AGENDA }));
}

/** The council knows when it last met, and when it is to meet again. One that is dissolved meets no more. */
function rememberMeeting(ctx: Context, closing: Act, { councilId, openedAt }: Meeting) {
  const lastMetOn = dateIn(openedAt ?? ctx.now);
  return take(closing, councilLife, { id: councilId, action: 'MEET' }, (council) => ({
    set: {
      lastMetOn,
      nextMeetingDueOn: council.state === 'ACTIVE' ? nextMeetingDueOn(kindOf(ctx, council), lastMetOn) : null,
    },
  }));
}

/** What stands against opening a meeting with those who are there. */
async function unfitAttendance(ctx: Context, opening: Act, { councilId }: Meeting, ids: readonly string[]) {
  const council = await opening.tx.findOneByOrFail(Council, { id: councilId });
  const members = await membersOf(opening, councilId);
  const present = members.filter(({ id }) => ids.includes(id));
  if (present.length < ids.length) return strangers(ctx);

  const kind = kindOf(ctx, council);
  const counted = present.filter(hasVoice).length;
  const needed = quorumOf(kind.quorumPercent, members.filter(hasVoice).length);
  const missing = missingSides(kind, present);
  return counted < needed || missing.length > 0 ? noQuorum(ctx, { counted, needed, missing }) : null;
}

const pastAlready = (ctx: Context) =>
  invalidInput(ctx, 'scheduledFor', {
    en: 'A meeting is called for a time to come.',
    zh: '会议时间须在当前时间之后。',
  });

const strangers = (ctx: Context) =>
  invalidInput(ctx, 'presentMemberIds', {
    en: 'Only those who sit in the council now are counted as there.',
    zh: '只统计现任成员。',
  });

function noQuorum(
  ctx: Context,
  { counted, needed, missing }: { counted: number; needed: number; missing: ReturnType<typeof missingSides> },
) {
  const missingSides = missing.map((side) => titled(ctx, side));
  const wanting = missingSides.map(({ title }) => title);
  return refusal(
    'NoQuorum',
    'NO_QUORUM',
    say(ctx, {
      en: `${counted} of the ${needed} members needed are there${wanting.length ? `, and nobody of: ${wanting.join(', ')}` : ''}.`,
      zh: `应到至少 ${needed} 人，实到 ${counted} 人${wanting.length ? `；缺席方：${wanting.join('、')}` : ''}。`,
    }),
    { presentCount: counted, neededCount: needed, missingSides },
  );
}
