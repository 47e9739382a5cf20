import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { PolicyDocumentFilter } from '../generated/graphql';
import { PolicyDocument } from './policy-document.entity';

export type PolicyDocumentPage = Page<PolicyDocument>;

interface PolicyDocumentListArgs extends PageInput {
  where: Omit<PolicyDocumentFilter, 'withinCode' | 'withinId'>;
}

/** Lists of the documents that hold somewhere at or below a path. */
export const policyDocumentLists = (db: DataSource, read: Reader) => ({
  policyDocumentsWithin: lists<PolicyDocument, PolicyDocumentListArgs>(read, {
    columns: columnsOf(db, PolicyDocument, 'd'),
    from: 'policy_document d join area a on a.id = d.area_id',
    where: ({ where: { state, issuingUnitId, text, inForceOn, dueBy } }, at) => [
      liesWithin('a.path', 'parent.key'),
      state && `d.state = ${at(state)}`,
      issuingUnitId && `d.issuing_unit_id = ${at(issuingUnitId)}::uuid`,
      text && `strpos(d.title || ' ' || coalesce(d.number, ''), ${at(text)}) > 0`,
      inForceOn && `d.in_force_from is not null`,
      inForceOn && `daterange(d.in_force_from, d.repealed_on) @> ${at(inForceOn)}::date`,
      dueBy && `d.due_on <= ${at(dueBy)}::date`,
    ],
    order: [
      ['d.drafted_on', 'date'],
      ['d.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ draftedOn, id }) => [draftedOn, id],
    figures: { totalCount },
  }),
});
