import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { IncidentKind, IncidentState } from '../generated/graphql';

@Entity('incident')
export class Incident {
  readonly __typename = 'Incident';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: IncidentState;
  @Column('text') kind!: IncidentKind;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('date') occurredOn!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz') recordedAt!: Date;
  @Column('timestamptz', { nullable: true }) withdrawnAt!: Date | null;
}
