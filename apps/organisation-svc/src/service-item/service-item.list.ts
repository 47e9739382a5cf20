import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { ServiceClaimFilter, ServiceItemFilter, ServiceParticipationFilter } from '../generated/graphql';
import { ServiceClaim, ServiceParticipation } from './service-claim.entity';
import { ServiceItem } from './service-item.entity';

export type ServiceItemPage = Page<ServiceItem>;
export type ServiceClaimPage = Page<ServiceClaim, { totalCount: number; peopleCount: number }>;
export type ServiceParticipationPage = Page<ServiceParticipation, { totalCount: number; hours: number }>;

type Within = 'withinCode' | 'withinId';

interface ItemListArgs extends PageInput {
  where: Omit<ServiceItemFilter, Within>;
}

interface ClaimListArgs extends PageInput {
  where: Omit<ServiceClaimFilter, Within>;
}

interface ParticipationListArgs extends PageInput {
  where: Omit<ServiceParticipationFilter, Within>;
}

/** Lists of items, which everybody may read, and of claims and participations, read within the actor's reach. */
export function serviceItemLists(db: DataSource, read: Reader, sealed: Reader) {
  const items = (from: string, belongs: string) =>
    lists<ServiceItem, ItemListArgs>(read, {
      columns: columnsOf(db, ServiceItem, 'i'),
      from,
      where: ({ where: { state, kind, isFull, on } }, at) => [
        belongs,
        state && `i.state = ${at(state)}`,
        kind && `i.kind = ${at(kind)}`,
        isGiven(isFull) && `(i.claimed >= i.needed) = ${at(isFull)}`,
        on && `${at(on)}::date between i.from_on and i.to_on`,
      ],
      order: [
        ['i.from_on', 'date'],
        ['i.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ fromOn, id }) => [fromOn, id],
      figures: { totalCount },
    });

  const claims = (from: string, belongs: string) =>
    lists<ServiceClaim, ClaimListArgs, { totalCount: number; peopleCount: number }>(sealed, {
      columns: columnsOf(db, ServiceClaim, 'c'),
      from,
      where: ({ where: { state, isWithdrawn, itemId, personId, unitId } }, at) => [
        belongs,
        state && `c.state = ${at(state)}`,
        isGiven(isWithdrawn) && `(c.state = 'WITHDRAWN') = ${at(isWithdrawn)}`,
        itemId && `c.item_id = ${at(itemId)}::uuid`,
        personId && `c.person_id = ${at(personId)}::uuid`,
        unitId && `c.unit_id = ${at(unitId)}::uuid`,
      ],
      order: [
        ['c.claimed_on', 'date'],
        ['c.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ claimedOn, id }) => [claimedOn, id],
      figures: { totalCount, peopleCount: (list) => `select count(distinct c.person_id) ${list}` },
    });

  return {
    serviceItemsWithin: items(
      'service_item i join area a on a.id = i.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    serviceItemsAt: items('service_item i', 'i.area_id = parent.key::uuid'),
    serviceClaimsWithin: claims(
      'service_claim c join area a on a.id = c.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    serviceClaimsOnItem: claims('service_claim c', 'c.item_id = parent.key::uuid'),
    serviceClaimsOfSentMember: claims(
      'service_claim c',
      `c.unit_id = split_part(parent.key, ' ', 1)::uuid and c.person_id = split_part(parent.key, ' ', 2)::uuid`,
    ),
    participationsWithin: lists<
      ServiceParticipation,
      ParticipationListArgs,
      { totalCount: number; hours: number }
    >(sealed, {
      columns: columnsOf(db, ServiceParticipation, 'p'),
      from: 'service_participation p join area a on a.id = p.area_id',
      where: ({ where: { personId, unitId, from, to } }, at) => [
        liesWithin('a.path', 'parent.key'),
        personId && `p.person_id = ${at(personId)}::uuid`,
        unitId && `p.unit_id = ${at(unitId)}::uuid`,
        from && `p.day >= ${at(from)}`,
        to && `p.day <= ${at(to)}`,
      ],
      order: [
        ['p.day', 'date'],
        ['p.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ day, id }) => [day, id],
      figures: { totalCount, hours: (list) => `select coalesce(sum(p.hours), 0) ${list}` },
    }),
  };
}
