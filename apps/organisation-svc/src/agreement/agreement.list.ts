import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { AgreementFilter, CommitmentFilter } from '../generated/graphql';
import { Agreement, Commitment } from './agreement.entity';

interface Figures {
  totalCount: number;
  unitsCount: number;
}

export type AgreementPage = Page<Agreement, Figures>;
export type CommitmentPage = Page<Commitment>;

type Within = 'withinCode' | 'withinId';

interface AgreementListArgs extends PageInput {
  where: Omit<AgreementFilter, Within>;
  /** The day against which a term is past. */
  today: string;
}

interface CommitmentListArgs extends PageInput {
  where: Omit<CommitmentFilter, Within>;
}

/** Lists of agreements: at or below a path, or of one unit; and of commitments: at or below a path, or of an agreement. */
export function agreementLists(db: DataSource, read: Reader) {
  const agreements = (from: string, belongs: string) =>
    lists<Agreement, AgreementListArgs, Figures>(read, {
      columns: columnsOf(db, Agreement, 'g'),
      from,
      where: ({ where, today }, at) => [
        belongs,
        where.state && `g.state = ${at(where.state)}`,
        where.unitId && `g.unit_id = ${at(where.unitId)}::uuid`,
        where.theme && `g.theme = ${at(where.theme)}`,
        isGiven(where.isSigned) && `(g.signed_on is not null) = ${at(where.isSigned)}`,
        where.signedFrom && `g.signed_on >= ${at(where.signedFrom)}::date`,
        where.signedTo && `g.signed_on <= ${at(where.signedTo)}::date`,
        where.endsBy && `g.to_on <= ${at(where.endsBy)}::date`,
        isGiven(where.isPastTerm) &&
          `(g.state = 'IN_FORCE' and g.to_on < ${at(today)}::date) = ${at(where.isPastTerm)}`,
        isGiven(where.hasBroken) &&
          `exists (select from commitment k where k.agreement_id = g.id and k.state = 'BROKEN')
             = ${at(where.hasBroken)}`,
      ],
      order: [
        ['g.from_on', 'date'],
        ['g.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount, unitsCount: (list) => `select count(distinct g.unit_id) ${list}` },
    });

  const commitments = (from: string, belongs: string) =>
    lists<Commitment, CommitmentListArgs>(read, {
      columns: columnsOf(db, Commitment, 'k'),
      from,
      where: ({ where: { state, states, promisedBy, unitId, dueBy } }, at) => [
        belongs,
        state && `k.state = ${at(state)}`,
        states && `k.state = any(${at(states)}::text[])`,
        promisedBy && `k.promised_by = ${at(promisedBy)}`,
        unitId && `k.unit_id = ${at(unitId)}::uuid`,
        dueBy && `k.due_on <= ${at(dueBy)}::date`,
      ],
      order: [
        [`coalesce(k.due_on, 'infinity'::date)`, 'date'],
        ['k.id', 'uuid'],
      ],
      cursor: ({ dueOn, id }) => [dueOn ?? 'infinity', id],
      figures: { totalCount },
    });

  return {
    agreementsWithin: agreements(
      'agreement g join area a on a.id = g.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    agreementsOfUnit: agreements('agreement g', 'g.unit_id = parent.key::uuid'),
    commitmentsWithin: commitments(
      'commitment k join area a on a.id = k.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    commitmentsOfAgreement: commitments('commitment k', 'k.agreement_id = parent.key::uuid'),
  };
}
