import { query, type Reader, statement } from '@jinlin/database';
import { columnsOf, manyByStatement, oneBy, remembered } from '@jinlin/graphql';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { areasOn, lasts, liesWithin } from '../area/area.sql';
import { seatedLoader } from '../area/seated';
import type { AreaLevel, Boundaries } from '../generated/graphql';
import { PartyCoverage } from './party-coverage.entity';
import { PartyOrganisation } from './party-organisation.entity';
import { existed } from './party-organisation.sql';

interface CoverageCounts {
  areas: number;
  ownOrganisation: number;
  covered: number;
}

export function partyOrganisationLoaders(db: DataSource, read: Reader) {
  const coverages = new Map<string, DataLoader<string, CoverageCounts>>();
  const days = new Map<string, DataLoader<string, PartyOrganisation | null>>();
  const covered = new Map<string, DataLoader<string, PartyCoverage[]>>();

  return {
    partyOrganisation: oneBy(db, read, PartyOrganisation, 'id'),
    /** Organisations as of a day, those that existed. */
    partyOrganisationOn: (day: string) =>
      remembered(days, day, () => seatedLoader(db, read, PartyOrganisation, day, existed)),
    /** What an organisation covers now, or covered on a day. */
    coverageOfPartyOrganisation: (day: string | null | undefined) =>
      remembered(covered, day ?? '', () =>
        manyByStatement<PartyCoverage>(
          read,
          coverageOn(db),
          ({ partyOrganisationId }) => partyOrganisationId,
          day ?? null,
        ),
      ),

    /** How the areas of a level below a path are covered by active organisations. */
    partyCoverage(level: AreaLevel, day: string | null | undefined, boundaries: Boundaries = 'THEN') {
      const key = `${level} ${day ?? ''} ${boundaries}`;
      return remembered(coverages, key, () => coverageLoader(read, level, day, boundaries));
    },
  };
}

const coverageLoader = (
  read: Reader,
  level: AreaLevel,
  day: string | null | undefined,
  boundaries: Boundaries,
) =>
  new DataLoader<string, CoverageCounts>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select count(*) as areas, count(*) filter (where kinds.own) as "ownOrganisation", count(kinds.own) as covered
          from ${areasOn(day, at, boundaries)} a
          left join (
            select coverage.area_id, bool_or(coverage.kind = 'OWN') as own
            from party_coverage coverage
            join party_organisation organisation on organisation.id = coverage.party_organisation_id
            where ${existed('organisation', day, at)} and ${lasts('coverage.from_on', 'coverage.to_on', day, at)}
            group by coverage.area_id
          ) kinds on kinds.area_id = a.id
          where ${liesWithin('a.path', 'above.path')} and a.level = ${at(level)} and a.state = 'ACTIVE'
        ) counted
        order by above.place`,
    );
    return read.rows<CoverageCounts>(statement, values);
  });

const coverageOn = (db: DataSource) =>
  statement(/* SQL */ `
    select ${columnsOf(db, PartyCoverage, 'c')}, $2::text as "asOf" from party_coverage c
    where c.party_organisation_id = any($1::uuid[])
      and case when $2::text is null then c.to_on is null
          else c.from_on <= $2::date and (c.to_on is null or c.to_on > $2::date) end
    order by c.area_id
  `);
