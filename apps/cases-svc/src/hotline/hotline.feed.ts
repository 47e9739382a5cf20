import { query, statement } from '@jinlin/database';
import { invalidInput } from '@jinlin/graphql';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { caseStates } from '../case/case.states';
import type { Context } from '../context';
import type { CaseState } from '../generated/graphql';
import { type Answer, no, readQuery } from './hotline.http';
import { orderNumber } from './hotline.order';
import { standing } from './hotline.view';

/** What is told of orders in one list; a page of changes looks at as many events. */
const MOST = 1_000;

const count = z.coerce.number().int().min(1).max(MOST).default(100).describe('How many, at most.');

/** How a list of orders is asked for. */
export const listed = z.strictObject({
  after: orderNumber.optional().describe('`after` of the page before.'),
  first: count,
  state: z
    .enum(caseStates.states as [CaseState, ...CaseState[]])
    .optional()
    .describe('Only those in this state.'),
  isOpen: z
    .enum(['true', 'false'])
    .optional()
    .describe('Only those that are not closed yet, or only those that are.'),
});

/** How changes are asked for. */
export const following = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,20}\.\d{1,18}$/)
    .optional()
    .describe('`after` of the answer before; left out, nothing is told but where one is now.'),
});

interface Placed {
  caseId: string;
  number: string;
}

/** An integrator's orders as they stand, by their numbers. */
export async function ordersByNumber(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const asked = readQuery(ctx, listed, request);
  if ('refusal' in asked) return no(asked.refusal);

  const { after = '', first, state, isOpen } = asked.value;
  const { statement, values } = query(
    (at) => `
      select o.case_id as "caseId", o.number from hotline_order o join "case" c on c.id = o.case_id
      where o.integrator_id = ${at(ctx.actor?.id)} and o.number > ${at(after)}
        ${state ? `and c.state = ${at(state)}` : ''}
        ${isOpen ? `and (c.closed_at is null) = ${at(isOpen === 'true')}` : ''}
      order by o.number limit ${at(first + 1)}`,
  );
  const found = await ctx.read.rows<Placed>(statement, values);
  const page = found.slice(0, first);
  return {
    status: 200,
    body: {
      orders: await asTheyStand(ctx, page),
      after: page.at(-1)?.number ?? asked.value.after ?? null,
      isMore: found.length > first,
    },
  };
}

const NOW = statement(`select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as after`);

/** Up to the oldest transaction still running, as consumers of events read: nothing that commits late is passed over. */
const CHANGES = statement(/* SQL */ `
  with seen as materialized (
    select xid, id, subject from outbox
    where (xid, id) > ($1::xid8, $2::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, id limit ${MOST}
  ), changed as (
    select o.case_id, o.number from seen join hotline_order o on o.case_id = seen.subject
    where o.integrator_id = $3 group by o.case_id
  )
  select (select count(*)::int from seen) as seen,
         (select xid::text || '.' || id from seen order by xid desc, id desc limit 1) as after,
         coalesce((select json_agg(json_build_object('caseId', case_id, 'number', number)) from changed), '[]') as changed
`);

/** The orders to which something has happened since one asked last, each as it stands now. */
export async function changedOrders(ctx: Context, request: FastifyRequest): Promise<Answer> {
  const asked = readQuery(ctx, following, request);
  if ('refusal' in asked) return no(asked.refusal);

  const { after } = asked.value;
  if (!after) {
    const [here] = await ctx.read.rows<{ after: string }>(NOW);
    return { status: 200, body: { orders: [], after: here!.after, isMore: false } };
  }
  const [xid, id] = after.split('.');
  if (BigInt(xid!) >= 2n ** 63n) return no(beyond(ctx));
  const [found] = await ctx.read.rows<{ seen: number; after: string | null; changed: Placed[] }>(CHANGES, [
    xid,
    id,
    ctx.actor?.id,
  ]);
  const { seen, changed } = found!;
  return {
    status: 200,
    body: {
      orders: await asTheyStand(ctx, changed),
      after: found!.after ?? after,
      isMore: seen === MOST,
    },
  };
}

const asTheyStand = async (ctx: Context, placed: readonly Placed[]) => {
  const rows = await Promise.all(placed.map(({ caseId }) => ctx.load.case.load(caseId)));
  return placed.flatMap(({ number }, i) => (rows[i] ? [standing(number, rows[i])] : []));
};

const beyond = (ctx: Context) =>
  invalidInput(ctx, 'after', { en: '"after" is no place that was told.', zh: '“after”不是有效的位置。' });
