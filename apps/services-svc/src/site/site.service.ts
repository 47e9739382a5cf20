import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isGiven } from '@jinlin/database';
import { blank, invalidInput, noName, notFound } from '@jinlin/graphql';
import type { Context } from '../context';
import type {
  AppraisePremisesInput,
  ChangeSiteHoursInput,
  CloseSiteInput,
  CorrectSiteInput,
  OpenSiteInput,
  RateSiteInput,
  RecordSiteCapacityInput,
  ReformSiteInput,
  RegisterSiteInput,
  ResumeSiteInput,
  StartBuildingSiteInput,
  SuspendSiteInput,
} from '../generated/graphql';
import { afterToday, isActive, outOfRange } from '../guards';
import { placeFor } from '../place';
import { ServiceSite, SiteCapacity } from './site.entity';
import { impossibleSpan, noneOfThese, notKept, offTheMap } from './site.guards';
import { kindOf } from './site.kinds';
import { siteLife } from './site.life';

export const registerSite = (ctx: Context, input: RegisterSiteInput) =>
  act(ctx, ServiceSite, 'registerSite', input, async (registering) => {
    const place = await placeFor(ctx, registering, input.areaId);
    if (!place) return notFound(ctx, 'Area', input.areaId);

    const fault =
      noName(ctx, 'name', input.name) ??
      outsideCommunity(ctx, input, place.communityId) ??
      noSpace(ctx, input.squareMetres) ??
      offTheMap(ctx, input.location) ??
      unknownKind(ctx, place.localityCode, input.kind) ??
      (await unknownFunction(registering, input.functions ?? []));
    if (fault) return fault;
    if (input.operatorId && !(await isActive(registering, input.operatorId))) {
      return notFound(ctx, 'Unit', input.operatorId);
    }

    return begin(registering, siteLife, 'REGISTER', {
      ...place,
      kind: input.kind,
      name: input.name.trim(),
      state: 'PLANNED',
      longitude: input.location?.longitude ?? null,
      latitude: input.location?.latitude ?? null,
      address: input.address ?? null,
      squareMetres: input.squareMetres ?? null,
      functions: [...new Set(input.functions ?? [])],
      operatorId: input.operatorId ?? null,
      openingHours: [],
      openingExceptions: [],
      zones: [],
      isCounterFree: false,
    });
  });

export const startBuildingSite = (ctx: Context, input: StartBuildingSiteInput) =>
  act(ctx, ServiceSite, 'startBuildingSite', input, (starting) =>
    take(starting, siteLife, { id: input.id, action: 'START_BUILDING', unless: notKept(ctx) }),
  );

export const openSite = (ctx: Context, input: OpenSiteInput) =>
  act(ctx, ServiceSite, 'openSite', input, (opening) =>
    take(opening, siteLife, { id: input.id, action: 'OPEN', unless: notKept(ctx) }, () => ({
      set: { openedAt: ctx.now },
    })),
  );

