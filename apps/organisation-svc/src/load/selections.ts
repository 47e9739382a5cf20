import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import type { Appointment } from '../appointment/appointment.entity';
import type { SelectionState } from '../generated/graphql';
import { localities, type SelectionRule } from '../locality';
import { Selection, SelectionCandidate } from '../selection/selection.entity';
import { selectionStates } from '../selection/selection.states';
import type { Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

/** The selections of one locality: those that ended with an appointment, those that failed and those under way. */
interface Selected {
  selections: Row<Selection>[];
  candidates: Row<SelectionCandidate>[];
  history: HistoryRow[];
}

/** Of holders of a post so many are told of; one in two had somebody standing against them. */
const TOLD_EVERY = 8;
const OPPOSED_EVERY = 2;

/** What became of the first selections that did not end with an appointment. */
const unfinished: readonly (SelectionState | 'UNDER_WAY')[] = [
  'NOMINATED',
  'VETTED',
  'ELECTED',
  'EVALUATED',
  'UNDER_WAY',
];

const doing = (day: string) => ({ at: new Date(`${day}T01:00:00Z`), role: 'COMMUNITY_CLERK' }) as const;

/** How some holders of the posts that a locality fills in five steps came to them (H29, X6). */
export function selectionsOf({ locality, ofLevel }: Places, roster: Roster): Selected {
  const selected: Selected = { selections: [], candidates: [], history: [] };

  for (const rule of localities.named(locality.code).selections('2022-01-01')) {
    const holders = roster.appointments.filter(({ post }) => post === rule.post.code);
    for (const [index, holder] of holders.entries()) {
      if (index % TOLD_EVERY === 0) appointed(selected, roster, rule, holder, index / TOLD_EVERY);
    }
    const held = new Set(holders.map(({ areaId }) => areaId));
    const vacant = ofLevel(rule.post.level!).filter(({ id }) => !held.has(id));
    for (const [index, area] of vacant.slice(0, unfinished.length).entries()) {
      stopped(selected, roster, rule, area, unfinished[index]!);
    }
  }
  return selected;
}

export async function loadSelections({ client, db }: Loading, { selections, candidates, history }: Selected) {
  await copyRows(client, db.getMetadata(Selection), selections);
  await copyRows(client, db.getMetadata(SelectionCandidate), candidates);
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

/** A selection that ended with the appointment of whoever holds the post today, a step a week. */
function appointed(
  selected: Selected,
  roster: Roster,
  rule: SelectionRule,
  holder: Row<Appointment>,
  nth: number,
) {
  const { id: appointmentId, areaId, fromOn, personId } = holder;
  const opened = dayOfDate(fromOn) - 28;
  const selection = opening(rule, areaId, opened);
  const people = nth % OPPOSED_EVERY === 0 ? [personId, roster.person({ id: areaId })] : [personId];
  const standing = people.map((person, index) => candidate(rule, selection.row, person, nth + index));

  walk(selection, rule, standing, opened, 4);
  step(selection, selectionStates, 'APPOINT', doing(fromOn), { appointmentId });
  keep(selected, selection, standing);
}

/** A selection that failed at a step, or that has not come to its end. */
function stopped(
  selected: Selected,
  roster: Roster,
  rule: SelectionRule,
  { id: areaId }: { id: string },
  failedAt: SelectionState | 'UNDER_WAY',
) {
  const opened = dayOfDate('2022-06-01');
  const selection = opening(rule, areaId, opened);
  const standing = [candidate(rule, selection.row, roster.person({ id: areaId }), 0)];
  const steps = { NOMINATED: 0, VETTED: 1, ELECTED: 2, EVALUATED: 3, UNDER_WAY: 2 }[failedAt as 'NOMINATED'];

  walk(selection, rule, standing, opened, steps + 1);
  if (failedAt !== 'UNDER_WAY') {
    const reason = '人选外出务工，本次选任终止';
    const failure = { ...doing(dateOfDay(opened + 28)), reason, facts: { failedAt } };
    step(selection, selectionStates, 'FAIL', failure, { failedAt, failureReason: reason });
  }
  keep(selected, selection, standing);
}

function opening(rule: SelectionRule, areaId: string, opened: number): Loaded<Row<Selection>> {
  const { ruleVersion } = rule;
  const row: Row<Selection> = {
    id: idOf('selection', `${rule.post.code}:${areaId}`),
    state: 'NOMINATED',
    post: rule.post.code,
    areaId,
    openedOn: dateOfDay(opened),
    eligibleVoters: null,
    appointmentId: null,
    failedAt: null,
    failureReason: null,
    ruleVersion,
  };
  return born(row, 'NOMINATE', { ...doing(row.openedOn), ruleVersion });
}

/** Those who hold these posts are no Party members on record, so none of them comes from a source for members. */
function candidate(
  rule: SelectionRule,
  selection: Row<Selection>,
  personId: string,
  nth: number,
): Row<SelectionCandidate> {
  const sources = rule.sources.filter(({ isForPartyMembers }) => !isForPartyMembers);
  const source = sources[nth % Math.max(sources.length, 1)];
  return {
    id: idOf('selection-candidate', `${selection.id}:${personId}`),
    selectionId: selection.id,
    areaId: selection.areaId,
    personId,
    source: source?.code ?? null,
    priority: source?.priority ?? 0,
    verdict: null,
    verdictReason: null,
    votes: null,
    isElected: false,
    scores: [],
    evaluationNote: null,
  };
}

/** Takes the first steps, of which the nomination is one; the first candidate wins. */
function walk(
  selection: Loaded<Row<Selection>>,
  { criteria, ruleVersion }: SelectionRule,
  standing: Row<SelectionCandidate>[],
  opened: number,
  steps: number,
) {
  const [winner] = standing;
  const onWeek = (week: number) => doing(dateOfDay(opened + week * 7));
  if (steps > 1) {
    for (const each of standing) each.verdict = 'PASSED';
    const facts = { passed: standing.length, struck: 0 };
    step(selection, selectionStates, 'VET', { ...onWeek(1), facts });
  }
  if (steps > 2) {
    for (const [index, each] of standing.entries()) each.votes = 30 - index * 12;
    winner!.isElected = true;
    const cast = standing.reduce((sum, { votes }) => sum + votes!, 0);
    const facts = { eligibleVoters: 60, cast };
    step(selection, selectionStates, 'ELECT', { ...onWeek(2), facts }, { eligibleVoters: 60 });
  }
  if (steps > 3) {
    winner!.scores = criteria.map(({ key: criterion }, index) => ({ criterion, score: 95 - index * 3 }));
    step(selection, selectionStates, 'EVALUATE', { ...onWeek(3), ruleVersion });
  }
}

function keep(
  { selections, candidates, history }: Selected,
  selection: Loaded<Row<Selection>>,
  standing: Row<SelectionCandidate>[],
) {
  selections.push(selection.row);
  candidates.push(...standing);
  history.push(...historyOf('Selection', selection));
}
