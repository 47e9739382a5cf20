import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ProposalState } from '../generated/graphql';

@Entity('governance_proposal')
export class GovernanceProposal {
  readonly __typename = 'GovernanceProposal';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ProposalState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { array: true }) caseIds!: string[];
  @Column('text', { nullable: true }) measure!: string | null;
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('text') ruleVersion!: string;
  @Column('timestamptz') raisedAt!: Date;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
