import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { PolicyDocumentState } from '../generated/graphql';

@Entity('policy_document')
export class PolicyDocument {
  readonly __typename = 'PolicyDocument';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: PolicyDocumentState;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) number!: string | null;
  @Column('uuid') issuingUnitId!: string;
  @Column('uuid') areaId!: string;
  @Column('date') draftedOn!: string;
  @Column('date', { nullable: true }) dueOn!: string | null;
  @Column('date', { nullable: true }) inForceFrom!: string | null;
  @Column('date', { nullable: true }) repealedOn!: string | null;
}
