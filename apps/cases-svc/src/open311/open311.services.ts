import { say } from '@jinlin/graphql';
import type { Category } from '@jinlin/profile';
import type { Context } from '../context';
import type { RequestType, Urgency } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { missing, type Refused, unknown } from './open311.refusal';
import type { Document, Value } from './open311.text';

interface Choice<Key extends string> {
  key: Key;
  en: string;
  zh: string;
}

const REQUEST_TYPES: Choice<RequestType>[] = [
  { key: 'CONSULTATION', en: 'Question', zh: '咨询' },
  { key: 'HELP', en: 'Help', zh: '求助' },
  { key: 'COMPLAINT', en: 'Complaint', zh: '投诉' },
  { key: 'REPORT', en: 'Report of a wrong', zh: '举报' },
  { key: 'SUGGESTION', en: 'Suggestion', zh: '建议' },
  { key: 'THANKS', en: 'Thanks', zh: '感谢' },
];

const URGENCIES: Choice<Urgency>[] = [
  { key: 'GENERAL', en: 'General', zh: '一般' },
  { key: 'URGENT', en: 'Urgent', zh: '急' },
  { key: 'EMERGENCY', en: 'Emergency', zh: '突发、紧急' },
];

const CONFIDENTIAL: Choice<'true' | 'false'>[] = [
  { key: 'false', en: 'No', zh: '否' },
  { key: 'true', en: 'Yes', zh: '是' },
];

/** What may be told of any request beside its words; none of it must be. */
export const attributes = {
  request_type: { en: 'Kind of request', zh: '诉求类型', choices: REQUEST_TYPES },
  urgency: { en: 'Urgency', zh: '紧急程度', choices: URGENCIES },
  is_confidential: {
    en: 'Keep my name from the unit that handles it',
    zh: '是否保密',
    choices: CONFIDENTIAL,
  },
} as const;

export type AttributeName = keyof typeof attributes;

/** The locality that a request means: the one it names, else the caller's own, else the only one. */
export async function localityOf(
  ctx: Context,
  jurisdiction: string | null,
): Promise<LocalityRules | Refused> {
  if (jurisdiction) return ctx.localities.holding(jurisdiction) ?? unknown('jurisdiction_id');

  const area = ctx.actor?.areaId ? await ctx.load.area.load(ctx.actor.areaId) : null;
  const own = area && ctx.localities.holding(area.code);
  if (own) return own;
  const [only, ...others] = ctx.localities.all;
  return only && others.length === 0 ? only : missing('jurisdiction_id');
}

/** The categories that a unit answers for; those above them only gather them. */
export const servicesOf = (rules: LocalityRules, now: Date) =>
  rules.categories(now).filter(({ code }) => !isGroup(rules, code, now));

const isGroup = (rules: LocalityRules, code: string, now: Date) =>
  rules.categories(now).some((other) => other.code !== code && other.code.startsWith(code));

export function serviceList(ctx: Context, rules: LocalityRules): Document {
  return {
    name: 'services',
    value: servicesOf(rules, ctx.now).map((category) => serviceText(ctx, rules, category)),
  };
}

function serviceText(ctx: Context, rules: LocalityRules, { code, title }: Category): Value {
  const group = rules.categories(ctx.now).find((above) => above.code !== code && code.startsWith(above.code));
  return {
    service_code: code,
    service_name: say(ctx, title),
    description: say(ctx, title),
    metadata: true,
    type: 'realtime',
    keywords: [title.zh, title.en].join(','),
    group: group ? say(ctx, group.title) : '',
  };
}

/** What may be told of requests for a service. The same for all of them, as the profile's deadlines ask for no more. */
export function serviceDefinition(ctx: Context, rules: LocalityRules, code: string): Document | Refused {
  if (!servicesOf(rules, ctx.now).some((category) => category.code === code)) return unknown('service_code');

  return {
    name: 'service_definition',
    value: {
      service_code: code,
      attributes: Object.entries(attributes).map(([name, { choices, ...title }], order) => ({
        variable: true,
        code: name,
        datatype: 'singlevaluelist',
        required: false,
        datatype_description: '',
        order: order + 1,
        description: say(ctx, title),
        values: choices.map(({ key, ...label }) => ({ key, name: say(ctx, label) })),
      })),
    },
  };
}
