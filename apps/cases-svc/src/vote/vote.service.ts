import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { asClock } from '@jinlin/calendar';
import { actionNotAllowed, blank, invalidInput, isRefusal, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Context } from '../context';
import { Council } from '../council/council.entity';
import { kindOf } from '../council/council.find';
import { membersOf } from '../council/council.service';
import { hasVoice, isCarried, quorumOf } from '../council/quorum';
import { Deliberation } from '../deliberation/deliberation.entity';
import {
  noVoice,
  procedureOf,
  saidAlready,
  takeStep,
  unready,
  voteUnderWay,
} from '../deliberation/deliberation.guards';
import { deliberationLife } from '../deliberation/deliberation.life';
import { stepAfter } from '../deliberation/procedure';
import type {
  CallOffVoteInput,
  CastVoteInput,
  CloseVoteInput,
  OpenVoteInput,
  VoteOutcome,
} from '../generated/graphql';
import { commitmentOf, counted } from './tally';
import { Elector, Vote } from './vote.entity';
import { voteLife } from './vote.life';

const DAY = 86_400_000;
const LONGEST = 60;
const SHORTEST_SALT = 16;

export const openVote = (ctx: Context, input: OpenVoteInput) =>
  act(ctx, Vote, 'openVote', input, async (opening) => {
    const { deliberationId, councilId, closesAt } = input;
    const deliberation = await lock(opening, Deliberation, deliberationId);
    if (!deliberation) return notFound(ctx, 'Deliberation', deliberationId);

    const discussion = discussionAfter(ctx, deliberation);
    if (!discussion) return actionNotAllowed(ctx, 'DISCUSS', deliberation.state);
    const wait =
      (await unready(ctx, opening, deliberation, discussion.step)) ??
      (await voteUnderWay(opening, deliberationId));
    if (wait) return wait;
    if (closesAt <= ctx.now || closesAt.getTime() > ctx.now.getTime() + LONGEST * DAY) return wrongEnd(ctx);

    const council = await opening.tx.findOneBy(Council, { id: councilId, state: 'ACTIVE' });
    if (!council) return notFound(ctx, 'Council', councilId);
    if (!mayVote(council, discussion, deliberation)) return wrongCouncil(ctx, discussion.councils);
    const people = await voicesOf(opening, councilId);
    if (people.length === 0) return nobody(ctx);

    const { step, isSecret } = discussion;
    const { areaId, areaPath } = deliberation;
    const { quorumPercent, majorityPercent } = kindOf(ctx, council);
    const vote = await begin(
      opening,
      voteLife,
      'OPEN',
      {
        deliberationId,
        councilId,
        state: 'OPEN',
        step,
        areaId,
        areaPath,
        isSecret,
        electorCount: people.length,
        castCount: 0,
        quorum: quorumOf(quorumPercent, people.length),
        majorityPercent,
        openedAt: ctx.now,
        closesAt,
      },
      { facts: { electors: people.length, isSecret } },
    );
    const place = { voteId: vote.id, deliberationId, areaId, areaPath };
    const roll = people.map((personId) => ({ ...place, personId, hasVoted: false }));
    await opening.tx.insert(Elector, roll);
    return vote;
  });

/** What was chosen is no part of what a retry is known by: that is kept beside the actor. */
export function castVote(ctx: Context, { clientKey, id, choice, salt }: CastVoteInput) {
  const asked = { clientKey, id };
  return act(ctx, Vote, 'castVote', asked, (casting) => {
    const { personId } = casting.actor;
    return take(
      casting,
      voteLife,
      {
        id,
        action: 'CAST',
        unless: async (vote) => {
          if (vote.closesAt <= ctx.now) return actionNotAllowed(ctx, 'CAST', vote.state);
          const elector = personId && (await casting.tx.findOneBy(Elector, { voteId: id, personId }));
          if (!elector) return noVoice(ctx);
          if (elector.hasVoted) return saidAlready(ctx);
          return vote.isSecret && (salt ?? '').length < SHORTEST_SALT ? saltWanting(ctx) : null;
        },
      },
      async ({ isSecret, castCount }) => {
        const said = { hasVoted: true, choice: isSecret ? null : choice };
        await casting.tx.update(Elector, { voteId: id, personId: personId! }, said);
        if (isSecret) {
          await casting.tx.query('insert into ballot (vote_id, commitment, choice) values ($1, $2, $3)', [
            id,
            commitmentOf(id, choice, salt!),
            choice,
          ]);
        }
        return { set: { castCount: castCount + 1 } };
      },
    );
  });
}

