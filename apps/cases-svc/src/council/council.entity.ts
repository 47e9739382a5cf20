import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CouncilRole, CouncilState } from '../generated/graphql';

@Entity('council')
export class Council {
  readonly __typename = 'Council';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: CouncilState;
  /** A kind of the locality's profile. */
  @Column('text') kind!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') name!: string;
  @Column('uuid', { nullable: true }) allianceId!: string | null;
  @Column('uuid', { nullable: true }) proposalId!: string | null;
  @Column('date') foundedOn!: string;
  @Column('date', { nullable: true }) dissolvedOn!: string | null;
  @Column('date', { nullable: true }) lastMetOn!: string | null;
  @Column('date', { nullable: true }) nextMeetingDueOn!: string | null;
  /** How many meetings it has been called to; the next one bears the next number. */
  @Column('int') meetingCount!: number;
}

/** A seat. Rows are shown to those whose area holds the council, and to whoever sits there. */
@Entity('council_member')
export class CouncilMember {
  readonly __typename = 'CouncilMember';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') councilId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('text') role!: CouncilRole;
  /** A side of the council's kind. */
  @Column('text', { nullable: true }) side!: string | null;
  @Column('text', { nullable: true }) duty!: string | null;
  @Column('date') from!: string;
  @Column('date', { nullable: true }) to!: string | null;
}
