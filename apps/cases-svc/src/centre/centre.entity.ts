import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CentreWindowKind, CentreWindowState } from '../generated/graphql';

@Entity('centre_window')
export class CentreWindow {
  readonly __typename = 'CentreWindow';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: CentreWindowState;
  @Column('text') kind!: CentreWindowKind;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('int') number!: number;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('date') openedOn!: string;
  @Column('date', { nullable: true }) closedOn!: string | null;
}
