import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CommandDirection, CommandMessageState } from '../generated/graphql';

@Entity('command_message')
export class CommandMessage {
  readonly __typename = 'CommandMessage';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CommandMessageState;
  @Column('text') direction!: CommandDirection;
  @Column('uuid') senderId!: string;
  @Column({ type: 'text', collation: 'C' }) senderPath!: string;
  @Column('uuid') recipientId!: string;
  @Column({ type: 'text', collation: 'C' }) recipientPath!: string;
  @Column('text') text!: string;
  @Column('timestamptz', { nullable: true }) answerBy!: Date | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) whistleId!: string | null;

  @Column('timestamptz') sentAt!: Date;
  @Column('timestamptz', { nullable: true }) receivedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) answeredAt!: Date | null;
  @Column('timestamptz', { nullable: true }) confirmedAt!: Date | null;
}
