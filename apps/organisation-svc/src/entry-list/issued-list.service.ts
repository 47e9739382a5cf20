import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { EntryListItemInput, IssueEntryListInput, WithdrawEntryListInput } from '../generated/graphql';
import { beforeToday } from '../guards';
import { Unit } from '../unit/unit.entity';
import { IssuedEntryList } from './entry-list.entity';
import { issuedEntryListLife } from './entry-list.life';

export const issueEntryList = (ctx: Context, input: IssueEntryListInput) =>
  act(ctx, IssuedEntryList, 'issueEntryList', input, async (issuing) => {
    const { areaId, effectiveFrom, items } = input;
    const area = await reached(issuing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    await lockName(issuing.tx, `entry list of ${areaId}`);
    const fault =
      blank(ctx, 'title', input.title) ??
      notALocality(ctx, area) ??
      beforeToday(issuing, 'effectiveFrom', effectiveFrom) ??
      faulty(ctx, items) ??
      (await unknownUnit(issuing, items)) ??
      (await dayTaken(issuing, area, effectiveFrom));
    if (fault) return fault;

    return begin(issuing, issuedEntryListLife, 'ISSUE', {
      state: 'ISSUED',
      title: input.title.trim(),
      areaId,
      effectiveFrom,
      entries: items.map(({ code, title, part, unitId }) => ({
        code,
        title: { zh: title.trim(), en: title.trim() },
        part,
        unitId: unitId ?? null,
      })),
    });
  });

export const withdrawEntryList = (ctx: Context, input: WithdrawEntryListInput) =>
  act(ctx, IssuedEntryList, 'withdrawEntryList', input, (withdrawing) =>
    take(
      withdrawing,
      issuedEntryListLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (list) => (await beyondReach(withdrawing, list)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ set: { withdrawnOn: dateIn(ctx.now) }, reason: input.reason }),
    ),
  );

const notALocality = (ctx: Listener, { name, level }: Area) =>
  level === 'COUNTY' || level === 'PREFECTURE'
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `A county or a city issues an entry list; ${name} is a ${level}.`,
        zh: `准入清单由县（市、区）或市州发布；${name}的层级为 ${level}。`,
      });

const CODE = /^[A-Z]\d{2}$/;

function faulty(ctx: Listener, items: readonly EntryListItemInput[]) {
  if (items.length === 0) {
    return invalidInput(ctx, 'items', {
      en: 'A list has one matter at least.',
      zh: '清单至少须有一个事项。',
    });
  }
  const malformed = items.find(({ code }) => !CODE.test(code));
  if (malformed) {
    return invalidInput(ctx, 'items', {
      en: `A matter is numbered like B02, not ${malformed.code}.`,
      zh: `事项编号形如 B02；所给为 ${malformed.code}。`,
    });
  }
  const untitled = items.find(({ title }) => !title.trim());
  if (untitled) {
    return invalidInput(ctx, 'items', {
      en: `The matter ${untitled.code} has no title.`,
      zh: `事项 ${untitled.code} 没有名称。`,
    });
  }
  const twice = repeated(items.map(({ code }) => code)) ?? repeated(items.map(({ title }) => title.trim()));
  if (twice === undefined) return null;
  return invalidInput(ctx, 'items', { en: `${twice} is listed twice.`, zh: `${twice} 重复列出。` });
}

const repeated = (names: readonly string[]) => names.find((name, index) => names.indexOf(name) < index);

async function unknownUnit(issuing: Act, items: readonly EntryListItemInput[]) {
  const named = [...new Set(items.flatMap(({ unitId }) => unitId ?? []))];
  const units = await issuing.tx.findBy(Unit, { id: In(named), state: 'ACTIVE' });
  const known = new Set(units.map(({ id }) => id));
  const unknown = named.find((id) => !known.has(id));
  return unknown ? notFound(issuing, 'Unit', unknown) : null;
}

/** Of two lists that took effect on one day nobody could say which counts. */
async function dayTaken(issuing: Act, { id: areaId, name }: Area, effectiveFrom: string) {
  if (!(await issuing.tx.existsBy(IssuedEntryList, { areaId, effectiveFrom, state: 'ISSUED' }))) return null;
  return invalidInput(issuing, 'effectiveFrom', {
    en: `Another list of ${name} takes effect on ${effectiveFrom}; withdraw it first.`,
    zh: `${name}已有一份清单于 ${effectiveFrom} 生效；请先撤销。`,
  });
}
