import type { Life } from '@jinlin/acts';
import { stateMachine } from '@jinlin/state-machine';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { CsvKind, ImportRunState, RowFault } from '../generated/graphql';

/** An import with its report, which tells nothing of what the rows held. */
@Entity('import_run')
export class ImportRun {
  readonly __typename = 'ImportRun';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ImportRunState;
  @Column('text') kind!: CsvKind;
  @Column('timestamptz') at!: Date;
  /** The area of whoever imported. */
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('int') rows!: number;
  @Column('int') applied!: number;
  @Column('jsonb') faults!: RowFault[];
}

/** An import is applied, and that is all. */
export const importRunLife: Life<ImportRun, ImportRunState, never> = {
  entity: ImportRun,
  name: 'ImportRun',
  event: 'import-run',
  states: stateMachine<ImportRunState, never>({ APPLIED: {} }),
  tell: ({ kind, rows, applied, areaId }) => ({ kind, rows, applied, areaId }),
};
