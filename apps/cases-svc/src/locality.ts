import { dateIn, deadlineOf, type Pause, type TimeLimit } from '@jinlin/calendar';
import { idOf } from '@jinlin/localities';
import {
  type Category,
  type Channel,
  calendarAt,
  categoryOf,
  handlingLimit,
  inForce,
  localitiesBy,
  type Profile,
} from '@jinlin/profile';
import { alertsAhead, type Watched } from './deadline/alerts';
import type { MatterUrgency, RequestType, ResponseGrade, Urgency } from './generated/graphql';
import { adviceFor, catalogueAt, type Routed } from './routing/advice';

/** Requests are sorted by this taxonomy of a profile, in every locality. */
const HOTLINE = 'hotline';

/** What a deadline depends on. */
export interface Asked {
  category: string;
  requestType: RequestType;
  urgency: Urgency;
  grade: ResponseGrade | null;
}

/** What the acts on cases need to know of a locality. Each rule is the one in force at the moment given. */
export function rulesOf(profile: Profile) {
  const { code, channels } = profile;
  const deadlines = (at: Date) => inForce(profile, 'deadlines', dateIn(at));
  const taxonomies = (at: Date) => inForce(profile, 'taxonomies', dateIn(at));
  const responses = (at: Date) => inForce(profile, 'response', dateIn(at));
  const calendar = (at: Date) => {
    const found = calendarAt(profile, dateIn(at));
    if (!found) throw new Error(`${code} has no working hours on ${dateIn(at)}.`);
    return found;
  };
  const threeLists = (at: Date) => (profile.threeLists ? inForce(profile, 'threeLists', dateIn(at)) : null);
  const category = (wanted: string, at: Date) => categoryOf(taxonomies(at), HOTLINE, wanted);

  /** What the clock has still to say of a case, by the rule in force when its deadline was set. */
  const alerts = (row: Watched) => {
    const at = row.deadlineSetAt;
    if (!at || !profile.supervision) return { alerts: [], ruleVersion: null };

    const rule = inForce(profile, 'supervision', dateIn(at));
    return {
      alerts: alertsAhead(row, calendar(at), rule, deadlines(at).sign),
      ruleVersion: rule.ruleVersion,
    };
  };

  const councilKinds = (at: Date) => (profile.councils ? inForce(profile, 'councils', dateIn(at)).kinds : []);
  const matterKinds = (at: Date) => (profile.matters ? inForce(profile, 'matters', dateIn(at)).kinds : []);
  const procedures = (at: Date) =>
    profile.deliberations ? inForce(profile, 'deliberations', dateIn(at)).procedures : [];
  const dueBy = (limit: TimeLimit, from: Date) => {
    const { dueAt, provisional } = deadlineOf(limit, from, [], calendar(from));
    // Nothing is paused here, so the clock runs and the deadline is known.
    return { dueAt: dueAt!, isProvisional: provisional };
  };

  return {
    code,
    channels,
    calendar,
    replyTemplates: profile.replyTemplates ?? [],
    channel: (key: string): Channel | undefined => channels.find((channel) => channel.key === key),
    /** Any taxonomy of the profile, by its key. */
    taxonomy: (wanted: string, at: Date) => taxonomies(at).taxonomies.find(({ key }) => key === wanted),

    /** To whom a case belongs, and why. */
    advice: (routed: Routed, at: Date) => adviceFor(profile, routed, at),
    catalogue: (at: Date) => catalogueAt(profile, at),

    categories: (at: Date): readonly Category[] =>
      taxonomies(at).taxonomies.find(({ key }) => key === HOTLINE)?.categories ?? [],
    category,

    /** The unit that the profile names for a category, by id. */
    unitFor(wanted: string, at: Date) {
      const unit = category(wanted, at)?.unit;
      return unit ? idOf('unit', `${code}:${unit}`) : null;
    },

    /** By when a case handed over at `from` must be handled: by the rule for its kind, or sooner when its grade says so. */
    deadline({ category: wanted, requestType, urgency, grade: given }: Asked, from: Date) {
      const rule = deadlines(from);
      const graded = responses(from);
      const categoryType = category(wanted, from)?.type ?? 'GENERAL';
      const reckoned = (limit: TimeLimit, ruleVersion: string) => {
        const { dueAt, provisional } = deadlineOf(limit, from, [], calendar(from));
        // Nothing is paused here, so the clock runs and the deadline is known.
        return { limit, dueAt: dueAt!, isProvisional: provisional, ruleVersion };
      };

      const byKind = reckoned(handlingLimit(rule, { requestType, categoryType, urgency }), rule.ruleVersion);
      const limit = graded.grades.find(({ grade }) => grade === given)?.dispose;
      const byGrade = limit && reckoned(limit, graded.ruleVersion);
      return byGrade && byGrade.dueAt < byKind.dueAt ? byGrade : byKind;
    },

    /** By when a unit that was sent a case at `from` must have spoken with whoever asked (IND-1). */
    contactDueAt: (from: Date) => deadlineOf(deadlines(from).firstContact, from, [], calendar(from)).dueAt!,

    /** How the three rates are weighed and rounded, and which cases the rule lets out of them (IND-4). */
    threeRates(at: Date) {
      const { exclusions = [], ...rule } = inForce(profile, 'threeRates', dateIn(at));
      return { ...rule, exclusions };
    },

    /** Until when a unit may give back what it was sent at `from`. */
    mayGiveBackUntil: (from: Date) => deadlineOf(deadlines(from).giveBack, from, [], calendar(from)).dueAt!,

    /** How often a case may be extended, and by how much each time. */
    extensions(at: Date) {
      const { extensions, ruleVersion } = deadlines(at);
      return { ...extensions, ruleVersion };
    },

    /** The reasons for which a whistle may be blown, each with the grade that follows from it. */
    whistleReasons: (at: Date) => responses(at).reasons,

    /** By when units called at `from` owe each step of a whistle of this grade (D6). */
    response(wanted: ResponseGrade, from: Date) {
      const { grades, ruleVersion } = responses(from);
      const grade = grades.find(({ grade }) => grade === wanted)!;
      const due = (limit: TimeLimit) => deadlineOf(limit, from, [], calendar(from));
      const [acknowledge, arrive, dispose] = [
        due(grade.acknowledge),
        grade.arrive && due(grade.arrive),
        due(grade.dispose),
      ];
      return {
        // Nothing is paused here either.
        acknowledgeDueAt: acknowledge.dueAt!,
        arriveDueAt: arrive?.dueAt ?? null,
        disposeDueAt: dispose.dueAt!,
        isProvisional: [acknowledge, arrive, dispose].some((deadline) => deadline?.provisional),
        ruleVersion,
      };
    },

    alerts,

    /** When the clock must look at a case next; null when it has nothing more to say. */
    nextAlertAt: (row: Watched): Date | null => alerts(row).alerts[0]?.at ?? null,

    /** When a compound is complained of so often that something must be done about it; null where no rule says (X9). */
    repeatedComplaints: (at: Date) =>
      profile.repeatedComplaints ? inForce(profile, 'repeatedComplaints', dateIn(at)) : null,

    /**
     * What disputes are about, which courts there are, and by when a dispute that was taken on must have ended (D17); null
     * where no rule says.
     */
    mediation(at: Date) {
      if (!profile.mediation) return null;
      const { disputeTypes, conclude, courts, ruleVersion } = inForce(profile, 'mediation', dateIn(at));
      const courtIds = courts?.map((court) => idOf('unit', `${code}:${court}`)) ?? null;
      // Nothing is paused, so the clock runs and the deadline is known.
      const dueAt = (from: Date) => deadlineOf(conclude, from, [], calendar(from)).dueAt!;
      return { disputeTypes, courtIds, ruleVersion, dueAt };
    },

    /** What the three lists hold, and what a good match is worth (H19); null where no rule says. */
    threeLists,

    /** The demand that a need becomes that a visit to an elder has shown (SM-9); null for needs that stay with the visitors. */
    visitDemand(wanted: string, at: Date) {
      const { channel, needs } = threeLists(at)?.visits ?? {};
      const need = needs?.find((listed) => listed.need === wanted);
      return channel && need ? { ...need, channel } : null;
    },

    /** The kinds of councils (H14, D2, D14, X9). */
    councilKinds,
    councilKind: (wanted: string, at: Date) => councilKinds(at).find(({ key }) => key === wanted),

    /** The kinds of matters, and how one raised at a moment is decided on and by when (H13); null for none of them. */
    matterKinds,
    matter(wanted: string, urgency: MatterUrgency, from: Date) {
      const kind = matterKinds(from).find(({ key }) => key === wanted);
      if (!kind) return null;
      const { ruleVersion } = inForce(profile, 'matters', dateIn(from));
      const limit = urgency === 'EMERGENCY' ? kind.limits.emergency : kind.limits.general;
      return { form: kind.form, ruleVersion, ...dueBy(limit, from) };
    },

    /** The close of so many working days later. */
    inWorkingDays: (amount: number, from: Date) => dueBy({ amount, unit: 'WORKING_DAYS' }, from),

    /** The procedures of deliberation (D2, F15, F16, X10). */
    procedures,
    procedure(wanted: string, at: Date) {
      const procedure = procedures(at).find(({ key }) => key === wanted);
      return (
        procedure && { ...procedure, ruleVersion: inForce(profile, 'deliberations', dateIn(at)).ruleVersion }
      );
    },

    /** Until when something hangs out, by a limit of its procedure; not while there is a dispute over it. */
    hangsUntil(limit: TimeLimit, from: Date, disputes: readonly Pause[]) {
      const { dueAt, provisional } = deadlineOf(limit, from, disputes, calendar(from));
      return { until: dueAt, isProvisional: provisional };
    },

    /** Whom a channel rings one after another, and when each rung's turn is over; null for channels that ring nobody (X8). */
    callLadder(wanted: string, at: Date) {
      if (!profile.neighbourCalls) return null;
      const { ladders, ruleVersion } = inForce(profile, 'neighbourCalls', dateIn(at));
      const ladder = ladders.find(({ channel }) => channel === wanted);
      if (!ladder) return null;
      const { rungs } = ladder;
      return {
        rungs,
        ruleVersion,
        risesAt: (rung: number, from: Date) =>
          deadlineOf(rungs[rung]!.within, from, [], calendar(from)).dueAt,
      };
    },

    /** How micro-wishes are sorted and granted, and by when each step is due; null where none are collected (SM-5). */
    microWishes(at: Date) {
      if (!profile.microWishes) return null;
      const rule = inForce(profile, 'microWishes', dateIn(at));
      return {
        ...rule,
        dueAt: (step: 'answerWithin' | 'realiseWithin', from: Date) =>
          deadlineOf(rule[step], from, [], calendar(from)).dueAt!,
      };
    },

    /** The kinds of renewal projects; null where there are none (H22, H23, D22, F18, F19). */
    renewals: (at: Date) => (profile.renewals ? inForce(profile, 'renewals', dateIn(at)) : null),

    timesGivenBackAtMost: (at: Date) => deadlines(at).timesGivenBackAtMost,
    timesReopenedAtMost: (at: Date) => deadlines(at).timesReopenedAtMost,
    /** How often a return visit is tried before it may be given up. */
    timesVisitedAtLeast: (at: Date) => deadlines(at).timesVisitedAtLeast,
  };
}

export type LocalityRules = ReturnType<typeof rulesOf>;

export type WishRule = NonNullable<ReturnType<LocalityRules['microWishes']>>;
export type RenewalRule = NonNullable<ReturnType<LocalityRules['renewals']>>;

/** The localities that this service runs. */
export const localities = localitiesBy(rulesOf);

export type Localities = typeof localities;
