import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { ServiceItemKind, ServiceItemState } from '../generated/graphql';

@Entity('service_item')
export class ServiceItem {
  readonly __typename = 'ServiceItem';

  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') state!: ServiceItemState;
  @Column('text') title!: string;
  @Column('text') kind!: ServiceItemKind;
  /** The community. */
  @Column('uuid') areaId!: string;
  @Column('int') needed!: number;
  /** Changes only while the row is locked, and never beyond `needed`. */
  @Column('int') claimed!: number;
  @Column('date') fromOn!: string;
  @Column('date') toOn!: string;
}
