import { query, type Reader } from '@jinlin/database';
import { manyBy, oneBy } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { areasOn, liesWithin } from '../area/area.sql';
import type { AreaLevel } from '../generated/graphql';
import { PartyCoverage } from './party-coverage.entity';
import { PartyOrganisation } from './party-organisation.entity';

export interface CoverageCounts {
  areas: number;
  ownOrganisation: number;
  covered: number;
}

export function partyOrganisationLoaders(db: DataSource, read: Reader) {
  const coverages = new Map<string, DataLoader<string, CoverageCounts>>();

  return {
    partyOrganisation: oneBy(db, read, PartyOrganisation, 'id'),
    coverageOfPartyOrganisation: manyBy(db, read, PartyCoverage, 'partyOrganisationId', 'area_id'),

    /** How the areas of a level below a path are covered by active organisations. */
    partyCoverage(level: AreaLevel, day: string | null | undefined) {
      const key = `${level} ${day ?? ''}`;
      const loader = coverages.get(key) ?? coverageLoader(read, level, day);
      coverages.set(key, loader);
      return loader;
    },
  };
}

const coverageLoader = (read: Reader, level: AreaLevel, day: string | null | undefined) =>
  new DataLoader<string, CoverageCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as areas, count(*) filter (where kinds.own) as "ownOrganisation", count(kinds.own) as covered
          from ${areasOn(day, at)} a
          left join (
            select coverage.area_id, bool_or(coverage.kind = 'OWN') as own
            from party_coverage coverage
            join party_organisation organisation on organisation.id = coverage.party_organisation_id
            where ${existedOn(day, at)}
            group by coverage.area_id
          ) kinds on kinds.area_id = a.id
          where ${liesWithin('a.path', 'above.path')} and a.level = ${at(level)} and a.state = 'ACTIVE'
        ) counted
        order by above.place`,
    );
    return read.rows<CoverageCounts>(statement, values);
  });

const existedOn = (day: string | null | undefined, at: (value: unknown) => string) => {
  if (!day) return `organisation.state = 'ACTIVE'`;
  const on = `${at(day)}::date`;
  return `organisation.established_on <= ${on} and (organisation.dissolved_on is null or organisation.dissolved_on > ${on})`;
};
