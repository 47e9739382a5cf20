import { dateIn } from '@jinlin/calendar';
import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { MediationFilter } from '../generated/graphql';
import { Mediation } from './mediation.entity';

export type MediationPage = Page<Mediation>;

export interface MediationListArgs extends PageInput {
  /** The filter with the area it names already found. */
  where: Omit<MediationFilter, 'areaCode' | 'areaId'> & { areaPath?: string | undefined };
}

/** Lists of mediations in areas (by their paths, with all below), those applied for last first. */
export const mediationLists = (db: DataSource, read: Reader, now: Date) => ({
  mediations: lists<Mediation, MediationListArgs>(read, {
    columns: columnsOf(db, Mediation, 'm'),
    from: 'mediation m',
    where: ({ where }, at) => [
      `m.area_path >= parent.key and m.area_path < parent.key || '~'`,
      where.areaPath && `starts_with(m.area_path, ${at(where.areaPath)})`,
      where.states && `m.state = any(${at(where.states)}::text[])`,
      where.kind && `m.kind = ${at(where.kind)}`,
      where.disputeType && `m.dispute_type = ${at(where.disputeType)}`,
      where.caseId && `m.case_id = ${at(where.caseId)}::uuid`,
      where.unitId && `m.unit_id = ${at(where.unitId)}::uuid`,
      where.mediatorId && `m.mediator_id = ${at(where.mediatorId)}::uuid`,
      isGiven(where.isTransferred) && `(m.transfers <> '[]') = ${at(where.isTransferred)}`,
      isGiven(where.isOverdue) &&
        `coalesce(m.ended_at is null and m.due_at < ${at(now)}::timestamptz, false) = ${at(where.isOverdue)}`,
      where.agreementStates && agreementIs(`a.state = any(${at(where.agreementStates)}::text[])`),
      isGiven(where.isPerformanceOverdue) &&
        `${agreementIs(overdue(at(dateIn(now))))} = ${at(where.isPerformanceOverdue)}`,
      where.confirmationStates &&
        `exists (select from court_confirmation c where c.mediation_id = m.id and c.state = any(${at(where.confirmationStates)}::text[]))`,
      where.appliedFrom && `m.applied_at >= ${at(where.appliedFrom)}::timestamptz`,
      where.appliedBefore && `m.applied_at < ${at(where.appliedBefore)}::timestamptz`,
      where.endedFrom && `m.ended_at >= ${at(where.endedFrom)}::timestamptz`,
      where.endedBefore && `m.ended_at < ${at(where.endedBefore)}::timestamptz`,
    ],
    order: [
      ['m.applied_at', 'timestamptz'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ appliedAt, id }) => [appliedAt, id],
    figures: { totalCount },
  }),
});

const agreementIs = (condition: string) =>
  `exists (select from mediation_agreement a where a.mediation_id = m.id and a.state <> 'SET_ASIDE' and ${condition})`;

/** As `isOverdue` of agreement.terms.ts. */
const overdue = (today: string) => `
  a.state in ('PERFORMING', 'BREACHED', 'REFUSED', 'IN_ENFORCEMENT')
  and (a.perform_by < ${today}::date or exists (
    select from mediation_instalment i
    where i.agreement_id = a.id and i.paid_on is null and i.due_on < ${today}::date
  ))`;
