import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RosterSheetState } from '../generated/graphql';

@Entity('roster_sheet')
export class RosterSheet {
  readonly __typename = 'RosterSheet';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: RosterSheetState;
  @Column('uuid', { nullable: true }) callId!: string | null;
  @Column('uuid') unitId!: string;
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  @Column('int') people!: number;
  @Column('int') members!: number;
}
