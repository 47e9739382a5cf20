import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { HouseCodeState } from '../generated/graphql';

@Entity('house_code')
export class HouseCode {
  readonly __typename = 'HouseCode';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: HouseCodeState;
  @Column('text') code!: string;
  /** The household. */
  @Column('uuid') areaId!: string;
  @Column('date') issuedOn!: string;
  @Column('date', { nullable: true }) revokedOn!: string | null;
  @Column('uuid', { nullable: true }) successorId!: string | null;
}

/** How many are registered at a household. It tells of nobody, so everybody may count with it. */
@Entity('household_register')
export class HouseholdCount {
  /** The household. */
  @PrimaryColumn('uuid') areaId!: string;
  @Column('int') residents!: number;
}
