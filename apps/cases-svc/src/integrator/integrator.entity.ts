import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { IntegratorCall, IntegratorKeyState, IntegratorState } from '../generated/graphql';

@Entity('integrator')
export class Integrator {
  readonly __typename = 'Integrator';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: IntegratorState;
  @Column('text') name!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text', { array: true }) calls!: IntegratorCall[];
  @Column('int') requestsPerMinute!: number;
  /** Whatever it does is done in the sandbox. */
  @Column('boolean', { default: false }) isSandbox!: boolean;
  @Column('timestamptz') registeredAt!: Date;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
}

@Entity('integrator_key')
export class IntegratorKey {
  readonly __typename = 'IntegratorKey';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') integratorId!: string;
  @Column('text') state!: IntegratorKeyState;
  @Column('text') hint!: string;
  /** SHA-256; what is hashed is random and long, so that nothing slower is wanted. */
  @Column('bytea') hash!: Buffer;
  @Column('timestamptz') issuedAt!: Date;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;

  /** No column: it is known to the act that makes the key, and to nobody after. */
  secret?: string;
}