export const suspendSite = (ctx: Context, input: SuspendSiteInput) =>
  act(ctx, ServiceSite, 'suspendSite', input, (suspending) =>
    take(
      suspending,
      siteLife,
      {
        id: input.id,
        action: 'SUSPEND',
        unless: (site) => notKept(ctx)(site) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const resumeSite = (ctx: Context, input: ResumeSiteInput) =>
  act(ctx, ServiceSite, 'resumeSite', input, (resuming) =>
    take(resuming, siteLife, { id: input.id, action: 'RESUME', unless: notKept(ctx) }),
  );

export const closeSite = (ctx: Context, input: CloseSiteInput) =>
  act(ctx, ServiceSite, 'closeSite', input, (closing) =>
    take(
      closing,
      siteLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: (site) => notKept(ctx)(site) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const changeSiteHours = (ctx: Context, input: ChangeSiteHoursInput) =>
  act(ctx, ServiceSite, 'changeSiteHours', input, (changing) => {
    const openingHours = input.openingHours.map(({ weekday, opensAt, closesAt }) => ({
      weekday,
      opensAt,
      closesAt,
    }));
    const openingExceptions = (input.openingExceptions ?? []).map(({ day, opensAt, closesAt, reason }) => ({
      day,
      opensAt: opensAt ?? null,
      closesAt: closesAt ?? null,
      reason: reason ?? null,
    }));
    return take(
      changing,
      siteLife,
      {
        id: input.id,
        action: 'CHANGE_HOURS',
        unless: (site) =>
          notKept(ctx)(site) ??
          hoursOfTimetable(ctx, site, openingHours) ??
          impossibleSpan(ctx, 'openingHours', openingHours) ??
          impossibleSpan(ctx, 'openingExceptions', openingExceptions),
      },
      (site) => {
        const hours = {
          openingHours: kindOf(ctx, site).isMobile ? site.openingHours : openingHours,
          openingExceptions,
        };
        return { set: hours, facts: hours };
      },
    );
  });

export const recordSiteCapacity = (ctx: Context, input: RecordSiteCapacityInput) =>
  act(ctx, ServiceSite, 'recordSiteCapacity', input, (recording) => {
    const { unit, amount, added = 0 } = input;
    return take(
      recording,
      siteLife,
      {
        id: input.id,
        action: 'RECORD_CAPACITY',
        unless: (site) => notKept(ctx)(site) ?? impossibleCapacity(ctx, amount, added),
      },
      async ({ id }) => {
        await recording.tx.save(SiteCapacity, { siteId: id, unit, amount, added, updatedAt: ctx.now });
        return { facts: { unit, amount, added } };
      },
    );
  });

export const reformSite = (ctx: Context, input: ReformSiteInput) =>
  act(ctx, ServiceSite, 'reformSite', input, (reforming) => {
    const { zones, isCounterFree, completedOn } = input;
    return take(
      reforming,
      siteLife,
      {
        id: input.id,
        action: 'REFORM',
        unless: (site) =>
          notKept(ctx)(site) ?? noZones(ctx, zones) ?? afterToday(ctx, 'completedOn', completedOn),
      },
      () => ({
        set: { zones, isCounterFree, reformedOn: completedOn },
        facts: { zones, isCounterFree, completedOn },
      }),
    );
  });

export const correctSite = (ctx: Context, input: CorrectSiteInput) =>
  act(ctx, ServiceSite, 'correctSite', input, (correcting) => {
    const { id, name, location, address, functions, operatorId } = input;
    const facts = {
      ...(isGiven(name) && { name: name.trim() }),
      ...(location && { longitude: location.longitude, latitude: location.latitude }),
      ...(isGiven(address) && { address }),
      ...(functions && { functions: [...new Set(functions)] }),
      ...(operatorId && { operatorId }),
    };
    return take(
      correcting,
      siteLife,
      {
        id,
        action: 'CORRECT',
        unless: async (site) =>
          notKept(ctx)(site) ??
          (isGiven(name) ? noName(ctx, 'name', name) : null) ??
          offTheMap(ctx, location) ??
          (await unknownFunction(correcting, functions ?? [])) ??
          (operatorId && !(await isActive(correcting, operatorId))
            ? notFound(ctx, 'Unit', operatorId)
            : null),
      },
      () => ({ set: facts, facts }),
    );
  });

export const appraisePremises = (ctx: Context, input: AppraisePremisesInput) =>
  act(ctx, ServiceSite, 'appraisePremises', input, (appraising) => {
    const { id, squareMetres, layout, source = null } = input;
    return take(
      appraising,
      siteLife,
      {
        id,
        action: 'APPRAISE_PREMISES',
        unless: (site) => notKept(ctx)(site) ?? noSpace(ctx, squareMetres),
      },
      () => ({
        set: {
          squareMetres,
          premisesLayout: layout,
          premisesSource: source,
          appraisedOn: dateIn(ctx.now),
        },
        facts: { squareMetres, layout, source },
      }),
    );
  });

export const rateSite = (ctx: Context, input: RateSiteInput) =>
  act(ctx, ServiceSite, 'rateSite', input, (rating) => {
    const { id, stars } = input;
    return take(
      rating,
      siteLife,
      {
        id,
        action: 'RATE',
        unless: (site) => notKept(ctx)(site) ?? notRated(ctx, site) ?? outOfRange(ctx, 'stars', stars, 1, 5),
      },
      () => ({ set: { starRating: stars }, facts: { stars } }),
    );
  });

const outsideCommunity = (ctx: Context, { communityId }: RegisterSiteInput, actual: string | null) =>
  !communityId || communityId === actual
    ? null
    : invalidInput(ctx, 'areaId', {
        en: 'The area does not lie in the community that the site is said to belong to.',
        zh: '所填地点不在所属社区范围内。',
      });

/** As large as the largest halls, and as much room as a district has: what is more is a slip of the hand. */
const MOST_SQUARE_METRES = 1_000_000;
const MOST_ROOM = 1_000_000;

const noSpace = (ctx: Context, squareMetres: number | null | undefined) =>
  !isGiven(squareMetres) || (squareMetres > 0 && squareMetres <= MOST_SQUARE_METRES)
    ? null
    : invalidInput(ctx, 'squareMetres', {
        en: `The floor area must be more than 0 and at most ${MOST_SQUARE_METRES}.`,
        zh: `建筑面积须大于0，且不超过${MOST_SQUARE_METRES}。`,
      });

function unknownKind(ctx: Context, localityCode: string, kind: string) {
  const { siteKinds } = ctx.localities.named(localityCode);
  return noneOfThese(
    ctx,
    'kind',
    [kind],
    siteKinds.map(({ code }) => code),
  );
}

async function unknownFunction({ tx, ...ctx }: Act, functions: readonly string[]) {
  const rows = (await tx.query('select code from site_function')) as { code: string }[];
  return noneOfThese(
    ctx,
    'functions',
    functions,
    rows.map(({ code }) => code),
  );
}

const notRated = (ctx: Context, site: ServiceSite) =>
  kindOf(ctx, site).isRated
    ? null
    : invalidInput(ctx, 'id', { en: 'Sites of this kind are not rated.', zh: '该类站点不评定星级。' });

const hoursOfTimetable = (ctx: Context, site: ServiceSite, openingHours: readonly unknown[]) =>
  openingHours.length > 0 && kindOf(ctx, site).isMobile
    ? invalidInput(ctx, 'openingHours', {
        en: 'The hours of a mobile site follow from its timetable; leave them empty, and give exceptions alone.',
        zh: '流动站点的开放时间由服务时间表决定，此处请留空，只填例外日期。',
      })
    : null;

function impossibleCapacity(ctx: Context, amount: number, added: number) {
  const fault = outOfRange(ctx, 'amount', amount, 0, MOST_ROOM);
  if (fault) return fault;
  if (0 <= added && added <= amount) return null;
  return invalidInput(ctx, 'added', {
    en: 'What was added is part of the amount.',
    zh: '新增部分不能为负，也不能超过总量。',
  });
}

const noZones = (ctx: Context, zones: readonly string[]) =>
  zones.length > 0 && zones.every((zone) => zone.trim())
    ? null
    : invalidInput(ctx, 'zones', { en: 'Name at least one zone.', zh: '请至少填写一个功能区。' });
