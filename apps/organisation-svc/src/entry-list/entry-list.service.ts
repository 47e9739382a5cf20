import { type Act, act, begin, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, noName, notFound, refusal, say } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import { areaLevels } from '@jinlin/localities';
import { Area } from '../area/area.entity';
import { outside as outsideArea } from '../area/area.reach';
import type { Context } from '../context';
import type {
  ApproveEntryInput,
  FinishSentDownMatterInput,
  RejectEntryInput,
  RequestEntryInput,
  SendDownMatterInput,
  WithdrawEntryRequestInput,
  WithdrawSentDownMatterInput,
} from '../generated/graphql';
import { beforeToday } from '../guards';
import type { Entry } from '../locality';
import { Unit } from '../unit/unit.entity';
import { type AssessmentItem, EntryRequest, SentDownMatter } from './entry-list.entity';
import { entryRequestLife, sentDownMatterLife } from './entry-list.life';
import { type EntryList, ISSUED_FOR_PATHS, inForceOn } from './in-force';
import { nearest } from './nearest';

export const sendDownMatter = (ctx: Context, input: SendDownMatterInput) =>
  act(ctx, SentDownMatter, 'sendDownMatter', input, async (sending) => {
    const { unitId, dueAt } = input;
    const area = await asked(sending, input);
    if (isRefusal(area)) return area;

    const fault = noName(ctx, 'title', input.title) ?? beforeToday(sending, 'dueAt', dueAt);
    if (fault) return fault;

    const list = await listFor(ctx, sending, area);
    const ticket = await admitted(ctx, sending, { area, list, input });
    if (isRefusal(ticket)) return ticket;

    const { ruleVersion } = list;
    return begin(
      sending,
      sentDownMatterLife,
      'SEND_DOWN',
      { state: 'SENT', title: input.title.trim(), unitId, areaId: area.id, dueAt, ruleVersion, ...ticket },
      { ruleVersion },
    );
  });

export const finishSentDownMatter = (ctx: Context, input: FinishSentDownMatterInput) =>
  act(ctx, SentDownMatter, 'finishSentDownMatter', input, (finishing) =>
    take(
      finishing,
      sentDownMatterLife,
      { id: input.id, action: 'FINISH', unless: (matter) => outside(finishing, matter) },
      () => ({ reason: input.note }),
    ),
  );

