import { historyOf, type Loaded } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import type { Loading } from '@jinlin/service';
import type { EntityTarget, ObjectLiteral } from 'typeorm';

/** A row without what TypeScript alone knows of it. */
export type Row<Entity> = Omit<Entity, '__typename'>;

/** Writes loaded records of one kind, each with its history. */
export async function keep<Entity extends ObjectLiteral>(
  { client, db }: Loading,
  entity: EntityTarget<Entity>,
  records: readonly Loaded<{ id: string }>[],
) {
  const metadata = db.getMetadata(entity);
  await copyRows(
    client,
    metadata,
    records.map(({ row }) => row),
  );
  const history = records.flatMap((record) => historyOf(metadata.targetName, record));
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

/** Somebody in a role on the morning of a day. */
export const on = <Role extends string>(day: string, role: Role) => ({
  at: new Date(`${day}T02:00:00Z`),
  role,
});

export const organiser = (day: string) => on(day, 'ORGANISER');
export const clerk = (day: string) => on(day, 'COMMUNITY_CLERK');
export const desk = (day: string) => on(day, 'DEPARTMENT_CLERK');
