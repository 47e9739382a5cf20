import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Weekday } from '../generated/graphql';

/** A call of a mobile site; it changes with its site, under the lock of the site's row. */
@Entity('mobile_stop')
export class MobileStop {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') weekday!: Weekday;
  @Column('text') opensAt!: string;
  @Column('text') closesAt!: string;
  @Column('text') spot!: string;
  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
