import { type Act, act, begin, lock, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import {
  actionNotAllowed,
  blank,
  invalidInput,
  type Listener,
  notFound,
  refusal,
  say,
} from '@jinlin/graphql';
import { Not } from 'typeorm';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  CancelServiceItemInput,
  ClaimServiceItemInput,
  FinishServiceItemInput,
  PostServiceItemInput,
  RecordServiceParticipationInput,
  ServiceClaimAction,
  WithdrawServiceClaimInput,
} from '../generated/graphql';
import { afterToday, beforeToday, endsBeforeItBegins, notAtLevel, outOfRange } from '../guards';
import { Registration } from '../registration/registration.entity';
import { ServiceClaim, ServiceParticipation } from './service-claim.entity';
import { ServiceItem } from './service-item.entity';
import { serviceClaimLife, serviceItemLife } from './service-item.life';

const NEEDED_AT_MOST = 1000;
const HOURS_AT_MOST = 12;

export const postServiceItem = (ctx: Context, input: PostServiceItemInput) =>
  act(ctx, ServiceItem, 'postServiceItem', input, async (posting) => {
    const { areaId, title, kind, needed, from, to } = input;
    const community = await reached(posting, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);

    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      blank(ctx, 'title', title) ??
      outOfRange(ctx, 'needed', needed, 1, NEEDED_AT_MOST) ??
      endsBeforeItBegins(ctx, { fromOn: from }, to) ??
      beforeToday(posting, 'to', to);
    if (fault) return fault;

    return begin(posting, serviceItemLife, 'POST', {
      state: 'OPEN',
      title: title.trim(),
      kind,
      areaId,
      needed,
      claimed: 0,
      fromOn: from,
      toOn: to,
    });
  });

export const finishServiceItem = (ctx: Context, input: FinishServiceItemInput) =>
  act(ctx, ServiceItem, 'finishServiceItem', input, (finishing) =>
    take(
      finishing,
      serviceItemLife,
      {
        id: input.id,
        action: 'FINISH',
        unless: async (item) => (await beyondReach(finishing, item)) ?? notYetBegun(finishing, item),
      },
      async (item) => ({ facts: { missed: await settleClaims(finishing, item, 'MISS') } }),
    ),
  );

export const cancelServiceItem = (ctx: Context, input: CancelServiceItemInput) =>
  act(ctx, ServiceItem, 'cancelServiceItem', input, (cancelling) =>
    take(
      cancelling,
      serviceItemLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: async (item) => (await beyondReach(cancelling, item)) ?? blank(ctx, 'reason', input.reason),
      },
      async (item) => {
        const withdrawn = await settleClaims(cancelling, item, 'WITHDRAW');
        return {
          set: { claimed: item.claimed - withdrawn },
          reason: input.reason,
          facts: { withdrawn },
        };
      },
    ),
  );

export const claimServiceItem = (ctx: Context, input: ClaimServiceItemInput) =>
  act(ctx, ServiceClaim, 'claimServiceItem', input, async (claiming) => {
    const { itemId, registrationId } = input;
    // Row-level security shows a registration to the member, the unit that sent them, and the community.
    const registration = await claiming.tx.findOneBy(Registration, { id: registrationId });
    if (!registration) return notFound(ctx, 'Registration', registrationId);
    // The row stays locked, so that fifty who claim at once are counted one after another.
    const item = await lock(claiming, ServiceItem, itemId);
    if (!item) return notFound(ctx, 'ServiceItem', itemId);
    if (item.state !== 'OPEN') return actionNotAllowed(ctx, 'CLAIM', item.state);

    const { personId, unitId, areaId } = registration;
    if (!personId || registration.state !== 'ACTIVE' || areaId !== item.areaId) {
      return notRegisteredHere(ctx, registration);
    }
    const fault =
      (await alreadyClaimed(claiming, item, personId)) ??
      tooLate(claiming, item) ??
      (item.claimed < item.needed ? null : serviceItemFull(ctx, item));
    if (fault) return fault;

    await claiming.tx.save(Object.assign(item, { claimed: item.claimed + 1 }));
    return begin(claiming, serviceClaimLife, 'CLAIM', {
      state: 'CLAIMED',
      itemId,
      registrationId,
      personId,
      unitId,
      areaId,
      claimedOn: dateIn(claiming.now),
    });
  });

