import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { AgreementForm, MediationAgreementState, SignatureMeans } from '../generated/graphql';

@Entity('mediation_agreement')
export class MediationAgreement {
  readonly __typename = 'MediationAgreement';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') mediationId!: string;
  @Column('text') state!: MediationAgreementState;
  @Column('text') form!: AgreementForm;
  @Column('text') facts!: string;
  @Column('text') responsibilities!: string;
  @Column('text') terms!: string;
  @Column('text') manner!: string;
  @Column('date') performBy!: string;
  @Column('jsonb') signatures!: Signature[];
  @Column('timestamptz') agreedAt!: Date;
  @Column('timestamptz', { nullable: true }) effectiveAt!: Date | null;
}

/** Who signed, as it is kept: dates in JSON are texts. */
export interface Signature {
  partyId: string;
  means: SignatureMeans;
  at: string;
}

@Entity('mediation_instalment')
export class MediationInstalment {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') agreementId!: string;
  /** Counts from 1 in the order in which they fall due. */
  @Column('int') position!: number;
  @Column('uuid') payerId!: string;
  /** In fen. */
  @Column('bigint') amount!: number;
  @Column('date') dueOn!: string;
  @Column('date', { nullable: true }) paidOn!: string | null;
}
