import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { MemberVisitState } from '../generated/graphql';

@Entity('member_visit')
export class MemberVisit {
  readonly __typename = 'MemberVisit';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: MemberVisitState;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  /** A category of the locality's profile. */
  @Column('text') category!: string;
  @Column('date') day!: string;
  @Column('int') members!: number;
  @Column('int') issuesCollected!: number;
}
