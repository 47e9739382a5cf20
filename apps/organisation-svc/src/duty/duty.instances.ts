import { dateIn } from '@jinlin/calendar';
import { connection, fetchSize, type PageInput, readCursor } from '@jinlin/database';
import type { Page } from '@jinlin/graphql';
import type { Duty } from '@jinlin/profile';
import type { DutyInstanceState } from '../generated/graphql';
import type { Localities } from '../locality';
import { type Expected, expectedIn, periodNamed } from './cadence';

/** Somebody in a post that has duties, with what they did. */
export interface DutyHolder {
  appointmentId: string;
  post: string;
  areaId: string;
  areaCode: string;
  fromOn: string;
  toOn: string | null;
  fulfilled: readonly { id: string; duty: string; period: string }[];
}

/** A duty expected of somebody for a period, and what became of it. */
export interface DutyInstance extends Expected {
  appointmentId: string;
  areaId: string;
  state: DutyInstanceState;
  fulfilmentId: string | null;
}

/** What is expected of an office-holder, by the rule and the span of the appointment: derived, never stored. */
export function instancesOf(localities: Localities, holder: DutyHolder, now: Date): DutyInstance[] {
  const { appointmentId, areaId, areaCode, post, fromOn, toOn, fulfilled } = holder;
  const locality = localities.holding(areaCode);
  if (!locality) return [];

  const today = dateIn(now);
  const duties = locality.duties.flatMap((version) => version.duties.filter((duty) => duty.post === post));
  const fulfilmentOf = new Map(fulfilled.map(({ id, duty, period }) => [`${duty} ${period}`, id]));
  return [...new Set(duties.map(({ key }) => key))].flatMap((key) =>
    expectedIn({ from: fromOn, until: toOn }, key, locality.duties, today, locality.calendar).map(
      (expected) => {
        const fulfilmentId = fulfilmentOf.get(`${key} ${expected.period}`) ?? null;
        const state = fulfilmentId ? 'FULFILLED' : expected.dueOn < today ? 'OVERDUE' : 'OPEN';
        return { ...expected, appointmentId, areaId, fulfilmentId, state } as const;
      },
    ),
  );
}

/** The codes of the posts that have recurring duties somewhere; of all duties, or of such as are asked for. */
export const postsWithDuties = ({ all }: Localities, such: (duty: Duty) => boolean = () => true) => [
  ...new Set(
    all.flatMap(({ duties }) =>
      duties.flatMap((version) => version.duties.filter(such).map(({ post }) => post)),
    ),
  ),
];

export interface DutyRate {
  period: string;
  expected: number;
  fulfilled: number;
  open: number;
  overdue: number;
}

/** How many of the instances whose stretch lies in a period were done (IND-10); undefined for no such period. */
export function rateOf(instances: readonly DutyInstance[], name: string): DutyRate | undefined {
  const period = periodNamed(name);
  if (!period) return undefined;

  const within = instances.filter(({ from, until }) => period.from <= from && until <= period.until);
  const count = (wanted: DutyInstanceState) => within.filter(({ state }) => state === wanted).length;
  return {
    period: period.name,
    expected: within.length,
    fulfilled: count('FULFILLED'),
    open: count('OPEN'),
    overdue: count('OVERDUE'),
  };
}

export type DutyInstancePage = Page<DutyInstance>;

/** A page of instances: those due last come first. */
export function pageOf(instances: readonly DutyInstance[], page: PageInput): DutyInstancePage {
  const after = readCursor(page.after, 2);
  const size = fetchSize(page);
  const sorted = instances.toSorted((a, b) => compare(keysOf(a), keysOf(b)));
  const left = after ? sorted.filter((instance) => compare(keysOf(instance), after) > 0) : sorted;
  return { ...connection(left.slice(0, size), page, keysOf), totalCount: async () => instances.length };
}

const keysOf = ({ dueOn, appointmentId, duty, period }: DutyInstance) => [
  dueOn,
  `${appointmentId} ${duty.key} ${period}`,
];

const compare = ([dueA, nameA]: readonly string[], [dueB, nameB]: readonly string[]) =>
  dueA === dueB ? (nameA! < nameB! ? -1 : nameA! > nameB! ? 1 : 0) : dueA! > dueB! ? -1 : 1;
