import { act, take } from '@jinlin/acts';
import { invalidInput, notFound } from '@jinlin/graphql';
import { communityOf } from '@jinlin/replicas';
import { Case } from '../case/case.entity';
import { caseLife } from '../case/case.life';
import type { Context } from '../context';
import type { PlaceCaseInput } from '../generated/graphql';
import { areaInReach } from '../guards';
import { HotlineOrder } from '../hotline/hotline.entity';

export const placeCase = (ctx: Context, input: PlaceCaseInput) =>
  act(ctx, Case, 'placeCase', input, async (placing) => {
    const { id, areaId } = input;
    const area = await areaInReach(placing, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const communityId = await communityOf(placing.tx, area);
    if (!communityId) return tooWide(ctx);

    const placed = await take(
      placing,
      caseLife,
      {
        id,
        action: 'PLACE',
        unless: ({ localityCode }) =>
          ctx.localities.holding(area.code)?.code === localityCode ? null : notFound(ctx, 'Area', areaId),
      },
      ({ areaId: was, requestType }) => ({
        set: {
          areaId,
          areaPath: area.path,
          communityId,
          placing: 'GIVEN' as const,
          // A complaint is weighed anew, among those of the compound to which it belongs.
          isWeighed: requestType !== 'COMPLAINT',
        },
        facts: { areaId, was },
      }),
    );
    if (placed instanceof Case)
      await placing.tx.update(HotlineOrder, { caseId: id }, { areaId, areaPath: area.path });
    return placed;
  });

const tooWide = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'Name a community, or what lies in one.',
    zh: '请指定社区（村）或其下级区域。',
  });
