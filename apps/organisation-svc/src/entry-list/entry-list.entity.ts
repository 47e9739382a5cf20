import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  AssessmentItemState,
  EntryRequestState,
  IssuedEntryListState,
  SentDownMatterState,
} from '../generated/graphql';
import type { Entry } from '../locality';

@Entity('issued_entry_list')
export class IssuedEntryList {
  readonly __typename = 'IssuedEntryList';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: IssuedEntryListState;
  @Column('text') title!: string;
  @Column('uuid') areaId!: string;
  @Column('date') effectiveFrom!: string;
  @Column('date', { nullable: true }) withdrawnOn!: string | null;
  @Column('jsonb') entries!: Entry[];
}

@Entity('sent_down_matter')
export class SentDownMatter {
  readonly __typename = 'SentDownMatter';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: SentDownMatterState;
  @Column('text') title!: string;
  /** It is let in either by the list or by a request. */
  @Column('text', { nullable: true }) entryCode!: string | null;
  @Column('uuid', { nullable: true }) entryRequestId!: string | null;
  @Column('uuid') unitId!: string;
  @Column('uuid') areaId!: string;
  @Column('date') dueAt!: string;
  @Column('text') ruleVersion!: string;
}

@Entity('entry_request')
export class EntryRequest {
  readonly __typename = 'EntryRequest';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: EntryRequestState;
  @Column('text') title!: string;
  @Column('text') reason!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') areaId!: string;
  @Column('date') requestedOn!: string;
  @Column('date', { nullable: true }) validUntil!: string | null;
}

@Entity('assessment_item')
export class AssessmentItem {
  readonly __typename = 'AssessmentItem';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: AssessmentItemState;
  @Column('text') title!: string;
  @Column('uuid') unitId!: string;
  @Column('uuid') areaId!: string;
  @Column('date', { nullable: true }) cancelledOn!: string | null;
  @Column('text', { nullable: true }) cancelReason!: string | null;
}
