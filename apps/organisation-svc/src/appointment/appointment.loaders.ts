import { query, type Reader } from '@jinlin/database';
import { columnsOf, oneBy } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { Appointment } from './appointment.entity';
import { serving } from './appointment.sql';

/** Who holds a post at an area. */
export interface Seat {
  areaId: string;
  post: string;
}

export function appointmentLoaders(db: DataSource, read: Reader) {
  const seats = new Map<string, DataLoader<Seat, Appointment | null, string>>();
  const holders = new Map<string, DataLoader<string, Appointment | null>>();

  const holdersAt = (column: 'unit_id' | 'party_organisation_id', post: string) => {
    const key = `${column} ${post}`;
    const loader = holders.get(key) ?? holderLoader(db, read, column, post);
    holders.set(key, loader);
    return loader;
  };

  return {
    appointment: oneBy(db, read, Appointment, 'id'),

    /** Whoever holds a post at an area now, or held it on a day; of several the longest in office. */
    seatsOn(day: string | null | undefined) {
      const loader = seats.get(day ?? '') ?? seatLoader(db, read, day);
      seats.set(day ?? '', loader);
      return loader;
    },

    holdersAtUnit: (post: string) => holdersAt('unit_id', post),
    holdersInPartyOrganisation: (post: string) => holdersAt('party_organisation_id', post),
  };
}

const seatLoader = (db: DataSource, read: Reader, day: string | null | undefined) =>
  new DataLoader<Seat, Appointment | null, string>(
    async (seats) => {
      const { statement, values } = query(
        (at) => /* SQL */ `
          select distinct on (h.area_id, h.post) ${columnsOf(db, Appointment, 'h')}
          from unnest(${at(seats.map(({ areaId }) => areaId))}::uuid[], ${at(seats.map(({ post }) => post))}::text[])
            as seat (area_id, post)
          join appointment h on h.area_id = seat.area_id and h.post = seat.post and ${serving(day, at)}
          order by h.area_id, h.post, h.from_on, h.id`,
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
  column: 'unit_id' | 'party_organisation_id',
  post: string,
) =>
  new DataLoader<string, Appointment | null>(async (ids) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select distinct on (h.${column}) ${columnsOf(db, Appointment, 'h')}
        from appointment h
        where h.${column} = any(${at(ids)}::uuid[]) and h.post = ${at(post)} and h.state = 'SERVING'
        order by h.${column}, h.from_on, h.id`,
    );
    const found = await read.rows<Appointment>(statement, values);
    const holderOf = new Map(
      found.map((holder) => [column === 'unit_id' ? holder.unitId : holder.partyOrganisationId, holder]),
    );
    return ids.map((id) => holderOf.get(id) ?? null);
  });
