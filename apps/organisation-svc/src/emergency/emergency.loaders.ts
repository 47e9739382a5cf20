import { query, type Reader } from '@jinlin/database';
import { columnsOf, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { EmergencyPeriod } from './emergency.entity';
import { emergenciesOn, holdsOn, liesInPlace } from './emergency.sql';

export function emergencyLoaders(db: DataSource, read: Reader) {
  const loaders = new Map<string, DataLoader<string, EmergencyPeriod | null>>();

  return {
    emergencyPeriod: oneBy(db, read, EmergencyPeriod, 'id'),

    /** The emergency that a team of a template is in on a day, by the path of its area; of several the nearest. */
    emergencyAt: (template: string, day: string) =>
      remembered(loaders, `${template} ${day}`, () => atPaths(db, read, template, day)),
  };
}

const atPaths = (db: DataSource, read: Reader, template: string, day: string) =>
  new DataLoader<string, EmergencyPeriod | null>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select distinct on (team.path) team.path, ${columnsOf(db, EmergencyPeriod, 'e')}
        from unnest(${at(paths)}::text[]) as team (path)
        join (${emergenciesOn(at(day))})
          on e.template = ${at(template)} and ${holdsOn(at(day))} and ${liesInPlace('team.path')}
        order by team.path, length(place.path) desc, e.from_on, e.id`,
    );
    const rows = await read.rows<EmergencyPeriod & { path: string }>(statement, values);
    const emergencyOf = new Map(rows.map((row) => [row.path, row]));
    return paths.map((path) => emergencyOf.get(path) ?? null);
  });
