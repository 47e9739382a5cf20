import { query, type Reader } from '@jinlin/database';
import { columnsOf, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { seatedOn } from '../area/area.sql';
import { Appointment } from './appointment.entity';
import { serving } from './appointment.sql';

/** Who holds a post at an area. */
export interface Seat {
  areaId: string;
  post: string;
}

type HeldAt = 'unit_id' | 'party_organisation_id';

export function appointmentLoaders(db: DataSource, read: Reader) {
  const seats = new Map<string, DataLoader<Seat, Appointment | null, string>>();
  const holders = new Map<string, DataLoader<string, Appointment | null>>();

  const holdersAt = (column: HeldAt, post: string, day: string | null | undefined) =>
    remembered(holders, `${column} ${post} ${day ?? ''}`, () => holderLoader(db, read, column, post, day));

  return {
    appointment: oneBy(db, read, Appointment, 'id'),

    /** Whoever holds a post at an area now, or held it on a day; of several the longest in office. */
    seatsOn: (day: string | null | undefined) =>
      remembered(seats, day ?? '', () => seatLoader(db, read, day)),

    holdersAtUnit: (post: string, day?: string | null) => holdersAt('unit_id', post, day),
    holdersInPartyOrganisation: (post: string, day?: string | null) =>
      holdersAt('party_organisation_id', post, day),
  };
}

const seatLoader = (db: DataSource, read: Reader, day: string | null | undefined) =>
  new DataLoader<Seat, Appointment | null, string>(
    async (seats) => {
      const { statement, values } = query(
        (at) => /* SQL */ `
          select distinct on (seat.area_id, seat.post)
            ${columnsOf(db, Appointment, 'h')}, h.seat_id as "areaId", ${at(day ?? null)}::text as "asOf"
          from unnest(${at(seats.map(({ areaId }) => areaId))}::uuid[], ${at(seats.map(({ post }) => post))}::text[])
            as seat (area_id, post)
          join ${seatedOn('appointment', day, at)} h
            on h.seat_id = seat.area_id and h.post = seat.post and ${serving(day, at)}
          order by seat.area_id, seat.post, h.from_on, h.id`,
      );
      const found = await read.rows<Appointment>(statement, values);
      const holderOf = new Map(found.map((holder) => [keyOf(holder), holder]));
      return seats.map((seat) => holderOf.get(keyOf(seat)) ?? null);
    },
    { cacheKeyFn: (seat) => keyOf(seat) },
  );

const keyOf = ({ areaId, post }: Seat) => `${areaId} ${post}`;

const holderLoader = (
  db: DataSource,
  read: Reader,
  column: HeldAt,
  post: string,
  day: string | null | undefined,
) =>
  new DataLoader<string, Appointment | null>(async (ids) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select distinct on (h.${column})
          ${columnsOf(db, Appointment, 'h')}, h.seat_id as "areaId", ${at(day ?? null)}::text as "asOf"
        from ${seatedOn('appointment', day, at)} h
        where h.${column} = any(${at(ids)}::uuid[]) and h.post = ${at(post)} and ${serving(day, at)}
        order by h.${column}, h.from_on, h.id`,
    );
    const found = await read.rows<Appointment>(statement, values);
    const holderOf = new Map(
      found.map((holder) => [column === 'unit_id' ? holder.unitId : holder.partyOrganisationId, holder]),
    );
    return ids.map((id) => holderOf.get(id) ?? null);
  });
