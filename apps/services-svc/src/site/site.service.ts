import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area, communityOf, Unit } from '@jinlin/replicas';
import type { Context } from '../context';
import type {
  ChangeSiteHoursInput,
  CloseSiteInput,
  OpenSiteInput,
  RecordSiteCapacityInput,
  ReformSiteInput,
  RegisterSiteInput,
  ResumeSiteInput,
  StartBuildingSiteInput,
  SuspendSiteInput,
} from '../generated/graphql';
import { keeps } from '../reach';
import { ServiceSite, SiteCapacity } from './site.entity';
import { siteLife } from './site.life';

export const registerSite = (ctx: Context, input: RegisterSiteInput) =>
  act(ctx, ServiceSite, 'registerSite', input, async (registering) => {
    const area = await registering.tx.findOneBy(Area, { id: input.areaId });
    const locality = area && ctx.localities.holding(area.code);
    if (!locality || area.validTo || !liesIn(area.path, ctx.scope.areaPath))
      return notFound(ctx, 'Area', input.areaId);

    const communityId = await communityOf(registering.tx, area);
    const fault =
      blank(ctx, 'name', input.name) ??
      outsideCommunity(ctx, input, communityId) ??
      noSpace(ctx, input) ??
      (await unknownCode(registering, 'site_kind', 'kind', [input.kind])) ??
      (await unknownCode(registering, 'site_function', 'functions', input.functions ?? []));
    if (fault) return fault;
    if (input.operatorId && !(await isActive(registering, input.operatorId))) {
      return notFound(ctx, 'Unit', input.operatorId);
    }

    return begin(registering, siteLife, 'REGISTER', {
      localityCode: locality.code,
      kind: input.kind,
      name: input.name.trim(),
      state: 'PLANNED',
      areaId: area.id,
      areaPath: area.path,
      communityId,
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
          impossibleSpan(ctx, 'openingHours', openingHours) ??
          impossibleSpan(ctx, 'openingExceptions', openingExceptions),
      },
      () => ({ set: { openingHours, openingExceptions }, facts: { openingHours, openingExceptions } }),
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
          notKept(ctx)(site) ?? noZones(ctx, zones) ?? inFuture(ctx, 'completedOn', completedOn),
      },
      () => ({
        set: { zones, isCounterFree, reformedOn: completedOn },
        facts: { zones, isCounterFree, completedOn },
      }),
    );
  });

/** Whoever does not keep a site cannot change it, though everybody can see it. */
const notKept = (ctx: Context) => (site: ServiceSite) =>
  keeps(ctx, site) ? null : notFound(ctx, 'ServiceSite', site.id);

const isActive = async ({ tx }: Act, unitId: string) =>
  (await tx.findOneBy(Unit, { id: unitId }))?.active ?? false;

const outsideCommunity = (ctx: Context, { communityId }: RegisterSiteInput, actual: string | null) =>
  !communityId || communityId === actual
    ? null
    : invalidInput(ctx, 'areaId', {
        en: 'The area does not lie in the community that the site is said to belong to.',
        zh: '所填地点不在所属社区范围内。',
      });

const noSpace = (ctx: Context, { squareMetres }: RegisterSiteInput) =>
  squareMetres === null || squareMetres === undefined || squareMetres > 0
    ? null
    : invalidInput(ctx, 'squareMetres', {
        en: 'The floor area must be more than 0.',
        zh: '建筑面积须大于0。',
      });

async function unknownCode(
  { tx, ...ctx }: Act,
  table: 'site_kind' | 'site_function',
  field: string,
  codes: readonly string[],
) {
  const rows = (await tx.query(`select code from ${table}`)) as { code: string }[];
  const known = new Set(rows.map(({ code }) => code));
  const unknown = codes.find((code) => !known.has(code));
  return unknown === undefined
    ? null
    : invalidInput(ctx, field, {
        en: `There is no ${unknown}; there are ${[...known].join(', ')}.`,
        zh: `没有 ${unknown}；可选：${[...known].join('、')}。`,
      });
}

const impossibleSpan = (
  ctx: Context,
  field: string,
  spans: readonly { opensAt: string | null; closesAt: string | null }[],
) =>
  spans.every(({ opensAt, closesAt }) => (opensAt && closesAt ? opensAt < closesAt : !opensAt && !closesAt))
    ? null
    : invalidInput(ctx, field, {
        en: 'A span opens before it closes; one past midnight is told as two.',
        zh: '开放时间须早于关闭时间；跨零点的请分成两段。',
      });

function impossibleCapacity(ctx: Context, amount: number, added: number) {
  if (amount < 0)
    return invalidInput(ctx, 'amount', { en: 'Capacity is not negative.', zh: '容量不能为负。' });
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

const inFuture = (ctx: Context, field: string, day: string) =>
  day <= dateIn(ctx.now)
    ? null
    : invalidInput(ctx, field, { en: `"${field}" lies in the future.`, zh: `“${field}”不能晚于今天。` });
