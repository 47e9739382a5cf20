import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an area was called, coded and placed under from one day to the next. */
@Entity('area_version')
export class AreaVersion {
  @PrimaryColumn('uuid') areaId!: string;
  @PrimaryColumn('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;
  @Column({ type: 'text', collation: 'C' }) code!: string;
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  @Column({ type: 'text', collation: 'C' }) path!: string;
}
