import { query, type Reader } from '@jinlin/database';
import { oneBy, remembered } from '@jinlin/graphql';
import type { Power } from '@jinlin/profile';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { areasOn } from '../area/area.sql';
import { PowerList } from './power-list.entity';
import { heldBy, inForceOn } from './power-list.sql';

/** That an office holds a power by a list. */
export interface Held {
  officeId: string;
  power: string;
  listId: string;
}

/** The same, with what the locality calls the power. */
export interface HeldBy extends Pick<Held, 'listId'> {
  power: Power;
}

export function powerListLoaders(db: DataSource, read: Reader) {
  const days = new Map<string, DataLoader<string, Held[]>>();

  return {
    powerList: oneBy(db, read, PowerList, 'id'),

    /** What an office holds on a day, each power once. */
    powersOn: (day: string) => remembered(days, day, () => heldLoader(read, day)),
  };
}

const heldLoader = (read: Reader, day: string) =>
  new DataLoader<string, Held[]>(async (ids) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select distinct on (office.id, power.key)
               office.id as "officeId", power.key as power, l.id as "listId"
        from ${heldBy(areasOn(day, at))}
        cross join unnest(l.powers) as power (key)
        where office.id = any(${at(ids)}::uuid[]) and ${inForceOn(day, at)}
        order by office.id, power.key, length(issuer.path) desc, l.from_on desc`,
    );
    const rows = await read.rows<Held>(statement, values);
    return ids.map((id) => rows.filter(({ officeId }) => officeId === id));
  });
