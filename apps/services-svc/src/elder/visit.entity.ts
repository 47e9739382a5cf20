import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { VisitKind, VisitOutcome } from '../generated/graphql';

/** One attempt to see how an elder is. It never changes; the elder's history tells who made it. */
@Entity('elder_visit')
export class ElderVisit {
  readonly __typename = 'ElderVisit';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') elderId!: string;
  @Column('text') kind!: VisitKind;
  @Column('text') outcome!: VisitOutcome;
  @Column('timestamptz') visitedAt!: Date;
  @Column('timestamptz') recordedAt!: Date;

  /** Whose it is, as its elder's row says. */
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
