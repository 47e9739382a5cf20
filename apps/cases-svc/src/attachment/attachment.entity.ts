import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AttachmentPurpose, AttachmentState } from '../generated/graphql';

@Entity('case_attachment')
export class CaseAttachment {
  readonly __typename = 'CaseAttachment';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') caseId!: string;
  @Column('text') state!: AttachmentState;
  @Column('text') purpose!: AttachmentPurpose;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) mediaType!: string | null;
  @Column('int', { nullable: true }) sizeBytes!: number | null;
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column('text', { nullable: true }) storageKey!: string | null;
  @Column('boolean') isInternal!: boolean;
  @Column('timestamptz') addedAt!: Date;
}
