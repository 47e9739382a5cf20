import { randomUUID } from 'node:crypto';
import { beginAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { isCreditCode } from '@jinlin/graphql';
import { In } from 'typeorm';
import type { UnitKind } from '../generated/graphql';
import { afterToday } from '../guards';
import { keepUnitsFindable } from '../search/search-entry';
import { Unit } from '../unit/unit.entity';
import { unitLife } from '../unit/unit.life';
import { unitAlreadyRegistered } from '../unit/unit.service';
import { creditCodeFormat, notOnTheBooks, repeatedInFile } from './faults';
import { type AreasNamed, areasNamedIn } from './places';
import { type Sheet, valuesIn } from './sheet';

type Row = Omit<Unit, '__typename'>;

interface Known {
  areas: AreasNamed;
  /** By credit code: those on the books, and those that rows before have made. */
  units: Map<string, Row>;
  made: Set<string>;
}

const kinds: readonly UnitKind[] = [
  'DEPARTMENT',
  'STREET_OFFICE',
  'RESIDENTS_COMMITTEE',
  'INSTITUTION',
  'ENTERPRISE',
  'PROPERTY_COMPANY',
  'OWNERS_COMMITTEE',
  'SOCIAL_ORGANISATION',
];

/** Units, each seated in an area that is there. */
export const unitSheet: Sheet<'UNITS', Known, Row> = {
  kind: 'UNITS',

  async know(importing, rows) {
    const codes = valuesIn(rows, 'creditCode', 'parentCreditCode');
    const units = await importing.tx.findBy(Unit, { creditCode: In(codes), state: 'ACTIVE' });
    return {
      areas: await areasNamedIn(importing, valuesIn(rows, 'areaCode')),
      units: new Map(units.map((unit) => [unit.creditCode!, unit])),
      made: new Set(),
    };
  },

  judge(importing, cells, { areas, units, made }) {
    const name = cells.needed('name');
    const kind = cells.oneOf('kind', kinds) ?? cells.needed('kind');
    const areaCode = cells.needed('areaCode');
    const creditCode = cells.checked('creditCode', isCreditCode, creditCodeFormat);
    const parentCreditCode = cells.checked('parentCreditCode', isCreditCode, creditCodeFormat);
    const isRed = cells.flag('isRed') ?? false;
    const on = cells.day('on') ?? dateIn(importing.now);
    if (!cells.isGood) return null;

    const area = areas.get(areaCode);
    if (!area) cells.wrong('areaCode', ...notOnTheBooks);
    const parent = parentCreditCode ? units.get(parentCreditCode) : null;
    if (parentCreditCode && !parent) cells.wrong('parentCreditCode', ...notOnTheBooks);
    const twin = creditCode ? units.get(creditCode) : null;
    if (twin && made.has(twin.id)) cells.wrong('creditCode', ...repeatedInFile);
    else if (twin) cells.allows('creditCode', unitAlreadyRegistered(importing, twin as Unit));
    cells.allows('on', afterToday(importing, 'on', on));
    if (!area || !cells.isGood) return null;

    const unit: Row = {
      id: randomUUID(),
      name,
      kind: kind as UnitKind,
      state: 'ACTIVE',
      isRed,
      creditCode,
      areaId: area.id,
      parentId: parent?.id ?? null,
      registeredOn: on,
      closedOn: null,
    };
    made.add(unit.id);
    if (creditCode) units.set(creditCode, unit);
    return unit;
  },

  async apply(importing, units) {
    await beginAll(importing, unitLife, 'REGISTER', units);
    await keepUnitsFindable(
      importing.tx,
      units.map(({ id }) => id),
    );
  },
};
