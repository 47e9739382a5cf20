import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { FinanceDisclosureState, FinanceLineKind } from '../generated/graphql';

@Entity('finance_disclosure')
export class FinanceDisclosure {
  readonly __typename = 'FinanceDisclosure';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: FinanceDisclosureState;
  /** The compound or community. */
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
  /** All money is in fen. `income`, `expense` and `dividend` are the sums of the lines. */
  @Column('bigint') opening!: number;
  @Column('bigint') income!: number;
  @Column('bigint') expense!: number;
  @Column('bigint') closing!: number;
  @Column('bigint') feesDue!: number;
  @Column('bigint') feesPaid!: number;
  @Column('bigint') dividend!: number;
  @Column('int') objectionCount!: number;
  @Column('date', { nullable: true }) publishedOn!: string | null;
  @Column('date', { nullable: true }) publicUntil!: string | null;
  /** The version of the profile that says how long it hangs out. */
  @Column('text', { nullable: true }) ruleVersion!: string | null;
}

@Entity('finance_line')
export class FinanceLine {
  @PrimaryColumn('uuid') disclosureId!: string;
  @PrimaryColumn('int') number!: number;
  @Column('text') kind!: FinanceLineKind;
  @Column('text') title!: string;
  @Column('bigint') amount!: number;
}

/** What somebody objected; shown to them and to those who keep the books. */
@Entity('finance_objection')
export class FinanceObjection {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') disclosureId!: string;
  @Column('uuid') areaId!: string;
  @Column('uuid', { nullable: true }) personId!: string | null;
  @Column('date') madeOn!: string;
  @Column('text') text!: string;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('date', { nullable: true }) answeredOn!: string | null;
}
