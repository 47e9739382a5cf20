import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediationSessionState } from '../generated/graphql';

/** The database lets no two meetings that are not called off share a mediator or a room at any time. */
@Entity('mediation_session')
export class MediationSession {
  readonly __typename = 'MediationSession';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') mediationId!: string;
  @Column('text') state!: MediationSessionState;
  @Column('uuid') mediatorId!: string;
  @Column('uuid', { nullable: true }) roomId!: string | null;
  @Column('timestamptz') startsAt!: Date;
  @Column('timestamptz') endsAt!: Date;
  @Column('text', { nullable: true }) minutes!: string | null;
}
