import { Area, Unit } from '@jinlin/replicas';
import { Case } from './case/case.entity';
import { Cases1763690400000 } from './migrations/1763690400000-cases';

/** Everything this service keeps, and how its tables came to be. */
export const tables = {
  entities: [Area, Unit, Case],
  migrations: [Cases1763690400000],
};

/** The tables that keep the path of a row's area, and follow when the area moves. */
export const placedTables = [{ table: 'case', areaId: 'area_id', areaPath: 'area_path' }];
