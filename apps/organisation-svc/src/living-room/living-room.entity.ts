import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { LivingRoomState } from '../generated/graphql';

@Entity('living_room')
export class LivingRoom {
  readonly __typename = 'LivingRoom';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: LivingRoomState;
  /** The branch. */
  @Column('uuid') partyOrganisationId!: string;
  /** A service site, which services-svc owns. */
  @Column('uuid') siteId!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
