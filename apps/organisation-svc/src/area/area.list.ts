import { isGiven, type PageInput, type Reader } from '@jinlin/database';
import { type Condition, columnsOf, lists, type Page, type Place, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { AreaFilter, AreaLevel, CompoundFilter } from '../generated/graphql';
import { Area } from './area.entity';
import { areasOn, liesBelow, liesWithin } from './area.sql';

export type AreaPage = Page<Area>;

interface AreaListArgs extends PageInput {
  where?: Omit<AreaFilter, 'withinCode' | 'withinId'>;
  asOf?: string | null | undefined;
}

/** Lists of areas: what lies at or below a path, what lies below it on one level, and the children of an area. */
export function areaLists(db: DataSource, read: Reader) {
  const columns = columnsOf(db, Area, 'a');
  const listOf = (belongs: string) =>
    lists<Area, AreaListArgs>(read, {
      columns: ({ asOf }, at) => (asOf ? `${columns}, ${at(asOf)}::text as "asOf"` : columns),
      from: ({ asOf }, at) => `${areasOn(asOf, at)} a`,
      where: ({ where }, at) => [belongs, `a.state = 'ACTIVE'`, ...filters(where ?? {}, at)],
      order: [
        ['a.code', 'text'],
        ['a.id', 'uuid'],
      ],
      cursor: ({ code, id }) => [code, id],
      figures: { totalCount },
    });

  const below = listOf(liesBelow('a.path', 'parent.key'));
  return {
    areasWithin: listOf(liesWithin('a.path', 'parent.key')),
    areasBelow: (path: string, { level, ...page }: AreaListArgs & { level: AreaLevel }) =>
      below(path, { ...page, where: { level } }),
    childrenOfArea: listOf('a.parent_id = parent.key::uuid'),
  };
}

const filters = (
  { level, isUrban, isInProgramme, name, compound }: NonNullable<AreaListArgs['where']>,
  at: Place,
): Condition[] => [
  level && `a.level = ${at(level)}`,
  isGiven(isUrban) && `a.urban = ${at(isUrban)}`,
  isGiven(isInProgramme) && `a.in_programme = ${at(isInProgramme)}`,
  name && `strpos(a.name, ${at(name)}) > 0`,
  ...(compound ? ofCompound(compound, at) : []),
];

/** That the area `a` is a compound of the kind asked for. */
export const ofCompound = (
  { isOld, isUnderRenovation, isModel, isEnclosed, hasIntroducedProperty, isManaged }: CompoundFilter,
  at: Place,
): Condition[] => [
  `a.level = 'COMPOUND'`,
  isGiven(isOld) && `a.is_old = ${at(isOld)}`,
  isGiven(isUnderRenovation) && `a.is_under_renovation = ${at(isUnderRenovation)}`,
  isGiven(isModel) && `a.is_model = ${at(isModel)}`,
  isGiven(isEnclosed) && `a.enclosed = ${at(isEnclosed)}`,
  isGiven(hasIntroducedProperty) && `a.introduced_property = ${at(hasIntroducedProperty)}`,
  isGiven(isManaged) && `(a.property_mode <> 'NONE') = ${at(isManaged)}`,
];
