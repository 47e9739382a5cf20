import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DemandState, ListSide } from '../generated/graphql';

@Entity('demand')
export class Demand {
  readonly __typename = 'Demand';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: DemandState;
  @Column('text') side!: ListSide;
  @Column('text') category!: string;
  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;
  @Column('uuid', { nullable: true }) unitId!: string | null;
  @Column('int') amount!: number;
  /** The sum of its matches that hold or were kept. */
  @Column('int', { default: 0 }) promised!: number;
  @Column('date', { nullable: true }) neededFrom!: string | null;
  @Column('date', { nullable: true }) neededTo!: string | null;
  @Column('text') channel!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;
  @Column('uuid', { nullable: true }) memberVisitId!: string | null;
  /** The follow-up of a visit to an elder whose need it is. */
  @Column('uuid', { nullable: true }) visitFollowUpId!: string | null;
  /** The project that it is part of; it leaves one that is dropped. */
  @Column('uuid', { nullable: true }) projectId!: string | null;
  @Column('timestamptz') raisedAt!: Date;
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) matchedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

/** Who asked. Apart from the demand, which everybody may read: row-level security keeps this to its area and the person. */
@Entity('demand_requester')
export class DemandRequester {
  @PrimaryColumn('uuid') demandId!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('text', { nullable: true }) maskedName!: string | null;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea', { nullable: true }) sealedName!: Buffer | null;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
}
