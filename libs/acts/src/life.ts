import { type AnyRefusal, actionNotAllowed, notFound, remembered } from '@jinlin/graphql';
import { entryText } from '@jinlin/history';
import type { StateMachine } from '@jinlin/state-machine';
import { type DeepPartial, type EntityManager, type EntityTarget, In, type ObjectLiteral } from 'typeorm';
import type { Act } from './context';

/** A kind of record with a life: its entity, its state machine, and the names it goes by. */
export interface Life<Row extends Living<State>, State extends string, Action extends string> {
  entity: EntityTarget<Row>;
  /** Its GraphQL type, and its record type in the history: `Case`. */
  name: string;
  /** The first word of its events: `case` makes `case.signed`. */
  event: string;
  states: StateMachine<State, Action>;
  /** What its events tell others. Never personal data. */
  tell: (row: Row) => Record<string, unknown>;
}

export interface Living<State extends string> extends ObjectLiteral {
  id: string;
  state: State;
}

/** Why and under which rule something was done; all of it goes into the history. */
export interface Grounds {
  reason?: string | null | undefined;
  ruleVersion?: string | null | undefined;
  facts?: Record<string, unknown>;
}

/** By whom and when something was done. */
type Doer = Pick<Act, 'actor' | 'now'>;

/** What a record becomes by an act, and on what grounds. */
export interface Change<Row> extends Grounds {
  set?: Partial<Row>;
}

/** Which edge to take, and what may still stand against it once the row is locked. */
export interface Move<Row, Action extends string, No> {
  id: string;
  action: Action;
  unless?: (row: Row) => No | null | Promise<No | null>;
}

/**
 * Moves a record along one edge of its state machine. The row stays locked to the end of the transaction, so two
 * clerks cannot both move it.
 */
export async function take<
  Row extends Living<State>,
  State extends string,
  Action extends string,
  No extends AnyRefusal = never,
>(
  act: Act,
  life: Life<Row, State, Action>,
  { id, action, unless }: Move<Row, Action, No>,
  change: (row: Row) => Change<NoInfer<Row>> | Promise<Change<NoInfer<Row>>> = () => ({}),
) {
  const row = await lock(act, life.entity, id);
  if (!row) return notFound(act, life.name, id);

  // What lies beyond the actor's reach does not exist for them: they learn nothing of its state.
  const refusal = await unless?.(row);
  if (refusal?.code === 'NOT_FOUND') return refusal;

  const state = life.states.next(row.state, action);
  if (!state) return actionNotAllowed(act, action, row.state);
  if (refusal) return refusal;

  const from = row.state;
  const { set = {}, ...grounds } = await change(row);
  const saved = await act.tx.getRepository(life.entity).save(Object.assign(row, set, { state }));
  await record(act, life, saved, { action, from, ...grounds });
  return saved;
}

/** Moves many records along one edge each, as `take` does one; those whose state lacks the edge stay as they are. */
export const takeAll = <Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  life: Life<Row, State, Action>,
  { ids, action }: { ids: readonly string[]; action: Action },
  change: (row: Row) => Change<NoInfer<Row>> = () => ({}),
) => changeAll(act, life, { ids, action }, (state) => life.states.next(state, action), change);

/** Changes something about many records that is no step of theirs, such as the area that they stand at. */
export const carryAll = <Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  life: Life<Row, State, Action>,
  { ids, action }: { ids: readonly string[]; action: string },
  change: (row: Row) => Change<NoInfer<Row>>,
) => changeAll(act, life, { ids, action }, (state) => state, change);

/** One statement locks the records, one makes each different change, one tells of it all: however many there are. */
async function changeAll<Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  life: Life<Row, State, Action>,
  { ids, action }: { ids: readonly string[]; action: string },
  next: (state: State) => State | undefined,
  change: (row: Row) => Change<Row>,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const repository = act.tx.getRepository(life.entity);
  const rows = await repository.find({
    where: { id: In([...ids]) } as never,
    order: { id: 'asc' } as never,
    lock: { mode: 'pessimistic_write' },
  });

  const alike = new Map<string, { ids: string[]; set: object }>();
  const changed: Row[] = [];
  const entries: string[] = [];
  const told: string[] = [];
  for (const row of rows) {
    const from = row.state;
    const state = next(from);
    if (!state) continue;

    const { set = {}, ...grounds } = change(row);
    const whole = { ...set, state };
    const group = remembered(alike, JSON.stringify(whole), () => ({ ids: [], set: whole }));
    group.ids.push(idOf(row));
    changed.push(Object.assign(row, whole));
    entries.push(entryOf(act, row, { action, from, ...grounds }));
    told.push(JSON.stringify({ ...life.tell(row), action, from, to: state }));
  }

  for (const { ids, set } of alike.values()) await repository.update({ id: In(ids) } as never, set as never);
  await act.tx.query(APPEND_ALL, [
    changed.map(idOf),
    entries,
    told,
    changed.map(() => act.now),
    life.name,
    `${life.event}.${action.toLowerCase()}`,
  ]);
  return changed;
}

const idOf = ({ id }: { id: string }) => id;

