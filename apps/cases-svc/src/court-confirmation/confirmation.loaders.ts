import { type Reader, statement } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { CourtConfirmation } from './confirmation.entity';

/** The agreements among $1 behind which a court stands: it confirmed them, or mediated itself. */
export const BACKED_BY_COURT = /* SQL */ `
  select a.id
  from mediation_agreement a
  join mediation m on m.id = a.mediation_id
  where a.id = any($1::uuid[]) and (m.kind = 'JUDICIAL' or exists (
    select from court_confirmation c where c.agreement_id = a.id and c.state = 'CONFIRMED'
  ))
`;
const BACKED = statement(BACKED_BY_COURT);

export const confirmationLoaders = (db: DataSource, read: Reader) => ({
  courtConfirmation: oneBy(db, read, CourtConfirmation, 'id'),
  agreementBackedByCourt: oneByStatement<{ id: string }>(read, BACKED, ({ id }) => id),
  confirmationsOfAgreement: manyBy(db, read, CourtConfirmation, 'agreementId', 'applied_at, id'),
});
