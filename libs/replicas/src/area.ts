import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a service knows of an area by itself. The area's owner is organisation-svc, whose events keep this true. */
@Entity('area')
export class Area {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') code!: string;
  @Column('text') name!: string;
  @Column('text') level!: string;
  @Column('uuid', { nullable: true }) parentId!: string | null;
  /** `/h/h1/h3k/`: an area lies in another when its path starts with the other's. */
  @Column({ type: 'text', collation: 'C' }) path!: string;
  @Column('boolean') urban!: boolean;
  @Column('int', { nullable: true }) householdCount!: number | null;
  @Column('date') validFrom!: string;
  @Column('date', { nullable: true }) validTo!: string | null;
  /** Its middle on the map, in degrees (WGS 84); null where nobody has said it. */
  @Column('double precision', { nullable: true }) longitude!: number | null;
  @Column('double precision', { nullable: true }) latitude!: number | null;
}

/** A unit, as far as other services refer to it. */
@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('uuid', { nullable: true }) areaId!: string | null;
  @Column('boolean') active!: boolean;
}

/** The tables of the replicas, with the indexes that subtree reads and code look-ups need. */
export const replicaTables = /* SQL */ `
  create table area (
    id uuid primary key,
    code text not null,
    name text not null,
    level text not null,
    parent_id uuid,
    path text collate "C" not null,
    urban boolean not null,
    household_count int,
    valid_from date not null,
    valid_to date
  );
  create index area_code on area (code);
  create index area_path on area (path);
  create index area_parent on area (parent_id);
  create table unit (
    id uuid primary key,
    name text not null,
    kind text not null,
    area_id uuid,
    active boolean not null
  );
`;

/** Where areas are on the map; added when services began to say how far people walk (D23). */
export const replicaCoordinates = 'alter table area add longitude float8, add latitude float8;';
