import { act, begin } from '@jinlin/acts';
import { invalidInput, type Listener, notFound } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import { inFuture } from '../area/area.refusals';
import type { Context } from '../context';
import type { RecordMemberVisitInput } from '../generated/graphql';
import { Unit } from '../unit/unit.entity';
import { MemberVisit } from './member-visit.entity';
import { memberVisitLife } from './member-visit.life';

const MEMBERS_AT_MOST = 1000;

export const recordMemberVisit = (ctx: Context, input: RecordMemberVisitInput) =>
  act(ctx, MemberVisit, 'recordMemberVisit', input, async (recording) => {
    const { areaId, unitId, category, on, members } = input;
    const community = await reached(recording, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    if (unitId && !(await recording.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' }))) {
      return notFound(ctx, 'Unit', unitId);
    }
    const issuesCollected = input.issuesCollected ?? 0;
    const fault =
      notACommunity(ctx, community) ??
      unknownCategory(ctx, community, category) ??
      inFuture(recording, 'on', on) ??
      outOfRange(ctx, 'members', members, 1) ??
      outOfRange(ctx, 'issuesCollected', issuesCollected, 0);
    if (fault) return fault;

    return begin(recording, memberVisitLife, 'RECORD', {
      state: 'RECORDED',
      areaId,
      unitId: unitId ?? null,
      category,
      day: on,
      members,
      issuesCollected,
    });
  });

const notACommunity = (ctx: Listener, { name, level }: Area) =>
  level === 'COMMUNITY'
    ? null
    : invalidInput(ctx, 'areaId', {
        en: `Members visit communities; ${name} is a ${level}.`,
        zh: `走访以社区为单位记录；${name}的层级为 ${level}。`,
      });

function unknownCategory(ctx: Context, { code }: Area, category: string) {
  const known = ctx.localities.holding(code)?.visitCategories.map((each) => each.code) ?? [];
  if (known.includes(category)) return null;
  return invalidInput(ctx, 'category', {
    en: `This locality has no category ${category}; it has ${known.join(', ') || 'none'}.`,
    zh: `本地没有走访类别 ${category}；可用类别：${known.join('、') || '无'}。`,
  });
}

const outOfRange = (ctx: Listener, field: string, number: number, least: number) =>
  number >= least && number <= MEMBERS_AT_MOST
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be from ${least} to ${MEMBERS_AT_MOST}; it is ${number}.`,
        zh: `“${field}”须在 ${least} 至 ${MEMBERS_AT_MOST} 之间；所给为 ${number}。`,
      });
