import type { Act } from '@jinlin/acts';
import { invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { In } from 'typeorm';
import type {
  CandidateInput,
  CriterionScoreInput,
  RecordElectionInput,
  VerdictInput,
} from '../generated/graphql';
import type { SelectionRule } from '../locality';
import { Person } from '../person/person.entity';
import type { SelectionCandidate } from './selection.entity';

/** Every guard here answers with the refusal that stands against a step, or with null. */

/** How many may stand for one post. */
const MOST = 20;

/** Those named are known, nominated once each, and of a source that the rule knows and they belong to. */
export async function unfitCandidates(
  nominating: Act,
  { sources }: SelectionRule,
  standing: readonly SelectionCandidate[],
  candidates: readonly CandidateInput[],
) {
  const ids = candidates.map(({ personId }) => personId);
  const all = [...standing.map(({ personId }) => personId), ...ids];
  if (ids.length === 0 || all.length > MOST) {
    return invalidInput(nominating, 'candidates', {
      en: `Name one candidate at least; ${MOST} at most may stand.`,
      zh: `至少须推荐一名人选，最多 ${MOST} 名。`,
    });
  }
  if (new Set(all).size < all.length) {
    return invalidInput(nominating, 'candidates', {
      en: 'Each candidate is nominated once.',
      zh: '每名人选只推荐一次。',
    });
  }
  const people = await nominating.tx.findBy(Person, { id: In(ids) });
  const personOf = new Map(people.map((person) => [person.id, person]));
  const unknown = ids.find((id) => !personOf.has(id));
  if (unknown) return notFound(nominating, 'Person', unknown);

  const known = sources.map(({ code }) => code);
  const stray = candidates.find(({ source }) => (known.length ? !known.includes(source ?? '') : source));
  if (stray) {
    return invalidInput(nominating, 'candidates', {
      en: `Candidates come from ${known.join(', ') || 'no source in particular'}, not from ${stray.source}.`,
      zh: `人选来源为：${known.join('、') || '不限'}；所给为 ${stray.source}。`,
    });
  }
  const forMembers = new Set(sources.filter((source) => source.isForPartyMembers).map(({ code }) => code));
  const isMember = ({ politicalStatus }: Person) =>
    politicalStatus === 'PARTY_MEMBER' || politicalStatus === 'PROBATIONARY_MEMBER';
  const outsider = candidates.find(
    ({ personId, source }) => forMembers.has(source ?? '') && !isMember(personOf.get(personId)!),
  );
  if (!outsider) return null;
  return invalidInput(nominating, 'candidates', {
    en: `Only Party members are nominated as ${outsider.source}.`,
    zh: `只有党员才能以 ${outsider.source} 来源推荐。`,
  });
}

/** Everybody who stands is spoken of once, those struck with a reason, and somebody is left. */
export function unfitVerdicts(
  ctx: Listener,
  standing: readonly SelectionCandidate[],
  verdicts: readonly VerdictInput[],
) {
  if (!eachOnce(standing, verdicts)) return notEachOnce(ctx, 'verdicts');
  if (verdicts.some(({ verdict, reason }) => verdict === 'STRUCK' && !reason?.trim())) {
    return invalidInput(ctx, 'verdicts', {
      en: 'Say why a candidate may not stand.',
      zh: '未通过审核的人选须说明理由。',
    });
  }
  if (verdicts.some(({ verdict }) => verdict === 'PASSED')) return null;
  return invalidInput(ctx, 'verdicts', {
    en: 'Nobody has passed; give the selection up by failSelection.',
    zh: '没有人选通过审核；请以 failSelection 结束本次选任。',
  });
}

/** Everybody who may stand has votes, nobody voted twice, and one has more than all others or is preferred. */
export function unfitElection(
  ctx: Listener,
  standing: readonly SelectionCandidate[],
  { eligibleVoters, votes }: RecordElectionInput,
) {
  if (!eachOnce(standing, votes)) return notEachOnce(ctx, 'votes');
  if (votes.some((each) => each.votes < 0)) {
    return invalidInput(ctx, 'votes', { en: 'Votes count from 0.', zh: '票数不得小于 0。' });
  }
  const cast = votes.reduce((sum, each) => sum + each.votes, 0);
  if (cast === 0 || cast > eligibleVoters) {
    return invalidInput(ctx, 'eligibleVoters', {
      en: `${cast} votes were cast; there must be one at least, and no more than ${eligibleVoters} could vote.`,
      zh: `共投 ${cast} 票；至少须有一票，且不得多于有权投票的 ${eligibleVoters} 人。`,
    });
  }
  if (winnerOf(standing, votes)) return null;
  return invalidInput(ctx, 'votes', {
    en: 'Two candidates of like preference have as many votes; hold a run-off.',
    zh: '同等优先的人选得票相同；请重新投票。',
  });
}

/**
 * Whoever has most votes; of several with as many, whoever comes from the source that is preferred (X6). Null when
 * two of like preference have as many.
 */
export function winnerOf(
  standing: readonly SelectionCandidate[],
  votes: readonly { candidateId: string; votes: number }[],
) {
  const votesOf = new Map(votes.map((each) => [each.candidateId, each.votes]));
  const [first, second] = [...standing].sort(
    (a, b) => votesOf.get(b.id)! - votesOf.get(a.id)! || a.priority - b.priority,
  );
  const isTie =
    first && second && votesOf.get(first.id) === votesOf.get(second.id) && first.priority === second.priority;
  return first && !isTie ? first : null;
}

/** Each criterion of the rule has a score, once, from 0 to 100. */
export function unfitScores(
  ctx: Listener,
  { criteria }: SelectionRule,
  scores: readonly CriterionScoreInput[],
) {
  const keys = criteria.map(({ key }) => key);
  const given = new Set(scores.map(({ criterion }) => criterion));
  if (scores.length !== keys.length || !keys.every((key) => given.has(key))) {
    return invalidInput(ctx, 'scores', {
      en: `Score each of ${keys.join(', ')} once.`,
      zh: `须对 ${keys.join('、')} 各评一次。`,
    });
  }
  return scores.every(({ score }) => score >= 0 && score <= 100)
    ? null
    : invalidInput(ctx, 'scores', { en: 'A score is from 0 to 100.', zh: '评分须在 0 至 100 之间。' });
}

const eachOnce = (standing: readonly SelectionCandidate[], given: readonly { candidateId: string }[]) => {
  const named = new Set(given.map(({ candidateId }) => candidateId));
  return given.length === standing.length && standing.every(({ id }) => named.has(id));
};

const notEachOnce = (ctx: Listener, field: string) =>
  invalidInput(ctx, field, {
    en: 'Name every candidate who stands, each once.',
    zh: '须逐一给出每名人选，且各一次。',
  });
