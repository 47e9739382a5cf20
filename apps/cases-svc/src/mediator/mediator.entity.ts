import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MediationKind, MediationRoomState, MediatorState } from '../generated/graphql';

/** Who mediates is made known to all, so this is open; who the person is, organisation-svc tells as it may. */
@Entity('mediator')
export class Mediator {
  readonly __typename = 'Mediator';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: MediatorState;
  @Column('uuid') personId!: string;
  @Column('text') kind!: MediationKind;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('date') appointedOn!: string;
  @Column('date', { nullable: true }) dismissedOn!: string | null;
}

@Entity('mediation_room')
export class MediationRoom {
  readonly __typename = 'MediationRoom';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: MediationRoomState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) siteId!: string | null;
  @Column('text') name!: string;
  @Column('int') seats!: number;
}
