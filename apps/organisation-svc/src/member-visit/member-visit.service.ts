import { act, begin } from '@jinlin/acts';
import { invalidInput, notFound } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { reached } from '../area/area.reach';
import type { Context } from '../context';
import type { RecordMemberVisitInput } from '../generated/graphql';
import { afterToday, notAtLevel, outOfRange } from '../guards';
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
      notAtLevel(ctx, community, 'COMMUNITY') ??
      unknownCategory(ctx, community, category) ??
      afterToday(recording, 'on', on) ??
      outOfRange(ctx, 'members', members, 1, MEMBERS_AT_MOST) ??
      outOfRange(ctx, 'issuesCollected', issuesCollected, 0, MEMBERS_AT_MOST);
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

function unknownCategory(ctx: Context, { code }: Area, category: string) {
  const known = ctx.localities.holding(code)?.visitCategories.map((each) => each.code) ?? [];
  if (known.includes(category)) return null;
  return invalidInput(ctx, 'category', {
    en: `This locality has no category ${category}; it has ${known.join(', ') || 'none'}.`,
    zh: `本地没有走访类别 ${category}；可用类别：${known.join('、') || '无'}。`,
  });
}
