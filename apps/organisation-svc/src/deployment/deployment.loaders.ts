import { query, type Reader } from '@jinlin/database';
import { manyBy, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import { Deployment, DeploymentCall, DeploymentShift } from './deployment.entity';
import { RosterSheet } from './roster-sheet.entity';

/** How many are at the front line below one path on a day. */
interface FrontLineCounts {
  on: string;
  peopleBySheets: number;
  membersBySheets: number;
  units: number;
  places: number;
}

/** Calls and sheets are open; who was deployed is read within the actor's reach. */
export function deploymentLoaders(db: DataSource, read: Reader, sealed: Reader) {
  const days = new Map<string, DataLoader<string, FrontLineCounts>>();

  return {
    deploymentCall: oneBy(db, read, DeploymentCall, 'id'),
    deployment: oneBy(db, sealed, Deployment, 'id'),
    shiftsOfDeployment: manyBy(db, sealed, DeploymentShift, 'deploymentId', 'starts_at, id'),
    rosterSheet: oneBy(db, read, RosterSheet, 'id'),

    /** How many are at the front line at or below a path on a day. */
    frontLine: (day: string) => remembered(days, day, () => frontLineLoader(read, day)),
  };
}

const frontLineLoader = (read: Reader, day: string) =>
  new DataLoader<string, FrontLineCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select ${at(day)}::text as "on", coalesce(sum(s.people), 0) as "peopleBySheets",
                 coalesce(sum(s.members), 0) as "membersBySheets",
                 count(distinct s.unit_id) as units, count(distinct s.area_id) as places
          from roster_sheet s join area a on a.id = s.area_id
          where ${liesWithin('a.path', 'above.path')} and s.state = 'HANDED_IN'
            and ${at(day)}::date between s.from_on and s.to_on
        ) counted
        order by above.place`,
    );
    return read.rows<FrontLineCounts>(statement, values);
  });
