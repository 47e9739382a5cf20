import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a request through Open311 tells beside its case. */
@Entity('open311_request')
export class Open311Request {
  @PrimaryColumn('uuid') caseId!: string;
  @Column('double precision', { nullable: true }) lat!: number | null;
  @Column('double precision', { nullable: true }) long!: number | null;
  @Column('text', { nullable: true }) mediaUrl!: string | null;
  @Column('text', { nullable: true }) accountId!: string | null;
}
