import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  MatterForm,
  MatterSource,
  MatterState,
  MatterTaskState,
  MatterUrgency,
} from '../generated/graphql';

@Entity('matter')
export class Matter {
  readonly __typename = 'Matter';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: MatterState;
  /** A kind of the locality's profile, and the form that it asks for. */
  @Column('text') kind!: string;
  @Column('text') form!: MatterForm;
  @Column('text') urgency!: MatterUrgency;
  @Column('text') source!: MatterSource;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') title!: string;
  @Column('uuid', { nullable: true }) caseId!: string | null;

  @Column('uuid', { nullable: true }) meetingId!: string | null;
  @Column('text', { nullable: true }) councilKind!: string | null;
  @Column('int', { nullable: true }) agendaNumber!: number | null;

  @Column('timestamptz') dueAt!: Date;
  @Column('boolean') isProvisional!: boolean;
  @Column('text') ruleVersion!: string;

  @Column('text', { nullable: true }) resolution!: string | null;
  @Column('int', { nullable: true }) votesInFavour!: number | null;
  @Column('int', { nullable: true }) votesAgainst!: number | null;
  @Column('int', { nullable: true }) votesAbstained!: number | null;
  @Column('uuid', { array: true }) consultedUnitIds!: string[];
  /** The database lets the units that have tasks see the row. */
  @Column('uuid', { array: true }) taskUnitIds!: string[];
  @Column('text', { nullable: true }) result!: string | null;

  @Column('timestamptz') raisedAt!: Date;
  @Column('timestamptz', { nullable: true }) discussedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}

@Entity('matter_task')
export class MatterTask {
  readonly __typename = 'MatterTask';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') matterId!: string;
  @Column('uuid') unitId!: string;
  @Column('text') state!: MatterTaskState;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') task!: string;
  @Column('timestamptz') dueAt!: Date;
  @Column('boolean') isProvisional!: boolean;
  @Column('text', { nullable: true }) result!: string | null;
  @Column('timestamptz', { nullable: true }) endedAt!: Date | null;
}
