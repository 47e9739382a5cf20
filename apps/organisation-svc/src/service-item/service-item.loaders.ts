import { type Reader, statement } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { ServiceClaim, ServiceParticipation } from './service-claim.entity';
import { ServiceItem } from './service-item.entity';

/** Claims and participations, counted. */
export interface ServiceTally {
  claims: number;
  participations: number;
  hours: number;
}

const tallyBy = (key: (alias: string) => string, belongs: (alias: string) => string) =>
  statement(/* SQL */ `
    with claimed as (
      select ${key('c')} as key, count(*) as claims from service_claim c
      where ${belongs('c')} and c.state <> 'WITHDRAWN' group by 1
    ), taken as (
      select ${key('p')} as key, count(*) as participations, sum(p.hours) as hours from service_participation p
      where ${belongs('p')} group by 1
    )
    select key, coalesce(claims, 0) as claims, coalesce(participations, 0) as participations,
           coalesce(hours, 0) as hours
    from claimed full join taken using (key)
  `);

const OF_UNITS = tallyBy(
  (alias) => `${alias}.unit_id::text`,
  (alias) => `${alias}.unit_id = any($1::uuid[])`,
);

const sentMember = (alias: string) => `${alias}.unit_id::text || ' ' || ${alias}.person_id::text`;
const OF_SENT_MEMBERS = tallyBy(
  sentMember,
  (alias) =>
    `${alias}.person_id = any(select split_part(sent, ' ', 2)::uuid from unnest($1::text[]) sent)
     and ${sentMember(alias)} = any($1::text[])`,
);

/** Items are open; what people claimed and did is read within the actor's reach. */
export const serviceItemLoaders = (db: DataSource, read: Reader, sealed: Reader) => {
  const keyed = ({ key }: { key: string }) => key;
  return {
    serviceItem: oneBy(db, read, ServiceItem, 'id'),
    serviceClaim: oneBy(db, sealed, ServiceClaim, 'id'),
    participationsOfClaim: manyBy(db, sealed, ServiceParticipation, 'claimId', 'day'),
    serviceOfUnit: oneByStatement<ServiceTally & { key: string }>(sealed, OF_UNITS, keyed),
    serviceOfSentMember: oneByStatement<ServiceTally & { key: string }>(sealed, OF_SENT_MEMBERS, keyed),
  };
};
