import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ofCompound } from '../area/area.list';
import { areasOn, liesWithin, seatedOn } from '../area/area.sql';
import type { PartyOrganisationFilter } from '../generated/graphql';
import { PartyOrganisation } from './party-organisation.entity';
import { existed } from './party-organisation.sql';

export type PartyOrganisationPage = Page<PartyOrganisation>;

interface PartyOrganisationListArgs extends PageInput {
  where: Omit<PartyOrganisationFilter, 'withinCode' | 'withinId'> & { withinPath?: string | null };
  asOf?: string | null | undefined;
}

/** Lists of Party organisations: those seated at or below a path, and those below another. */
export function partyOrganisationLists(db: DataSource, read: Reader) {
  const listOf = (belongs: string) =>
    lists<PartyOrganisation, PartyOrganisationListArgs>(read, {
      // Its seat of that day, in the place of the present one.
      columns: ({ asOf }, at) =>
        `${columnsOf(db, PartyOrganisation, 'p')}, p.seat_id as "areaId", ${at(asOf ?? null)}::text as "asOf"`,
      from: ({ asOf }, at) =>
        `${seatedOn('party_organisation', asOf, at)} p join ${areasOn(asOf, at)} a on a.id = p.seat_id`,
      where: ({ asOf, where: { kinds, compound, name, state, withinPath } }, at) => [
        belongs,
        withinPath && `starts_with(a.path, ${at(withinPath)})`,
        state === 'DISSOLVED' ? dissolved(asOf, at) : existed('p', asOf, at),
        kinds && `p.kind = any(${at(kinds)}::text[])`,
        ...(compound ? ofCompound(compound, at) : []),
        name && `strpos(p.name, ${at(name)}) > 0`,
      ],
      order: [
        ['p.name', 'text'],
        ['p.id', 'uuid'],
      ],
      cursor: ({ name, id }) => [name, id],
      figures: { totalCount },
    });

  const dissolved = (day: string | null | undefined, at: Place) =>
    day ? `p.dissolved_on <= ${at(day)}::date` : `p.state = 'DISSOLVED'`;

  return {
    partyOrganisationsWithin: listOf(liesWithin('a.path', 'parent.key')),
    childrenOfPartyOrganisation: listOf('p.parent_id = parent.key::uuid'),
  };
}
