import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CertificationKind, CertificationState } from '../generated/graphql';

@Entity('certification')
export class Certification {
  readonly __typename = 'Certification';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') kind!: CertificationKind;
  @Column('text') state!: CertificationState;
  @Column('date') awardedOn!: string;
  @Column('date', { nullable: true }) revokedOn!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
