import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { NoteAudience, NoteKind, NoteState } from '../generated/graphql';

@Entity('case_note')
export class CaseNote {
  readonly __typename = 'CaseNote';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') state!: NoteState;
  @Column('text') kind!: NoteKind;
  @Column('text') audience!: NoteAudience;
  @Column('text') text!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('timestamptz') writtenAt!: Date;
}
