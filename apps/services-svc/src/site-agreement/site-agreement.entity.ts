import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SiteAgreementKind, SiteAgreementState } from '../generated/graphql';

@Entity('site_agreement')
export class SiteAgreement {
  readonly __typename = 'SiteAgreement';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') kind!: SiteAgreementKind;
  @Column('text') state!: SiteAgreementState;
  @Column('uuid') partnerId!: string;
  @Column('date') signedOn!: string;
  @Column('date', { nullable: true }) endsOn!: string | null;
  @Column('date', { nullable: true }) endedOn!: string | null;
}
