import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal } from '@jinlin/graphql';
import { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { CancelAssessmentItemInput, RegisterAssessmentItemInput } from '../generated/graphql';
import { AssessmentItem } from './entry-list.entity';
import { assessmentItemLife } from './entry-list.life';
import { asked, listFor, outside } from './entry-list.service';

export const registerAssessmentItem = (ctx: Context, input: RegisterAssessmentItemInput) =>
  act(ctx, AssessmentItem, 'registerAssessmentItem', input, async (registering) => {
    const area = await asked(registering, input);
    if (isRefusal(area)) return area;

    await lockName(registering.tx, `assessment of ${area.id}`);
    const fault = blank(ctx, 'title', input.title) ?? (await standing(registering, area, input));
    if (fault) return fault;

    return begin(registering, assessmentItemLife, 'REGISTER', {
      state: 'ACTIVE',
      title: input.title.trim(),
      unitId: input.unitId,
      areaId: area.id,
    });
  });

export const cancelAssessmentItem = (ctx: Context, input: CancelAssessmentItemInput) =>
  act(ctx, AssessmentItem, 'cancelAssessmentItem', input, (cancelling) =>
    take(
      cancelling,
      assessmentItemLife,
      {
        id: input.id,
        action: 'CANCEL',
        unless: async (item) => (await outside(cancelling, item)) ?? blank(ctx, 'reason', input.reason),
      },
      async ({ areaId }) => {
        const area = await cancelling.tx.getRepository(Area).findOneByOrFail({ id: areaId });
        const { ruleVersion } = await listFor(ctx, cancelling, area);
        return {
          set: { cancelledOn: dateIn(ctx.now), cancelReason: input.reason.trim() },
          reason: input.reason,
          ruleVersion,
        };
      },
    ),
  );

/** A department assesses the communities of an area on one thing once. */
async function standing(
  registering: Act,
  { id: areaId, name }: Area,
  { title, unitId }: RegisterAssessmentItemInput,
) {
  const stands = { areaId, unitId, title: title.trim(), state: 'ACTIVE' } as const;
  if (!(await registering.tx.existsBy(AssessmentItem, stands))) return null;
  return invalidInput(registering, 'title', {
    en: `The communities of ${name} are assessed on “${stands.title}” by this unit already.`,
    zh: `该单位已对${name}各社区考核“${stands.title}”。`,
  });
}