export const withdrawServiceClaim = (ctx: Context, input: WithdrawServiceClaimInput) =>
  act(ctx, ServiceClaim, 'withdrawServiceClaim', input, async (withdrawing) => {
    const known = await withdrawing.tx.findOneBy(ServiceClaim, { id: input.id });
    if (!known) return notFound(ctx, 'ServiceClaim', input.id);
    // The item first, as whoever claims does: two who lock in one order never wait for each other.
    const item = await lock(withdrawing, ServiceItem, known.itemId);

    return take(withdrawing, serviceClaimLife, { id: input.id, action: 'WITHDRAW' }, async () => {
      await withdrawing.tx.save(Object.assign(item!, { claimed: item!.claimed - 1 }));
      return { reason: input.reason };
    });
  });

export const recordServiceParticipation = (ctx: Context, input: RecordServiceParticipationInput) =>
  act(ctx, ServiceClaim, 'recordServiceParticipation', input, (recording) =>
    take(
      recording,
      serviceClaimLife,
      {
        id: input.claimId,
        action: 'TAKE_PART',
        unless: async (claim) =>
          (await beyondReach(recording, claim)) ??
          afterToday(recording, 'on', input.on) ??
          outOfRange(ctx, 'hours', input.hours, 0, HOURS_AT_MOST) ??
          (await wrongDay(recording, claim, input)),
      },
      async ({ id, personId, unitId, areaId }) => {
        const { on: day, hours } = input;
        await recording.tx
          .getRepository(ServiceParticipation)
          .insert({ claimId: id, personId, unitId, areaId, day, hours });
        return { facts: { on: day, hours } };
      },
    ),
  );

/** Ends the claims of people who have not come, and says how many. */
async function settleClaims(acting: Act, { id: itemId }: ServiceItem, action: ServiceClaimAction) {
  const waiting = await acting.tx.findBy(ServiceClaim, { itemId, state: 'CLAIMED' });
  for (const { id } of waiting) await take(acting, serviceClaimLife, { id, action });
  return waiting.length;
}

const notYetBegun = (act: Act, { fromOn }: ServiceItem) =>
  fromOn <= dateIn(act.now)
    ? null
    : invalidInput(act, 'id', {
        en: `The service begins on ${fromOn}; cancel it, if it is not to be.`,
        zh: `服务于 ${fromOn} 开始；如不再开展，请取消。`,
      });

const tooLate = (act: Act, { toOn }: ServiceItem) =>
  toOn >= dateIn(act.now)
    ? null
    : invalidInput(act, 'itemId', {
        en: `The service ended on ${toOn}.`,
        zh: `服务已于 ${toOn} 结束。`,
      });

async function wrongDay(
  recording: Act,
  { id, itemId, claimedOn }: ServiceClaim,
  { on }: RecordServiceParticipationInput,
) {
  const { fromOn, toOn } = await recording.tx.findOneByOrFail(ServiceItem, { id: itemId });
  const earliest = claimedOn > fromOn ? claimedOn : fromOn;
  if (on < earliest || on > toOn) {
    return invalidInput(recording, 'on', {
      en: `"on" must be from ${earliest} to ${toOn}: after the claim, while the service goes on.`,
      zh: `“on”须在 ${earliest} 至 ${toOn} 之间：不早于认领日，且在服务期内。`,
    });
  }
  if (!(await recording.tx.existsBy(ServiceParticipation, { claimId: id, day: on }))) return null;
  return invalidInput(recording, 'on', {
    en: `${on} is recorded for this claim.`,
    zh: `该认领在 ${on} 的参与已有记录。`,
  });
}

async function alreadyClaimed({ tx, ...ctx }: Act, { id: itemId, title }: ServiceItem, personId: string) {
  const claim = await tx.findOneBy(ServiceClaim, { itemId, personId, state: Not('WITHDRAWN') });
  if (!claim) return null;
  return refusal(
    'AlreadyClaimed',
    'ALREADY_CLAIMED',
    say(ctx, { en: `The member has claimed “${title}”.`, zh: `该党员已认领“${title}”。` }),
    { claim },
  );
}

const serviceItemFull = (ctx: Listener, item: ServiceItem) =>
  refusal(
    'ServiceItemFull',
    'SERVICE_ITEM_FULL',
    say(ctx, {
      en: `“${item.title}” needs ${item.needed} people, and they are found.`,
      zh: `“${item.title}”需 ${item.needed} 人，已认领满。`,
    }),
    { item },
  );

const notRegisteredHere = (ctx: Listener, registration: Registration) =>
  refusal(
    'NotRegisteredHere',
    'NOT_REGISTERED_HERE',
    say(ctx, {
      en: 'Only members registered at the community of the item may claim it.',
      zh: '只有在该社区报到的党员才能认领其服务项目。',
    }),
    { registration },
  );
