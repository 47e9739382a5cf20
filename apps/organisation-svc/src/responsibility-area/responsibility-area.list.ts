import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { ResponsibilityAreaFilter } from '../generated/graphql';
import { ResponsibilityArea } from './responsibility-area.entity';

export type ResponsibilityAreaPage = Page<ResponsibilityArea>;

interface ResponsibilityAreaListArgs extends PageInput {
  where: Omit<ResponsibilityAreaFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the responsibility areas at or below a path. */
export const responsibilityAreaLists = (db: DataSource, read: Reader) => ({
  responsibilityAreasWithin: lists<ResponsibilityArea, ResponsibilityAreaListArgs>(read, {
    columns: columnsOf(db, ResponsibilityArea, 'r'),
    from: 'responsibility_area r join area a on a.id = r.area_id',
    where: ({ where: { kind, state, personId, partyOrganisationId, unitId, on } }, at) => [
      liesWithin('a.path', 'parent.key'),
      kind && `r.kind = ${at(kind)}`,
      state && `r.state = ${at(state)}`,
      personId && `r.kind = 'MEMBER' and r.holder_id = ${at(personId)}::uuid`,
      partyOrganisationId &&
        `r.kind = 'PARTY_ORGANISATION' and r.holder_id = ${at(partyOrganisationId)}::uuid`,
      unitId && `r.kind = 'UNIT' and r.holder_id = ${at(unitId)}::uuid`,
      on && `r.from_on <= ${at(on)}::date and (r.to_on is null or r.to_on > ${at(on)}::date)`,
    ],
    order: [
      ['r.from_on', 'date'],
      ['r.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ fromOn, id }) => [fromOn, id],
    figures: { totalCount },
  }),
});
