import { type Act, act, begin, take, takeAll } from '@jinlin/acts';
import { blank, invalidInput } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { Context } from '../context';
import type { ElderProfile } from '../elder/elder.entity';
import type { ElderVisit } from '../elder/visit.entity';
import type {
  CloseVisitFollowUpInput,
  RecordElderVisitInput,
  VisitAlertAction,
  VisitAlertKind,
} from '../generated/graphql';
import { beyondReach } from '../guards';
import { VisitAlert, VisitFollowUp } from './visit-watch.entity';
import { visitAlertLife, visitFollowUpLife } from './visit-watch.life';

export const closeVisitFollowUp = (ctx: Context, input: CloseVisitFollowUpInput) =>
  act(ctx, VisitFollowUp, 'closeVisitFollowUp', input, (closing) =>
    take(
      closing,
      visitFollowUpLife,
      {
        id: input.id,
        action: 'CLOSE',
        unless: (row) =>
          beyondReach(ctx, 'VisitFollowUp', row) ??
          blank(ctx, 'outcome', input.outcome) ??
          secondDemand(ctx, row, input),
      },
      ({ demandId }) => ({
        set: { closedAt: ctx.now, demandId: demandId ?? input.demandId ?? null },
        reason: input.outcome,
      }),
    ),
  );

/**
 * What a visit leaves to be done, and what it puts an end to. Nobody answering is a need of its own; whoever was reached
 * since needs no more looking for. A need that is open already stays as it was first told.
 */
export async function watchOver(
  recording: Act,
  elder: ElderProfile,
  visit: ElderVisit,
  { need, note }: Pick<RecordElderVisitInput, 'need' | 'note'>,
) {
  const open = await recording.tx.findBy(VisitFollowUp, { elderId: elder.id, state: 'OPEN' });
  const isLatest = !elder.lastVisitedAt || visit.visitedAt >= elder.lastVisitedAt;
  if (visit.outcome === 'DONE' && isLatest) {
    // Who is still to be seen after a major change has not been seen since.
    await endAlerts(recording, elder, 'ANSWER', elder.visitWantedBy ? ['ROUND'] : ['ROUND', 'MAJOR_CHANGE']);
    await closeAll(
      recording,
      open.filter((followUp) => followUp.need === 'CONTACT'),
      'REACHED',
    );
  }

  const wanted = need ?? (visit.outcome === 'NOT_REACHED' && isLatest ? 'CONTACT' : null);
  if (!wanted || open.some((followUp) => followUp.need === wanted)) return;
  const { areaId, areaPath, communityId } = elder;
  await begin(recording, visitFollowUpLife, 'OPEN', {
    visitId: visit.id,
    elderId: elder.id,
    need: wanted,
    note: note?.trim() || null,
    state: 'OPEN',
    openedAt: recording.now,
    areaId,
    areaPath,
    communityId,
  });
}

/** Nobody is owed a visit any more who has left the books. */
export async function endWatch(ending: Act, elder: ElderProfile) {
  await endAlerts(ending, elder, 'LIFT', ['ROUND', 'MAJOR_CHANGE']);
  await closeAll(
    ending,
    await ending.tx.findBy(VisitFollowUp, { elderId: elder.id, state: 'OPEN' }),
    'CARE_ENDED',
  );
}

async function endAlerts(
  acting: Act,
  { id: elderId }: ElderProfile,
  action: VisitAlertAction,
  kinds: VisitAlertKind[],
) {
  const open = await acting.tx.findBy(VisitAlert, { elderId, state: 'OPEN', kind: In(kinds) });
  await takeAll(acting, visitAlertLife, { ids: idsOf(open), action }, () => ({
    set: { endedAt: acting.now },
  }));
}

const closeAll = (acting: Act, followUps: readonly VisitFollowUp[], reason: string) =>
  takeAll(acting, visitFollowUpLife, { ids: idsOf(followUps), action: 'CLOSE' }, () => ({
    set: { closedAt: acting.now },
    reason,
  }));

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** A need has one demand: naming another as its follow-up closes is for needs of which none was made. */
const secondDemand = (ctx: Context, { demandId }: VisitFollowUp, input: CloseVisitFollowUpInput) =>
  demandId && input.demandId
    ? invalidInput(ctx, 'demandId', {
        en: `The need has become the demand ${demandId} by itself; leave this out.`,
        zh: `该需求已自动转为需求 ${demandId}，请勿另填。`,
      })
    : null;
