import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { BrandState } from '../generated/graphql';

@Entity('brand')
export class Brand {
  readonly __typename = 'Brand';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: BrandState;
  @Column('text') name!: string;
  @Column('text', { nullable: true }) meaning!: string | null;
  @Column('uuid') areaId!: string;
  @Column('date') fromOn!: string;
  @Column('date', { nullable: true }) toOn!: string | null;
}
