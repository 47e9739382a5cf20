import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { CapacityUnit, PremisesLayout, PremisesSource, SiteState } from '../generated/graphql';
import type { OpeningException, OpeningHours } from './opening';

@Entity('service_site')
export class ServiceSite {
  readonly __typename = 'ServiceSite';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') localityCode!: string;
  @Column('text') kind!: string;
  @Column({ type: 'text', collation: 'C' }) name!: string;
  @Column('text') state!: SiteState;

  @Column('uuid') areaId!: string;
  @Column({ type: 'text', collation: 'C' }) areaPath!: string;
  @Column('uuid', { nullable: true }) communityId!: string | null;
  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('double precision', { nullable: true }) squareMetres!: number | null;
  @Column('text', { nullable: true }) premisesLayout!: PremisesLayout | null;
  @Column('text', { nullable: true }) premisesSource!: PremisesSource | null;
  @Column('date', { nullable: true }) appraisedOn!: string | null;
  @Column('text', { array: true }) functions!: string[];
  @Column('uuid', { nullable: true }) operatorId!: string | null;

  @Column('jsonb') openingHours!: OpeningHours[];
  @Column('jsonb') openingExceptions!: OpeningException[];

  @Column('text', { array: true }) zones!: string[];
  @Column('boolean') isCounterFree!: boolean;
  @Column('date', { nullable: true }) reformedOn!: string | null;
  @Column('date', { nullable: true }) upgradedOn!: string | null;
  @Column('int', { nullable: true }) starRating!: number | null;
  @Column('timestamptz', { nullable: true }) openedAt!: Date | null;
}

/** How much room a site has, in one unit; it changes with its site, under the lock of the site's row. */
@Entity('site_capacity')
export class SiteCapacity {
  @PrimaryColumn('uuid') siteId!: string;
  @PrimaryColumn('text') unit!: CapacityUnit;
  @Column('int') amount!: number;
  @Column('int') added!: number;
  @Column('timestamptz') updatedAt!: Date;
}
