import { refusal, say } from '@jinlin/graphql';
import type { Doors } from '@jinlin/server';
import { z } from 'zod';
import type { Context } from '../context';
import { answering, bytesOf, type ContextOf, no, readJson } from '../hotline/hotline.http';
import { isTryingOut, type Sandbox } from './sandbox';

/** To what moment the clock is turned. A moment and not a span, so that asking again does nothing more. */
export const turned = z.strictObject({
  to: z.iso.datetime({ offset: true }).describe('From now to a year ahead; never back.'),
});

/** The clock by which an integrator's cases live: everybody's, or the sandbox's own, which can be turned forward. */
export const clockDoor =
  (contextOf: ContextOf, sandbox: Sandbox): Doors =>
  (app) => {
    const answer = answering(contextOf);

    app.get(
      '/hotline/v1/clock',
      answer(null, async (ctx) => ({ status: 200, body: shown(ctx, ctx.now) })),
    );

    app.post(
      '/hotline/v1/clock',
      answer(null, async (ctx, request) => {
        const read = readJson(ctx, turned, bytesOf(request));
        if ('refusal' in read) return no(read.refusal);
        if (!isTryingOut(ctx.actor)) return no(notASandbox(ctx));

        const to = new Date(read.value.to);
        return (await sandbox.turn(ctx, to)) ? { status: 200, body: shown(ctx, to) } : no(notThere(ctx));
      }),
    );
  };

const shown = ({ actor }: Context, now: Date) => ({ now, isSandbox: isTryingOut(actor) });

const notASandbox = (ctx: Context) =>
  refusal(
    'NotASandbox',
    'NOT_A_SANDBOX',
    say(ctx, {
      en: 'Real time cannot be turned; ask the operator for an integrator in the sandbox.',
      zh: '正式环境的时间不可调整；请向运维人员申请沙箱接入。',
    }),
    {},
  );

const notThere = (ctx: Context) =>
  refusal(
    'ClockNotTurned',
    'CLOCK_NOT_TURNED',
    say(ctx, {
      en: `The clock goes forward alone, at most a year ahead of real time; it says ${ctx.now.toISOString()}.`,
      zh: `时钟只能向前调整，且不超过一年；当前为 ${ctx.now.toISOString()}。`,
    }),
    { now: ctx.now },
  );
