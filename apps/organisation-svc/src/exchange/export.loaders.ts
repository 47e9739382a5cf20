import { cursorOf, query, type Reader, readCursor } from '@jinlin/database';
import { liesWithin } from '../area/area.sql';
import type { CsvKind } from '../generated/graphql';
import { ROWS_AT_MOST } from './csv';

export type ExportedRow = Record<string, unknown> & { id: string; sealed?: Buffer };

interface ExportPage {
  rows: ExportedRow[];
  hasNextPage: boolean;
  endCursor: string | null;
}

interface Wanted {
  kind: CsvKind;
  path: string;
  after: string | null | undefined;
  /** Reads what is sealed of people, too. */
  isClear: boolean;
}

/** Reads a page of what is on the books at or below a path, in the order of codes or ids. */
export const exportLoaders = (read: Reader, sealed: Reader) => ({
  async exported({ kind, path, after, isClear }: Wanted): Promise<ExportPage> {
    const from = isClear ? CLEAR_PEOPLE : sourceOf[kind];
    const passed = readCursor(after, 2);
    const { statement, values } = query(
      (at) => /* SQL */ `
        select * from (${from}) exported
        where ${liesWithin('exported."exportedPath"', at(path))}
          ${passed ? `and (exported."exportedBy", exported.id) > (${at(passed[0])}::text, ${at(passed[1])}::uuid)` : ''}
        order by exported."exportedBy", exported.id limit ${at(ROWS_AT_MOST + 1)}`,
    );
    const found = await (isClear ? sealed : read).rows<ExportedRow>(statement, values);
    const rows = found.slice(0, ROWS_AT_MOST);
    const last = rows.at(-1);
    return {
      rows,
      hasNextPage: found.length > ROWS_AT_MOST,
      endCursor: last ? cursorOf(last.exportedBy as string, last.id) : null,
    };
  },
});

const PEOPLE = (more: string, join: string) => /* SQL */ `
  select p.id, a.path as "exportedPath", p.id::text as "exportedBy", p.id as "personId", p.masked_name as name,
         p.masked_phone as phone, a.code as "areaCode", p.political_status as "politicalStatus" ${more}
  from person p join area a on a.id = p.area_id ${join}
`;

const CLEAR_PEOPLE = PEOPLE(', s.sealed', 'join person_secret s on s.id = p.id');

const sourceOf: Record<CsvKind, string> = {
  AREAS: /* SQL */ `
    select a.id, a.path as "exportedPath", a.code as "exportedBy", a.code, a.name, a.level,
           parent.code as "parentCode", a.valid_from as "on", a.urban as "isUrban",
           a.household_count as "householdCount"
    from area a left join area parent on parent.id = a.parent_id where a.state = 'ACTIVE'
  `,
  UNITS: /* SQL */ `
    select u.id, a.path as "exportedPath", u.id::text as "exportedBy", u.name, u.kind, a.code as "areaCode",
           u.credit_code as "creditCode", parent.credit_code as "parentCreditCode", u.is_red as "isRed",
           u.registered_on as "on"
    from unit u join area a on a.id = u.area_id left join unit parent on parent.id = u.parent_id
    where u.state = 'ACTIVE'
  `,
  PEOPLE: PEOPLE('', ''),
  APPOINTMENTS: /* SQL */ `
    select h.id, a.path as "exportedPath", h.id::text as "exportedBy", h.person_id as "personId", h.post,
           case when h.unit_id is null and h.party_organisation_id is null then a.code end as "areaCode",
           u.credit_code as "unitCreditCode", case when u.credit_code is null then h.unit_id end as "unitId",
           h.party_organisation_id as "partyOrganisationId", h.from_on as "from", h.source, h.rank, h.document,
           h.is_concurrent as "isConcurrent"
    from appointment h join area a on a.id = h.area_id left join unit u on u.id = h.unit_id
    where h.state = 'SERVING'
  `,
};
