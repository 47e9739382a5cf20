import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { idOf } from '@jinlin/localities';
import { ELDER_CANTEEN } from '../canteen/canteen.find';
import type { Context } from '../context';
import type { SiteState } from '../generated/graphql';
import { type OpeningHours, weekdays } from '../site/opening';
import type { OpenDataCapacity, OpenDataOrganization, OpenDataSite } from './hsds.loaders';
import { type Term, taxonomyOf, termRecord } from './hsds.taxonomies';

/** The words that a site's kind and functions have in the reader's language. */
export interface Words {
  kind: Term;
  functions: Term[];
}

/** A service as lists have it: what has no more than one value. A site offers one service, so they share an id. */
export function serviceRecord(ctx: Context, site: OpenDataSite, { kind, functions }: Words) {
  const names = functions.map(({ title }) => say(ctx, title));
  const rules = ctx.localities.named(site.localityCode);
  return {
    id: site.id,
    ...organizationIdOf(site),
    name: site.name,
    description: [say(ctx, kind.title), ...names].join(' · '),
    status: statusOf[site.state],
    ...(site.kind === ELDER_CANTEEN && { minimum_age: rules.meals(dateIn(ctx.now)).fromAge }),
    ...(site.modifiedAt && { last_modified: site.modifiedAt.toISOString() }),
  };
}

const statusOf: Record<SiteState, string> = {
  PLANNED: 'inactive',
  BUILDING: 'inactive',
  OPEN: 'active',
  SUSPENDED: 'temporarily closed',
  CLOSED: 'defunct',
};

/** What clients that keep a copy need to know whether theirs is old. */
export const minimalServiceRecord = ({ id, name, state, modifiedAt }: OpenDataSite) => ({
  id,
  name,
  status: statusOf[state],
  ...(modifiedAt && { last_modified: modifiedAt.toISOString() }),
});

/** A service with all that belongs to it. */
export const fullServiceRecord = (
  ctx: Context,
  site: OpenDataSite,
  words: Words,
  capacities: readonly OpenDataCapacity[],
) => ({
  ...serviceRecord(ctx, site, words),
  ...organizationOf(ctx, site),
  schedules: schedulesOf(ctx, site),
  capacities: capacities.map((capacity) => capacityRecord(ctx, capacity)),
  attributes: [words.kind, ...words.functions].map((term) => ({
    id: idOf('hsds-attribute', `${site.id}:${term.id}`),
    link_id: site.id,
    link_entity: 'service',
    link_type: taxonomyOf(term).code,
    value: term.code,
    taxonomy_term: termRecord(ctx, term),
  })),
  service_at_locations: [{ id: site.id, location: fullLocationRecord(ctx, site) }],
});

export const serviceAtLocationRecord = (ctx: Context, site: OpenDataSite, words: Words) => ({
  id: site.id,
  service: serviceRecord(ctx, site, words),
  location: locationRecord(site),
});

export const fullServiceAtLocationRecord = (
  ctx: Context,
  site: OpenDataSite,
  words: Words,
  capacities: readonly OpenDataCapacity[],
) => {
  const { service_at_locations: _, ...service } = fullServiceRecord(ctx, site, words, capacities);
  return {
    id: site.id,
    service,
    location: fullLocationRecord(ctx, site),
    schedules: schedulesOf(ctx, site),
  };
};

/** Where a site stands; the same id again. */
export const locationRecord = (site: OpenDataSite) => ({
  id: site.id,
  location_type: 'physical',
  name: site.name,
  ...(site.longitude !== null && { longitude: site.longitude }),
  ...(site.latitude !== null && { latitude: site.latitude }),
});

export const fullLocationRecord = (ctx: Context, site: OpenDataSite) => ({
  ...locationRecord(site),
  addresses: addressesOf(ctx, site),
});

