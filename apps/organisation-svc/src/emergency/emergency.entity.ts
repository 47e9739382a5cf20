import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { EmergencyPeriodState } from '../generated/graphql';

@Entity('emergency_period')
export class EmergencyPeriod {
  readonly __typename = 'EmergencyPeriod';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: EmergencyPeriodState;
  /** A template code of the locality's profile. */
  @Column('text') template!: string;
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  /** The last day for which it was called. */
  @Column('date') untilOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
  @Column('text') reason!: string;
  @Column('text') authority!: string;
  @Column('text') ruleVersion!: string;
}
