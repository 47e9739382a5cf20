import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { WebhookDeliveryState, WebhookKind, WebhookState } from '../generated/graphql';

@Entity('webhook')
export class Webhook {
  readonly __typename = 'Webhook';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: WebhookState;
  /** The actor who subscribed it. */
  @Column('text') ownerId!: string;
  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('text') url!: string;
  @Column('text', { array: true }) kinds!: WebhookKind[];
  @Column('text', { array: true, default: '{}' }) types!: string[];
  @Column('bytea') secretSealed!: Buffer;
  @Column('bytea', { nullable: true }) formerSecretSealed!: Buffer | null;
  /** Until when the former secret signs besides. */
  @Column('timestamptz', { nullable: true }) formerSecretUntil!: Date | null;
  @Column('timestamptz') subscribedAt!: Date;
  @Column('timestamptz', { nullable: true }) failingSince!: Date | null;
  /** How many tries have failed one after another. */
  @Column('int', { default: 0 }) failureCount!: number;
  /** Until when a webhook that only fails is left alone. */
  @Column('timestamptz', { nullable: true }) restingUntil!: Date | null;
}

@Entity('webhook_delivery')
export class WebhookDelivery {
  readonly __typename = 'WebhookDelivery';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') webhookId!: string;
  @Column('text') state!: WebhookDeliveryState;
  @Column('uuid') eventId!: string;
  @Column('text') type!: string;
  @Column('uuid') subject!: string;
  @Column('int') sequence!: number;
  @Column('timestamptz') eventAt!: Date;
  /** Kept as the text that is sent, so that each try signs the same bytes. */
  @Column('text') body!: string;
  @Column('int', { default: 0 }) attemptCount!: number;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('timestamptz', { nullable: true }) deliveredAt!: Date | null;
}

@Entity('webhook_attempt')
export class WebhookAttempt {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') deliveryId!: string;
  @Column('timestamptz') at!: Date;
  @Column('int', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('int') milliseconds!: number;
}