export const closeVote = (ctx: Context, input: CloseVoteInput) =>
  act(ctx, Vote, 'closeVote', input, async (closing) => {
    const { id } = input;
    const known = await closing.tx.findOneBy(Vote, { id });
    const deliberation = known && (await lock(closing, Deliberation, known.deliberationId));
    if (!deliberation) return notFound(ctx, 'Vote', id);

    const vote = await take(
      closing,
      voteLife,
      { id, action: 'CLOSE', unless: (open) => voteNotOver(ctx, open) },
      async (open) => {
        const { digest, ...votes } = await counted(closing.tx, open);
        const outcome = outcomeOf(open, isCarried(open.majorityPercent, votes));
        return {
          set: { ...votes, digest, outcome, closedAt: ctx.now },
          facts: { ...votes, outcome, ...(digest && { digest }) },
        };
      },
    );
    if (!(vote instanceof Vote)) return vote;

    const followed = await follow(ctx, closing, vote);
    return isRefusal(followed) ? followed : vote;
  });

export const callOffVote = (ctx: Context, input: CallOffVoteInput) =>
  act(ctx, Vote, 'callOffVote', input, (calling) => {
    const { id, reason } = input;
    return take(
      calling,
      voteLife,
      { id, action: 'CALL_OFF', unless: () => blank(ctx, 'reason', reason) },
      () => ({ set: { reason: reason.trim(), closedAt: ctx.now }, reason: reason.trim() }),
    );
  });

/** What a vote that was counted means for what it was about: on, out, or another try. */
async function follow(ctx: Context, closing: Act, { deliberationId: id, step, outcome }: Vote) {
  if (outcome === 'CARRIED') return takeStep(ctx, closing, { id, action: step });
  if (outcome === 'NO_QUORUM') return null;
  return take(closing, deliberationLife, { id, action: 'REJECT' }, () => ({ set: { endedAt: ctx.now } }));
}

const outcomeOf = ({ castCount, quorum }: Vote, isCarried: boolean): VoteOutcome => {
  if (castCount < quorum) return 'NO_QUORUM';
  return isCarried ? 'CARRIED' : 'LOST';
};

/** The discussion that the procedure has next, with who votes in it; null when something else is next. */
function discussionAfter(ctx: Context, deliberation: Deliberation) {
  const next = stepAfter(procedureOf(ctx, deliberation), deliberation.state);
  const { step, councils = [], isSecret = false } = next ?? {};
  return step === 'DISCUSS' || step === 'DISCUSS_AGAIN' ? { step, councils, isSecret } : null;
}

/** A council of a kind that the discussion names votes on what lies in its own place. */
const mayVote = (
  { kind, areaPath }: Council,
  { councils }: { councils: readonly string[] },
  on: Deliberation,
) => councils.includes(kind) && liesIn(on.areaPath, areaPath);

/** The people who sit in a council with a voice, each once. A unit that has named nobody cannot vote. */
async function voicesOf(opening: Act, councilId: string) {
  const members = await membersOf(opening, councilId);
  return [...new Set(members.filter(hasVoice).flatMap(({ personId }) => personId ?? []))];
}

function voteNotOver(ctx: Context, { closesAt, electorCount, castCount }: Vote) {
  const outstanding = electorCount - castCount;
  if (outstanding === 0 || closesAt <= ctx.now) return null;
  return refusal(
    'VoteNotOver',
    'VOTE_NOT_OVER',
    say(ctx, {
      en: `${outstanding} can still vote until ${asClock(closesAt)}.`,
      zh: `还有 ${outstanding} 人可在 ${asClock(closesAt)} 前表决。`,
    }),
    { closesAt, outstanding },
  );
}

const wrongEnd = (ctx: Context) =>
  invalidInput(ctx, 'closesAt', {
    en: `A vote ends from now on within ${LONGEST} days.`,
    zh: `表决须在 ${LONGEST} 天内结束。`,
  });

const wrongCouncil = (ctx: Context, kinds: readonly string[]) =>
  invalidInput(ctx, 'councilId', {
    en: `At this step a council of the place or above it votes, of the kind ${kinds.join(' or ')}.`,
    zh: `此步骤由本地或上级的议事机构表决：${kinds.join('、')}。`,
  });

const nobody = (ctx: Context) =>
  invalidInput(ctx, 'councilId', {
    en: 'Nobody sits in this council who could vote.',
    zh: '该议事机构没有可表决的成员。',
  });

const saltWanting = (ctx: Context) =>
  invalidInput(ctx, 'salt', {
    en: `A secret vote wants a salt of at least ${SHORTEST_SALT} characters, which you keep.`,
    zh: `无记名表决须提供至少 ${SHORTEST_SALT} 位的随机串，并由本人保存。`,
  });