/** An address, where the postal code is known that the standard insists on. */
function addressesOf({ localities }: Context, site: OpenDataSite) {
  const { postalCode } = localities.named(site.localityCode);
  if (!postalCode) return [];

  const named = (level: string) => site.areas.find((area) => area.level === level)?.name;
  const nearby = ['TOWNSHIP', 'COMMUNITY', 'COMPOUND'].map(named).filter(Boolean).join('');
  const county = named('COUNTY');
  return [
    {
      id: idOf('hsds-address', site.id),
      address_1: site.address ?? (nearby || site.name),
      city: named('PREFECTURE') ?? county ?? site.name,
      ...(county && { region: county }),
      state_province: named('PROVINCE') ?? '',
      postal_code: postalCode,
      country: 'CN',
      address_type: 'physical',
    },
  ];
}

/** The ordinary week, one rule (RFC 5545) for each span of hours, and the days that differ from it. */
function schedulesOf(ctx: Context, { id, openingHours, openingExceptions }: OpenDataSite) {
  const spans = new Map(openingHours.map((span) => [`${span.opensAt}:${span.closesAt}`, span]));
  const ordinary = [...spans].map(([key, span]) => ({
    id: idOf('hsds-schedule', `${id}:${key}`),
    freq: 'WEEKLY',
    wkst: 'MO',
    byday: weekdays
      .filter((weekday) => openingHours.some((other) => other.weekday === weekday && isAlike(other, span)))
      .map((weekday) => weekday.slice(0, 2))
      .join(','),
    timezone: 8,
    ...hours(span),
  }));
  const otherwise = openingExceptions.map((exception, at) => ({
    id: idOf('hsds-schedule', `${id}:${exception.day}:${at}`),
    dtstart: exception.day,
    until: exception.day,
    timezone: 8,
    ...hours(exception),
    description:
      exception.reason ?? say(ctx, exception.opensAt ? { en: 'Other hours', zh: '开放时间有变' } : closed),
    ...(!exception.opensAt && { notes: say(ctx, closed) }),
  }));
  return [...ordinary, ...otherwise];
}

const isAlike = (one: OpeningHours, other: OpeningHours) =>
  one.opensAt === other.opensAt && one.closesAt === other.closesAt;

const closed = { en: 'Closed', zh: '不开放' };

const hours = ({ opensAt, closesAt }: { opensAt: string | null; closesAt: string | null }) =>
  opensAt && closesAt ? { opens_at: `${opensAt}+08:00`, closes_at: `${closesAt}+08:00` } : {};

const capacityRecord = (ctx: Context, { siteId, unit, amount, free, updatedAt }: OpenDataCapacity) => ({
  id: idOf('hsds-capacity', `${siteId}:${unit}`),
  unit: { id: idOf('hsds-unit', unit), name: say(ctx, unitNames[unit] ?? { en: unit, zh: unit }) },
  available: free,
  maximum: amount,
  updated: updatedAt.toISOString(),
});

const unitNames: Record<string, { en: string; zh: string }> = {
  SEAT: { en: 'Seats', zh: '座位' },
  PLACE: { en: 'Places', zh: '名额' },
  BED: { en: 'Beds', zh: '床位' },
  MEAL: { en: 'Meals a sitting', zh: '每餐供餐数' },
  PRESCHOOL_PLACE: { en: 'Preschool places', zh: '学前教育学位' },
  COMPULSORY_PLACE: { en: 'Places in compulsory education', zh: '义务教育学位' },
};

const organizationIdOf = ({ organizationId }: OpenDataSite) =>
  organizationId ? { organization_id: organizationId } : {};

/** Who offers a service, where that is known. */
export const organizationOf = (ctx: Context, { organizationId: id, organizationName: name }: OpenDataSite) =>
  id && name ? { organization: organizationRecord(ctx, { id, name }) } : {};

export const organizationRecord = (
  ctx: Context,
  { id, name }: Pick<OpenDataOrganization, 'id' | 'name'>,
) => ({
  id,
  name,
  description: say(ctx, { en: `${name} runs services for residents.`, zh: `${name}面向居民提供服务。` }),
});
