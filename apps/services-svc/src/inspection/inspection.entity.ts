import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { SiteInspectionState } from '../generated/graphql';

@Entity('site_inspection')
export class SiteInspection {
  readonly __typename = 'SiteInspection';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') checklist!: string;
  @Column('text') ruleVersion!: string;
  @Column('text') state!: SiteInspectionState;
  @Column('date') inspectedOn!: string;
  @Column('text', { array: true }) missing!: string[];
  @Column('text', { nullable: true }) remark!: string | null;
  @Column('date', { nullable: true }) mendedOn!: string | null;
}
