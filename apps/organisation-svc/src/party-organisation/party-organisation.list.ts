import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ofCompound } from '../area/area.list';
import { liesWithin } from '../area/area.sql';
import type { PartyOrganisationFilter } from '../generated/graphql';
import { PartyOrganisation } from './party-organisation.entity';

export type PartyOrganisationPage = Page<PartyOrganisation>;

interface PartyOrganisationListArgs extends PageInput {
  where: Omit<PartyOrganisationFilter, 'withinCode' | 'withinId'> & { withinPath?: string | null };
}

/** Lists of Party organisations: those seated at or below a path, and those below another. */
export function partyOrganisationLists(db: DataSource, read: Reader) {
  const listOf = (belongs: string) =>
    lists<PartyOrganisation, PartyOrganisationListArgs>(read, {
      columns: columnsOf(db, PartyOrganisation, 'p'),
      from: 'party_organisation p join area a on a.id = p.area_id',
      where: ({ where: { kinds, compound, name, state, withinPath } }, at) => [
        belongs,
        withinPath && `starts_with(a.path, ${at(withinPath)})`,
        `p.state = ${at(state ?? 'ACTIVE')}`,
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

  return {
    partyOrganisationsWithin: listOf(liesWithin('a.path', 'parent.key')),
    childrenOfPartyOrganisation: listOf('p.parent_id = parent.key::uuid'),
  };
}
