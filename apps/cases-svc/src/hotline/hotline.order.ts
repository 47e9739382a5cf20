import { isAreaCode, isIdentityNumber, isPhoneNumber } from '@jinlin/graphql';
import { z } from 'zod';
import type { RequestType, Urgency } from '../generated/graphql';

const REQUEST_TYPES = [
  'CONSULTATION',
  'HELP',
  'COMPLAINT',
  'REPORT',
  'SUGGESTION',
  'THANKS',
] as const satisfies readonly RequestType[];

const URGENCIES = ['EMERGENCY', 'URGENT', 'GENERAL'] as const satisfies readonly Urgency[];

/** What a value must be, where a shape cannot say it; the refusal does, in the language that is asked for. */
const wanted = (en: string, zh: string) => ({ en, zh });

/** A text that PostgreSQL can keep, and that says something. */
export const text = (most: number, description: string) =>
  z
    .string()
    .max(most)
    .refine((given) => given.trim() !== '' && !/[\0\p{Cs}]/u.test(given), {
      params: wanted(
        'must say something, without NUL or half a character',
        '须有内容，且不含空字符或残缺字符',
      ),
    })
    .describe(description);

const phone = (description: string) =>
  z
    .string()
    .max(20)
    .refine(isPhoneNumber, {
      params: wanted(
        'must be a number as dialled in China, such as 13800000000 or 12345',
        '须为国内可拨打的号码，如 13800000000、12345',
      ),
    })
    .describe(description);
const moment = (description: string) => z.iso.datetime({ offset: true }).describe(description);

/** How a hotline's own numbers look: they stand in addresses, where a dot or two alone would lead elsewhere. */
export const orderNumber = z
  .string()
  .regex(/^(?!\.{1,2}$)[\w.-]{1,64}$/)
  .describe(
    '工单编号. The hotline’s own number of the order: letters, digits, `_`, `.` and `-`. It opens one case.',
  );

/** The field set of a work order, as the hotlines have it. */
export const workOrder = z
  .strictObject({
    number: orderNumber,
    channel: text(40, '来源渠道. A channel’s key in the locality’s profile.').default('hotline'),
    category: text(40, '诉求分类. A category’s code of the locality’s hotline taxonomy.'),
    requestType: z.enum(REQUEST_TYPES).default('HELP').describe('诉求类型.'),
    urgency: z.enum(URGENCIES).default('GENERAL').describe('紧急程度.'),
    title: text(200, '诉求标题.'),
    description: text(5_000, '诉求内容.').optional(),
    areaCode: z
      .string()
      .max(30)
      .refine(isAreaCode, {
        params: wanted(
          'must be the code of an area, such as 510522001006',
          '须为区划代码或网格编码，如 510522001006',
        ),
      })
      .describe(
        '区划代码、网格编码. The code of the smallest area known: community, compound or grid. Left out, the order goes where its coordinates are, or waits for a clerk to place it.',
      )
      .optional(),
    address: text(300, '事发地址. In words.').optional(),
    longitude: z.number().min(73).max(136).describe('经度 (CGCS2000).').optional(),
    latitude: z.number().min(3).max(54).describe('纬度 (CGCS2000).').optional(),
    calledAt: moment('来电时间.').optional(),
    callerNumber: phone('来电号码. Kept sealed.').optional(),
    reporter: z
      .strictObject({
        name: text(60, '诉求人姓名. Kept sealed, shown masked.').optional(),
        phone: phone('联系电话. Kept sealed, shown masked.').optional(),
        gender: z.enum(['MALE', 'FEMALE']).describe('性别. Kept sealed.').optional(),
        identityNumber: z
          .string()
          .refine(isIdentityNumber, {
            params: wanted(
              'must be an identity number of 18 places that checks',
              '须为校验正确的 18 位身份证号',
            ),
          })
          .describe('证件号. Kept sealed.')
          .optional(),
        isConfidential: z.boolean().default(false).describe('是否保密. Out of the handling unit’s sight.'),
      })
      .describe('诉求人. Left out for anonymous callers (匿名).')
      .optional(),
    tags: z.array(text(40, '标签.')).max(20).describe('标签.').optional(),
    relatedNumbers: z
      .array(orderNumber)
      .max(20)
      .describe('关联工单. Numbers of orders about the same.')
      .optional(),
    isRepeat: z.boolean().describe('是否重复.').optional(),
    acceptedBy: text(40, '受理员. The agent’s number, not a name.').optional(),
    acceptedAt: moment('受理时间.').optional(),
    handling: z.enum(['DIRECT', 'FORWARDED']).describe('直办 (DIRECT) or 转办 (FORWARDED).').optional(),
    recordings: z
      .array(text(300, 'A reference.'))
      .max(20)
      .describe('录音、附件引用. References into the hotline’s own store; files never come this way.')
      .optional(),
  })
  .describe('A work order (工单).');

export type WorkOrder = z.infer<typeof workOrder>;

/** What an order tells beside what a case has, none of it personal. */
export type OrderDetails = ReturnType<typeof detailsOf>;

export const detailsOf = ({
  longitude,
  latitude,
  calledAt,
  tags,
  relatedNumbers,
  isRepeat,
  acceptedBy,
  acceptedAt,
  handling,
  recordings,
}: WorkOrder) => ({
  longitude,
  latitude,
  calledAt,
  tags,
  relatedNumbers,
  isRepeat,
  acceptedBy,
  acceptedAt,
  handling,
  recordings,
});

/** What an order tells of somebody beside what a case has; null when it tells nothing. */
export function personalIn({ callerNumber, reporter }: WorkOrder) {
  const { gender, identityNumber } = reporter ?? {};
  return callerNumber || gender || identityNumber ? { callerNumber, gender, identityNumber } : null;
}
