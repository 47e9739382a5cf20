import { createHash, randomUUID } from 'node:crypto';
import { query } from '@jinlin/database';
import type { Context } from '../context';
import { CaseNote } from '../note/note.entity';
import { writeCaseNote } from '../note/note.service';
import { missing, Refused, unknown } from './open311.refusal';
import { type Document, withOffset } from './open311.text';
import { windowIn } from './open311.window';

/** Updates that a list holds at most, and the days that it covers when it names none. */
const MOST = 1_000;
const DAYS = 1;

/** What clients that know these words (FixMyStreet's) read of a state; all others are open. */
const STATUSES: Record<string, string> = {
  SIGNED: 'IN_PROGRESS',
  HANDLING: 'IN_PROGRESS',
  ON_HOLD: 'ACTION_SCHEDULED',
  MERGED: 'DUPLICATE',
  CLOSED: 'CLOSED',
  ARCHIVED: 'CLOSED',
};

/** What was done to requests, and what was said to everybody about them, oldest first. */
export async function updateList(ctx: Context, asked: URLSearchParams): Promise<Document | Refused> {
  const window = windowIn(asked, ctx.now, DAYS);
  if (window instanceof Refused) return window;

  const { statement, values } = query((at) => {
    const [from, to] = [at(window.from), at(window.to)];
    const path = at(ctx.scope.areaPath ?? '/none/');
    return /* SQL */ `
      select h.record_id || '.' || h.sequence as id, c.reference, h.entry->>'to' as state, h.at, '' as text
      from history h join "case" c on c.id = h.record_id
      where h.record_type = 'Case' and h.at >= ${from}::timestamptz and h.at <= ${to}::timestamptz
        and starts_with(c.area_path, ${path})
      union all
      select n.id::text, c.reference, c.state, n.written_at, n.text
      from case_note n join "case" c on c.id = n.case_id
      where n.audience = 'PUBLIC' and n.state = 'WRITTEN'
        and n.written_at >= ${from}::timestamptz and n.written_at <= ${to}::timestamptz
        and starts_with(c.area_path, ${path})
      order by at, id
      limit ${at(MOST)}`;
  });
  const rows = await ctx.read.rows<UpdateRow>(statement, values);
  return {
    name: 'service_request_updates',
    value: rows.map(({ id, reference, state, at, text }) => ({
      update_id: id,
      service_request_id: reference,
      status: STATUSES[state] ?? 'OPEN',
      updated_datetime: withOffset(at),
      description: text,
      media_url: null,
    })),
  };
}

interface UpdateRow {
  id: string;
  reference: string;
  state: string;
  at: Date;
  text: string;
}

/** Writes what a client tells of a request under it, for everybody; the same update_id writes once. */
export async function postUpdate(ctx: Context, form: URLSearchParams): Promise<Document | Refused> {
  const number = form.get('service_request_id');
  if (!number) return missing('service_request_id');
  const text = form.get('description')?.trim();
  if (!text) return missing('description');
  const found = await ctx.load.caseByReference.load(number);
  if (!found) return unknown('service_request_id');

  const updateId = form.get('update_id');
  const written = await writeCaseNote(ctx, {
    clientKey: updateId
      ? `open311 update ${createHash('sha256').update(updateId).digest('hex')}`
      : randomUUID(),
    caseId: found.id,
    audience: 'PUBLIC',
    text,
  });
  if (written instanceof CaseNote)
    return { name: 'service_request_updates', value: [{ update_id: written.id }] };
  return new Refused(written.code === 'KEY_REUSED' ? 409 : 400, written.message);
}
