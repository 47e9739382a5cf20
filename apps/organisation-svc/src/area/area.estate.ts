import type { Act } from '@jinlin/acts';
import type { Title } from '../locality';
import type { Area } from './area.entity';

/** A record that stands at an area, as far as its passing on is concerned. */
export interface Standing {
  id: string;
  areaId: string;
  name?: string;
}

/** A kind of record that must not be left behind at an area that ends, and how it passes on. */
export interface Estate<Row extends Standing = Standing> {
  title: Title;
  standingAt(act: Act, areaIds: readonly string[]): Promise<Row[]>;
  /** Passes records on to the area that takes them, from a day on. */
  passOn(act: Act, rows: Row[], heir: Area, on: string): Promise<unknown>;
}

/** How the history of a record says that its area ended and another took it. */
export const passing = ({ areaId: was }: Standing, { id }: Area, on: string) => ({
  set: { areaId: id },
  reason: 'AREA_ENDED',
  facts: { on, was },
});

/** The later of two days: what began after the area is said to have ended, ends on the day that it began. */
export const later = (one: string, other: string) => (one > other ? one : other);

/** Keeps where records stood until a day, so that lists as of an earlier day still find them there. */
export const leaveSeats = ({ tx }: Act, rows: readonly Standing[], on: string) =>
  tx.query(LEAVE_SEATS, [rows.map(({ id }) => id), rows.map(({ areaId }) => areaId), on]);

/** Whatever moves twice on a day has stood, as of that day, only where it came to in the end. */
const LEAVE_SEATS = /* SQL */ `
  insert into former_seat (record_id, from_on, until_on, area_id)
  select seat.id, before.day, greatest($3::date, before.day), seat.area_id
  from unnest($1::uuid[], $2::uuid[]) as seat (id, area_id)
  cross join lateral (select max(until_on) as day from former_seat where record_id = seat.id) before
  on conflict (record_id, until_on) do nothing
`;
