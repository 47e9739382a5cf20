import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, notFound } from '@jinlin/graphql';
import { liesIn } from '@jinlin/identity';
import type { Area } from '@jinlin/replicas';
import type { Context } from '../context';
import type { CloseCentreWindowInput, OpenCentreWindowInput } from '../generated/graphql';
import { areaInReach, beyondReach, unknownUnit } from '../guards';
import { CentreWindow } from './centre.entity';
import { centreWindowLife } from './centre.life';

const CENTRES = new Set(['PREFECTURE', 'COUNTY', 'TOWNSHIP']);

export const openCentreWindow = (ctx: Context, input: OpenCentreWindowInput) =>
  act(ctx, CentreWindow, 'openCentreWindow', input, async (opening) => {
    const { areaId, number, title, unitId } = input;
    const area = await areaInReach(opening, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (!CENTRES.has(area.level)) return hasNoCentre(ctx);

    const fault = blank(ctx, 'title', title) ?? (await unknownUnit(opening, unitId));
    if (fault) return fault;

    const kind = input.kind ?? 'WINDOW';
    await lockName(opening.tx, `window ${areaId}`);
    if (number < 1 || (await opening.tx.existsBy(CentreWindow, { areaId, kind, number, state: 'OPEN' })))
      return numberTaken(ctx);

    return begin(opening, centreWindowLife, 'OPEN', {
      state: 'OPEN',
      kind,
      areaId,
      areaPath: area.path,
      number,
      title: title.trim(),
      unitId: unitId ?? null,
      openedOn: dateIn(ctx.now),
    });
  });

export const closeCentreWindow = (ctx: Context, input: CloseCentreWindowInput) =>
  act(ctx, CentreWindow, 'closeCentreWindow', input, (closing) => {
    const { id, reason } = input;
    return take(
      closing,
      centreWindowLife,
      {
        id,
        action: 'CLOSE',
        unless: (window) => beyondReach(ctx, 'CentreWindow', window) ?? blank(ctx, 'reason', reason),
      },
      () => ({ set: { closedOn: dateIn(ctx.now) }, reason: reason.trim() }),
    );
  });

/** Refuses a window that is not open, or in whose area the place does not lie; null when a case may come in there. */
export async function closedTo(opening: Act, { path }: Area, id: string | null | undefined) {
  const window = id ? await opening.tx.findOneBy(CentreWindow, { id, state: 'OPEN' }) : null;
  return !id || (window && liesIn(path, window.areaPath)) ? null : notFound(opening, 'CentreWindow', id);
}

const hasNoCentre = (ctx: Context) =>
  invalidInput(ctx, 'areaId', {
    en: 'A city, a county or a town has a governance centre.',
    zh: '综治中心设在市、县（区）、乡镇（街道）。',
  });

const numberTaken = (ctx: Context) =>
  invalidInput(ctx, 'number', {
    en: 'Windows are numbered from 1, each number once.',
    zh: '窗口从 1 开始编号，编号不能重复。',
  });
