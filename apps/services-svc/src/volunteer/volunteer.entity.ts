import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type {
  ParticipationState,
  VolunteerActivityKind,
  VolunteerActivityState,
  VolunteerRole,
  VolunteerState,
  VolunteerTeamState,
} from '../generated/graphql';

@Entity('volunteer_team')
export class VolunteerTeam {
  readonly __typename = 'VolunteerTeam';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column('text') state!: VolunteerTeamState;
  @Column('boolean') isOfPartyMembers!: boolean;
  @Column('date') foundedOn!: string;
  @Column('int', { nullable: true }) wanted!: number | null;
  @Column('text', { nullable: true }) call!: string | null;
  /** Who serves; kept because teams are open data and their people are not. */
  @Column('int') members!: number;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

@Entity('volunteer')
export class Volunteer {
  readonly __typename = 'Volunteer';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') teamId!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: VolunteerState;
  @Column('text') role!: VolunteerRole;

  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('timestamptz') appliedAt!: Date;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}

@Entity('volunteer_activity')
export class VolunteerActivity {
  readonly __typename = 'VolunteerActivity';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') teamId!: string;
  @Column('text') localityCode!: string;
  @Column('text') title!: string;
  @Column('text') kind!: VolunteerActivityKind;
  @Column('text') state!: VolunteerActivityState;
  @Column('timestamptz') startsAt!: Date;
  @Column('timestamptz') endsAt!: Date;
  @Column('int', { nullable: true }) places!: number | null;
  @Column('int', { nullable: true }) audience!: number | null;
  /** Counted under the lock of this row, so that the last place is given once. */
  @Column('int') signedUp!: number;
  @Column('int') minutes!: number;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
}

/** Bears person and place of its volunteer, so that whoever may read the one may read the other. */
@Entity('activity_participation')
export class ActivityParticipation {
  readonly __typename = 'ActivityParticipation';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') activityId!: string;
  @Column('uuid') volunteerId!: string;
  @Column('text') state!: ParticipationState;
  @Column('int', { nullable: true }) minutes!: number | null;
  @Column('timestamptz') signedUpAt!: Date;

  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
}
