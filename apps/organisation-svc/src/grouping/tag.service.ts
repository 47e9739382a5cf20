import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound, refusal, say } from '@jinlin/graphql';
import type { EntityTarget } from 'typeorm';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import { Committee } from '../committee/committee.entity';
import type { Context } from '../context';
import { DeploymentCall } from '../deployment/deployment.entity';
import type { TaggedKind, TagRecordInput, UntagRecordInput } from '../generated/graphql';
import { JointActivity } from '../joint-activity/joint-activity.entity';
import { MemberVisit } from '../member-visit/member-visit.entity';
import { PlanItem } from '../plan-item/plan-item.entity';
import { PolicyDocument } from '../policy-document/policy-document.entity';
import { ServiceItem } from '../service-item/service-item.entity';
import { Tag } from './tag.entity';
import { tagLife } from './tag.life';

/** What of this service can be tagged: records that stand at an area. */
const entities: Partial<Record<TaggedKind, EntityTarget<{ id: string; areaId: string }>>> = {
  PLAN_ITEM: PlanItem,
  POLICY_DOCUMENT: PolicyDocument,
  SERVICE_ITEM: ServiceItem,
  MEMBER_VISIT: MemberVisit,
  DEPLOYMENT_CALL: DeploymentCall,
  COMMITTEE: Committee,
  JOINT_ACTIVITY: JointActivity,
};

export const tagRecord = (ctx: Context, input: TagRecordInput) =>
  act(ctx, Tag, 'tagRecord', input, async (tagging) => {
    const { kind, recordId, grouping, part } = input;
    if (!entities[kind] && !input.areaId) return placeWanted(ctx);
    const areaId = await placeOf(tagging, input);
    const area = areaId && (await reached(tagging, areaId));
    if (!area) return notFound(ctx, 'Record', recordId);

    await lockName(tagging.tx, `tags of ${recordId}`);
    const fault =
      unknownPart(ctx, area, grouping, part) ?? (await alreadyTagged(tagging, recordId, grouping, part));
    if (fault) return fault;

    return begin(tagging, tagLife, 'ATTACH', {
      state: 'ATTACHED',
      kind,
      recordId,
      areaId: area.id,
      grouping,
      part,
      taggedOn: dateIn(ctx.now),
    });
  });

export const untagRecord = (ctx: Context, input: UntagRecordInput) =>
  act(ctx, Tag, 'untagRecord', input, (untagging) =>
    take(
      untagging,
      tagLife,
      {
        id: input.id,
        action: 'REMOVE',
        unless: async (tag) => (await beyondReach(untagging, tag)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** Where a record stands: its own service knows it, and of another service's whoever tags it says it. */
async function placeOf({ tx }: Act, { kind, recordId, areaId }: TagRecordInput) {
  const entity = entities[kind];
  if (!entity) return areaId;
  return (await tx.getRepository(entity).findOneBy({ id: recordId }))?.areaId;
}

const placeWanted = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'Say where the record stands: another service keeps it.',
    zh: '该记录由其他服务管理，请指明所在区域。',
  });

function unknownPart(ctx: Context, { code }: Area, grouping: string, part: string) {
  const known = ctx.localities.holding(code)?.groupings ?? [];
  const found = known.find(({ key }) => key === grouping);
  if (!found) {
    const keys = known.map(({ key }) => key);
    return invalidInput(ctx, 'grouping', {
      en: `This locality has no grouping ${grouping}; it has ${keys.join(', ') || 'none'}.`,
      zh: `本地没有归类方式 ${grouping}；可用：${keys.join('、') || '无'}。`,
    });
  }
  const parts = found.parts.map(({ key }) => key);
  return parts.includes(part)
    ? null
    : invalidInput(ctx, 'part', {
        en: `${grouping} has no part ${part}; it has ${parts.join(', ')}.`,
        zh: `${grouping} 没有 ${part}；可用：${parts.join('、')}。`,
      });
}

async function alreadyTagged({ tx, ...ctx }: Act, recordId: string, grouping: string, part: string) {
  const tag = await tx.findOneBy(Tag, { recordId, grouping, part, state: 'ATTACHED' });
  if (!tag) return null;
  return refusal(
    'AlreadyTagged',
    'ALREADY_TAGGED',
    say(ctx, { en: 'It is counted under this part.', zh: '已归入该类。' }),
    { tag },
  );
}
