import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { FamilyDoctorContractState, FamilyDoctorGroup } from '../generated/graphql';

@Entity('family_doctor_contract')
export class FamilyDoctorContract {
  readonly __typename = 'FamilyDoctorContract';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') state!: FamilyDoctorContractState;
  @Column('uuid') siteId!: string;
  @Column('text') doctor!: string;
  @Column('text') maskedName!: string;
  @Column('text', { nullable: true }) maskedPhone!: string | null;
  @Column('bytea') sealedName!: Buffer;
  @Column('bytea', { nullable: true }) sealedPhone!: Buffer | null;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('int') people!: number;
  @Column('text', { array: true }) groups!: FamilyDoctorGroup[];
  @Column('date') signedOn!: string;
  @Column('date') endsOn!: string;
  /** The day before that was its last; null unless it was ended. */
  @Column('date', { nullable: true }) endedOn!: string | null;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid') communityId!: string;
  /** Whether the area is a household: such a one has one contract. */
  @Column('boolean') isHousehold!: boolean;
}
