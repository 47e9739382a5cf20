import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ListSide, ResourceState } from '../generated/graphql';

@Entity('resource')
export class Resource {
  readonly __typename = 'Resource';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: ResourceState;
  @Column('text') side!: ListSide;
  @Column('text') category!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') offeredToId!: string;
  @Column({ type: 'text', collation: 'C' }) offeredToPath!: string;
  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;
  /** The last day of its last window. */
  @Column('date') lastOn!: string;
  @Column('timestamptz') offeredAt!: Date;
  @Column('timestamptz', { nullable: true }) admittedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('resource_window')
export class ResourceWindow {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') resourceId!: string;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('int') amount!: number;
  /** What is promised, was used, or failed to come; the database holds it to the amount. */
  @Column('int', { default: 0 }) promised!: number;
}
