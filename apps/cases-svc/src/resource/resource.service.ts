import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import { MOST_WANTED } from '../demand/demand.service';
import type {
  AdmitResourceInput,
  OfferResourceInput,
  ResourceWindowInput,
  WithdrawResourceInput,
} from '../generated/graphql';
import { outOfRange, unlisted } from '../guards';
import { hasNoLists, offTheMap } from '../list-matching/catalogue';
import { Match } from '../list-matching/match.entity';
import { Resource, ResourceWindow } from './resource.entity';
import { resourceLife } from './resource.life';

const WINDOWS_AT_MOST = 24;

export const offerResource = (ctx: Context, input: OfferResourceInput) =>
  act(ctx, Resource, 'offerResource', input, async (offering) => {
    const { category, title, areaId, location, windows } = input;
    const { tx, actor } = offering;
    const area = await tx.findOneBy(Area, { id: areaId });
    if (!area || area.validTo || !mayOfferAt(offering, area)) return notFound(ctx, 'Area', areaId);
    const offeredToId = input.offeredToId ?? areaId;
    const offeredTo = await tx.findOneBy(Area, { id: offeredToId });
    if (!offeredTo || offeredTo.validTo) return notFound(ctx, 'Area', offeredToId);

    const locality = ctx.localities.of(area.code);
    const lists = locality.threeLists(ctx.now);
    if (!lists) return hasNoLists(ctx);
    const fault =
      unlisted(ctx, 'category', lists.categories, category) ??
      blank(ctx, 'title', title) ??
      offTheMap(ctx, location) ??
      tooNarrow(ctx, area, offeredTo) ??
      windowsFault(ctx, windows);
    if (fault) return fault;

    const isOfUnit = actor.role === 'DEPARTMENT_CLERK';
    const resource = await begin(offering, resourceLife, 'OFFER', {
      localityCode: locality.code,
      state: 'OFFERED',
      side: isOfUnit ? 'UNIT' : 'COMMUNITY',
      category,
      title: title.trim(),
      description: input.description?.trim() ?? null,
      unitId: isOfUnit ? actor.unitId : null,
      areaId,
      areaPath: area.path,
      offeredToId,
      offeredToPath: offeredTo.path,
      longitude: location?.longitude ?? null,
      latitude: location?.latitude ?? null,
      lastOn: windows
        .map(({ to }) => to)
        .sort()
        .at(-1)!,
      offeredAt: ctx.now,
    });
    await tx.insert(
      ResourceWindow,
      windows.map(({ from, to, amount }) => ({ resourceId: resource.id, fromOn: from, toOn: to, amount })),
    );
    return resource;
  });

export const admitResource = (ctx: Context, input: AdmitResourceInput) =>
  act(ctx, Resource, 'admitResource', input, (admitting) =>
    take(
      admitting,
      resourceLife,
      {
        id: input.id,
        action: 'ADMIT',
        // Whoever looks after a part of the place that it is offered to may put it on the list there.
        unless: ({ id, areaPath, offeredToPath }) =>
          overlaps(offeredToPath, ctx.scope.areaPath) || liesIn(areaPath, ctx.scope.areaPath)
            ? null
            : notFound(ctx, 'Resource', id),
      },
      () => ({ set: { admittedAt: ctx.now } }),
    ),
  );

export const withdrawResource = (ctx: Context, input: WithdrawResourceInput) =>
  act(ctx, Resource, 'withdrawResource', input, (withdrawing) =>
    take(
      withdrawing,
      resourceLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (resource) =>
          notTheirs(withdrawing, resource) ??
          blank(ctx, 'reason', input.reason) ??
          (await countedOn(withdrawing, resource)),
      },
      () => ({ set: { endedAt: ctx.now }, reason: input.reason.trim() }),
    ),
  );

/** Units offer wherever they stand; whoever works for an area offers what stands within it. */
const mayOfferAt = ({ actor, scope }: Act, { path }: Area) =>
  actor.role === 'DEPARTMENT_CLERK' ? actor.unitId !== null : liesIn(path, scope.areaPath);

const overlaps = (path: string, areaPath: string | null) =>
  areaPath !== null && (liesIn(path, areaPath) || liesIn(areaPath, path));

const notTheirs = (withdrawing: Act, { id, unitId, areaPath }: Resource) => {
  const { actor, scope } = withdrawing;
  const isTheirs = unitId ? unitId === actor.unitId : liesIn(areaPath, scope.areaPath);
  return isTheirs ? null : notFound(withdrawing, 'Resource', id);
};

async function countedOn(withdrawing: Act, { id: resourceId }: Resource) {
  const count = await withdrawing.tx.countBy(Match, { resourceId, state: 'PROMISED' });
  return count === 0
    ? null
    : refusal(
        'ResourcePromised',
        'RESOURCE_PROMISED',
        say(withdrawing, { en: `${count} matches count on it.`, zh: `尚有 ${count} 项对接未了结。` }),
        { count },
      );
}

const tooNarrow = (ctx: Listener, area: Area, offeredTo: Area) =>
  liesIn(area.path, offeredTo.path)
    ? null
    : invalidInput(ctx, 'offeredToId', {
        en: `${area.name} does not lie in ${offeredTo.name}.`,
        zh: `${area.name}不在${offeredTo.name}之内。`,
      });

function windowsFault(ctx: Listener & { now: Date }, windows: readonly ResourceWindowInput[]) {
  const today = dateIn(ctx.now);
  const inOrder = windows.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return (
    outOfRange(ctx, 'windows', windows.length, 1, WINDOWS_AT_MOST) ??
    windows.map(({ amount }) => outOfRange(ctx, 'windows', amount, 1, MOST_WANTED)).find(Boolean) ??
    (inOrder.every(({ from, to }, i) => from <= to && to >= today && (i === 0 || inOrder[i - 1]!.to < from))
      ? null
      : invalidInput(ctx, 'windows', {
          en: 'Windows end today or later, not before they begin, and none lies over another.',
          zh: '各时段的止日不得已过或早于起日，时段不得重叠。',
        }))
  );
}