export const withdrawSentDownMatter = (ctx: Context, input: WithdrawSentDownMatterInput) =>
  act(ctx, SentDownMatter, 'withdrawSentDownMatter', input, (withdrawing) =>
    take(
      withdrawing,
      sentDownMatterLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (matter) => (await outside(withdrawing, matter)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const requestEntry = (ctx: Context, input: RequestEntryInput) =>
  act(ctx, EntryRequest, 'requestEntry', input, async (requesting) => {
    const area = await asked(requesting, input);
    if (isRefusal(area)) return area;

    const { entries } = await listFor(ctx, requesting, area);
    const fault =
      noName(ctx, 'title', input.title) ??
      blank(ctx, 'reason', input.reason) ??
      listedAlready(ctx, entries, input.title);
    if (fault) return fault;

    return begin(requesting, entryRequestLife, 'REQUEST', {
      state: 'REQUESTED',
      title: input.title.trim(),
      reason: input.reason.trim(),
      unitId: input.unitId,
      areaId: area.id,
      requestedOn: dateIn(ctx.now),
    });
  });

export const approveEntry = (ctx: Context, input: ApproveEntryInput) =>
  act(ctx, EntryRequest, 'approveEntry', input, (approving) =>
    take(
      approving,
      entryRequestLife,
      {
        id: input.id,
        action: 'APPROVE',
        unless: async (request) =>
          (await outside(approving, request)) ?? beforeToday(approving, 'validUntil', input.validUntil),
      },
      () => ({
        set: { validUntil: input.validUntil },
        reason: input.reason,
        facts: { validUntil: input.validUntil },
      }),
    ),
  );

export const rejectEntry = (ctx: Context, input: RejectEntryInput) =>
  act(ctx, EntryRequest, 'rejectEntry', input, (rejecting) =>
    take(
      rejecting,
      entryRequestLife,
      {
        id: input.id,
        action: 'REJECT',
        unless: async (request) => (await outside(rejecting, request)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

export const withdrawEntryRequest = (ctx: Context, input: WithdrawEntryRequestInput) =>
  act(ctx, EntryRequest, 'withdrawEntryRequest', input, (withdrawing) =>
    take(
      withdrawing,
      entryRequestLife,
      { id: input.id, action: 'WITHDRAW', unless: (request) => outside(withdrawing, request) },
      () => ({ reason: input.reason }),
    ),
  );

/** The area that a unit asks something of. A unit asks within the area of its seat; a clerk speaks for their own unit. */
export async function asked(asking: Act, { unitId, areaId }: { unitId: string; areaId: string }) {
  const { tx, scope } = asking;
  const unit = await tx.findOneBy(Unit, { id: unitId, state: 'ACTIVE' });
  const seat = unit && (await tx.getRepository(Area).findOneBy({ id: unit.areaId }));
  if (!seat || (scope.unitId !== unitId && outsideArea(asking, seat)))
    return notFound(asking, 'Unit', unitId);

  const area = await tx.getRepository(Area).findOneBy({ id: areaId, state: 'ACTIVE' });
  if (!area || !liesIn(area.path, seat.path)) return notFound(asking, 'Area', areaId);
  return isBelowCommunity(area) ? askedOfFewer(asking, area) : area;
}

const isBelowCommunity = ({ level }: Area) => areaLevels.indexOf(level) > areaLevels.indexOf('COMMUNITY');

const askedOfFewer = (asking: Act, { name, level }: Area) =>
  invalidInput(asking, 'areaId', {
    en: `Departments ask communities; ${name} is a ${level}.`,
    zh: `部门事项下派到社区；${name}的层级为 ${level}。`,
  });

/** The list in force today; an area outside every locality has an empty one, so nothing is let in. */
export async function listFor(ctx: Context, acting: Act, area: Area): Promise<EntryList> {
  const today = dateIn(ctx.now);
  const [issued] = await acting.tx.query(ISSUED_FOR_PATHS, [[area.path], today]);
  return (
    inForceOn(ctx.localities, area, today, issued) ?? {
      effectiveFrom: today,
      entries: [],
      ruleVersion: 'none',
      issuedId: null,
    }
  );
}

const listedAs = (entries: readonly Entry[], title: string) =>
  entries.find((entry) => entry.title.zh === title.trim() || entry.title.en === title.trim());

interface Sent {
  area: Area;
  list: EntryList;
  input: SendDownMatterInput;
}

/** By what a matter is let in: the list in force, or an approved request that has not run out. */
async function admitted(
  ctx: Context,
  sending: Act,
  { area, list: { entries }, input: { entryCode, unitId, ...input } }: Sent,
) {
  const title = input.title.trim();
  const listed = entryCode ? entries.find(({ code }) => code === entryCode) : listedAs(entries, title);
  if (listed) return { entryCode: listed.code, entryRequestId: null };

  const [request] = entryCode
    ? []
    : await sending.tx.query(APPROVED, [unitId, title, dateIn(ctx.now), area.path]);
  if (request) return { entryCode: null, entryRequestId: request.id as string };

  return refusal(
    'EntryRefused',
    'ENTRY_REFUSED',
    say(ctx, {
      en: `“${title}” is neither on the entry list nor approved; ask for it by requestEntry.`,
      zh: `“${title}”不在准入清单之内，也未经批准；请先提出准入申请。`,
    }),
    { nearest: nearest(title, entries) },
  );
}

const APPROVED = /* SQL */ `
  select r.id from entry_request r join area a on a.id = r.area_id
  where r.state = 'APPROVED' and r.unit_id = $1 and r.title = $2 and r.valid_until >= $3
    and starts_with($4, a.path)
  order by r.valid_until desc limit 1
`;

/** What is listed needs no request. */
function listedAlready(ctx: Context, entries: readonly Entry[], title: string) {
  const listed = listedAs(entries, title);
  if (!listed) return null;
  return invalidInput(ctx, 'title', {
    en: `“${title}” is on the entry list as ${listed.code}; send it down at once.`,
    zh: `“${title}”已列入准入清单（${listed.code}），可直接下派。`,
  });
}

/** Within reach of whoever holds the area, and of the unit whose it is. */
export async function outside(
  acting: Act,
  { __typename, id, areaId, unitId }: SentDownMatter | EntryRequest | AssessmentItem,
) {
  if (acting.scope.unitId === unitId) return null;
  const area = await acting.tx.getRepository(Area).findOneByOrFail({ id: areaId });
  return outsideArea(acting, area) ? notFound(acting, __typename, id) : null;
}
