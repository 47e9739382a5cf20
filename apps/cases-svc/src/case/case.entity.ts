import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  CaseAlert,
  CaseOutcome,
  CasePlacing,
  CaseState,
  HoldKind,
  RequestType,
  ResponseGrade,
  Satisfaction,
  Urgency,
} from '../generated/graphql';

@Entity('case')
export class Case {
  readonly __typename = 'Case';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: CaseState;
  @Column('text') channel!: string;
  @Column('uuid', { nullable: true }) windowId!: string | null;
  @Column('uuid', { nullable: true }) memberVisitId!: string | null;
  @Column('text') category!: string;
  /** Where it stands in further taxonomies, each as problem-types/03. */
  @Column('text', { array: true, default: '{}' }) classes!: string[];
  @Column('text') requestType!: RequestType;
  @Column('text') urgency!: Urgency;
  @Column('text', { nullable: true }) grade!: ResponseGrade | null;

  @Column('text') title!: string;
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text', { nullable: true }) address!: string | null;

  @Column('uuid', { nullable: true }) reporterPersonId!: string | null;
  @Column('text', { nullable: true }) reporterMaskedName!: string | null;
  @Column('text', { nullable: true }) reporterMaskedPhone!: string | null;
  @Column('bytea', { nullable: true }) reporterSealedName!: Buffer | null;
  @Column('bytea', { nullable: true }) reporterSealedPhone!: Buffer | null;
  @Column('bytea', { nullable: true }) reporterPhoneHash!: Buffer | null;
  @Column('boolean') isConfidential!: boolean;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
  @Column('text', { default: 'GIVEN' }) placing!: CasePlacing;

  @Column('uuid', { nullable: true }) responsibleUnitId!: string | null;
  /** The unit that was given it first (首接单位). */
  @Column('uuid', { nullable: true }) firstUnitId!: string | null;
  /** The unit at whose desk it lies or lay last: whoever gave a case back still sees it until it is with another. */
  @Column('uuid', { nullable: true }) deskUnitId!: string | null;
  /** The units that have a part in it. The database lets them see it too. */
  @Column('uuid', { array: true, default: '{}' }) assistingUnitIds!: string[];
  /** The case that this one is over again. */
  @Column('uuid', { nullable: true }) mainCaseId!: string | null;
  /** The units that whistles about it called. They see it as well. */
  @Column('uuid', { array: true, default: '{}' }) calledUnitIds!: string[];
  @Column('text', { nullable: true }) outcome!: CaseOutcome | null;
  @Column('boolean') isResolvedOnSite!: boolean;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { nullable: true }) reply!: string | null;

  /** Whether the clock has looked if this complaint is one of many (X9). */
  @Column('boolean', { default: true }) isWeighed!: boolean;

  @Column('timestamptz') openedAt!: Date;
  @Column('timestamptz', { nullable: true }) dispatchedAt!: Date | null;
  /** By when the unit must have spoken with whoever asked. */
  @Column('timestamptz', { nullable: true }) contactDueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) firstContactAt!: Date | null;
  @Column('timestamptz', { nullable: true }) begunAt!: Date | null;
  @Column('timestamptz', { nullable: true }) handledAt!: Date | null;
  @Column('timestamptz', { nullable: true }) visitedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) archivedAt!: Date | null;

  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('boolean') isDeadlineProvisional!: boolean;
  @Column('text', { nullable: true }) deadlineRule!: string | null;
  /** When this deadline was set: at dispatch, or when it was last put off. */
  @Column('timestamptz', { nullable: true }) deadlineSetAt!: Date | null;
  /** What the clock has said since, and when it must look again. */
  @Column('text', { array: true, default: '{}' }) alerts!: CaseAlert[];
  @Column('timestamptz', { nullable: true }) nextAlertAt!: Date | null;
  @Column('int', { default: 0 }) extensionCount!: number;
  @Column('timestamptz', { nullable: true }) heldSince!: Date | null;
  @Column('text', { nullable: true }) holdKind!: HoldKind | null;
  @Column('date', { nullable: true }) reviewOn!: string | null;

  @Column('boolean', { nullable: true }) wasContacted!: boolean | null;
  @Column('boolean', { nullable: true }) wasSolved!: boolean | null;
  @Column('text', { nullable: true }) satisfaction!: Satisfaction | null;

  /** Return visits of this round that reached nobody. */
  @Column('int', { default: 0 }) missedVisits!: number;

  @Column('int') returnCount!: number;
  @Column('int') reopenCount!: number;
}