/** Begins a record's life: saves it with its first history entry and event. */
export async function begin<Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  life: Life<Row, State, Action>,
  action: string,
  row: DeepPartial<Row>,
  grounds: Grounds = {},
) {
  const repository = act.tx.getRepository(life.entity);
  const saved = await repository.save(repository.create(row));
  await record(act, life, saved, { action, from: null, ...grounds });
  return saved;
}

/**
 * Begins the lives of many records at once, each with the first history entry and event that it would have had alone;
 * `by` tells whose each is, where several act at once. The rows bear their ids; however many there are, it takes two
 * statements.
 */
export async function beginAll<Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  { entity, name, event, tell }: Life<Row, State, Action>,
  action: string,
  rows: readonly Omit<Row, '__typename'>[],
  grounds: (row: Row) => Grounds & { by?: Doer } = () => ({}),
) {
  if (rows.length === 0) return;

  await insertAll(act.tx, entity, rows);
  const begun = rows.map((row) => ({ row: row as Row, by: act as Doer, ...grounds(row as Row) }));
  await act.tx.query(APPEND_ALL, [
    rows.map(({ id }) => id),
    begun.map(({ row, by, ...why }) => entryOf(by, row, { action, from: null, ...why })),
    begun.map(({ row }) => JSON.stringify({ ...tell(row), action, from: null, to: row.state })),
    begun.map(({ by }) => by.now),
    name,
    `${event}.${action.toLowerCase()}`,
  ]);
}

/** Writes rows as PostgreSQL reads them from JSON: the mapper would take longer over each than PostgreSQL itself. */
async function insertAll(
  tx: EntityManager,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly ObjectLiteral[],
) {
  const { tablePath, columns } = tx.getRepository(entity).metadata;
  const given = columns.filter(({ propertyName }) => rows.some((row) => row[propertyName] !== undefined));
  const names = given.map(({ databaseName }) => `"${databaseName}"`).join(', ');
  const cells = rows.map((row) =>
    Object.fromEntries(
      given.map(({ databaseName, propertyName }) => [databaseName, cellOf(row[propertyName])]),
    ),
  );
  await tx.query(
    `insert into "${tablePath}" (${names})
     select ${names} from jsonb_populate_recordset(null::"${tablePath}", $1)`,
    [JSON.stringify(cells)],
  );
}

const cellOf = (value: unknown) => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value);

/** Finds a row and locks it; null when there is none within the actor's reach. */
export const lock = <Row extends { id: string } & ObjectLiteral>(
  { tx }: Act,
  entity: EntityTarget<Row>,
  id: string,
) => tx.getRepository(entity).findOne({ where: { id } as never, lock: { mode: 'pessimistic_write' } });

type Recorded = Grounds & { action: string; from: string | null };

const entryOf = (
  { actor, now }: Doer,
  { state }: { state: string },
  { action, from, reason, ruleVersion, facts }: Recorded,
) =>
  entryText({
    action,
    from,
    to: state,
    at: now,
    actor: { id: actor.id, role: actor.role },
    ...(reason && { reason }),
    ...(ruleVersion && { ruleVersion }),
    ...(facts && { facts }),
  });

/** Writes what was done to a record into its history, and tells others: both in the transaction that did it. */
export async function record<Row extends Living<State>, State extends string, Action extends string>(
  act: Act,
  { name, event, tell }: Pick<Life<Row, State, Action>, 'name' | 'event' | 'tell'>,
  row: Row,
  recorded: Recorded,
) {
  const { action, from } = recorded;
  const entry = entryOf(act, row, recorded);
  const data = { ...tell(row), action, from, to: row.state };
  await act.tx.query(APPEND, [row.id, name, act.now, entry, `${event}.${action.toLowerCase()}`, data]);
}

const APPEND = /* SQL */ `
  with head as (
    select sequence, hash from history where record_id = $1 order by sequence desc limit 1
  ), next as (
    select coalesce((select sequence from head), 0) + 1 as sequence,
           coalesce((select hash from head), ''::bytea) as previous
  ), chained as (
    insert into history (record_id, sequence, record_type, at, entry, hash)
    select $1, sequence, $2, $3, $4::text::json,
           sha256(previous || convert_to(sequence || ':' || $4::text, 'UTF8'))
    from next
    returning sequence
  )
  insert into outbox (type, subject, at, data)
  select $5, $1, $3, $6::jsonb || jsonb_build_object('sequence', sequence) from chained
`;

const APPEND_ALL = /* SQL */ `
  with told as (
    select * from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) as told (id, entry, data, at)
  ), next as (
    select told.*, coalesce(head.sequence, 0) + 1 as sequence, coalesce(head.hash, ''::bytea) as previous
    from told left join lateral (
      select sequence, hash from history where record_id = told.id order by sequence desc limit 1
    ) head on true
  ), chained as (
    insert into history (record_id, sequence, record_type, at, entry, hash)
    select id, sequence, $5, at, entry::json, sha256(previous || convert_to(sequence || ':' || entry, 'UTF8'))
    from next
  )
  insert into outbox (type, subject, at, data)
  select $6, id, at, data::jsonb || jsonb_build_object('sequence', sequence) from next
`;
