import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { CommandMessageFilter } from '../generated/graphql';
import { CommandMessage } from './command.entity';

export type CommandMessagePage = Page<CommandMessage>;

export interface CommandMessageListArgs extends PageInput {
  where?: CommandMessageFilter | null | undefined;
}

const below = (path: string) => `${path} >= parent.key and ${path} < parent.key || '~'`;

/** Messages to or from areas (by their paths, with all below them), newest first. */
export const commandLists = (db: DataSource, read: Reader) => ({
  commandMessage: oneBy(db, read, CommandMessage, 'id'),
  commandMessages: lists<CommandMessage, CommandMessageListArgs>(read, {
    columns: columnsOf(db, CommandMessage, 'm'),
    from: 'command_message m',
    where: ({ where }, at) => [
      `(${below('m.recipient_path')} or ${below('m.sender_path')})`,
      where?.direction && `m.direction = ${at(where.direction)}`,
      where?.states && `m.state = any(${at(where.states)}::text[])`,
    ],
    order: [
      ['m.sent_at', 'timestamptz'],
      ['m.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ sentAt, id }) => [sentAt, id],
    figures: { totalCount },
  }),
});
