import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the time of an area has been turned forward. Only the sandbox's own schema ever has any. */
@Entity('sandbox_clock')
export class SandboxClock {
  @PrimaryColumn('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('int') aheadSeconds!: number;
}
