import { randomUUID } from 'node:crypto';
import { beginAll, lockName } from '@jinlin/acts';
import { isAreaCode } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import { In } from 'typeorm';
import { Area } from '../area/area.entity';
import { areaLife } from '../area/area.life';
import { outside } from '../area/area.reach';
import { areaCodeTaken, notBelow, numberedElsewhere, tooEarly } from '../area/area.refusals';
import { unmanaged } from '../area/area.service';
import { beginVersions, nextLabels } from '../area/area.tree';
import { afterToday } from '../guards';
import { codeFormat, notOnTheBooks, repeatedInFile } from './faults';
import { type Sheet, valuesIn } from './sheet';

type Row = Omit<Area, '__typename' | 'asOf'>;

interface Known {
  labels: string[];
  /** Those that rows name as parents, and those that rows before have made. */
  parents: Map<string, Row>;
  /** Who bears a code, until when. */
  holders: { code: string; areaId: string; validTo: string | null }[];
  holderOf: Map<string, Area>;
  /** The day on which a parent last changed. */
  changedOn: Map<string, string>;
  seen: Set<string>;
}

/** Areas, each below an area that is there or that a row before has made. */
export const areaSheet: Sheet<'AREAS', Known, Row> = {
  kind: 'AREAS',

  async know(importing, rows) {
    const { tx } = importing;
    // Acts on the tree take turns, as the single ones do.
    await lockName(tx, 'areas');
    const parents = await tx.findBy(Area, { code: In(valuesIn(rows, 'parentCode')), state: 'ACTIVE' });
    const holders: Known['holders'] = await tx.query(HOLDERS, [valuesIn(rows, 'code')]);
    const bearing = await tx.findBy(Area, { id: In(holders.map(({ areaId }) => areaId)) });
    const changes: { id: string; day: string }[] = await tx.query(LAST_CHANGES, [
      parents.map(({ id }) => id),
    ]);
    return {
      labels: await nextLabels(importing, rows.length),
      parents: new Map(parents.map((area) => [area.code, area])),
      holders,
      holderOf: new Map(bearing.map((area) => [area.id, area])),
      changedOn: new Map(changes.map(({ id, day }) => [id, day])),
      seen: new Set(),
    };
  },

  judge(importing, cells, known) {
    const code = cells.checked('code', isAreaCode, codeFormat) ?? cells.needed('code');
    const name = cells.needed('name');
    const level = cells.oneOf('level', areaLevels) ?? cells.needed('level');
    const parentCode = cells.needed('parentCode');
    const on = cells.day('on') ?? cells.needed('on');
    const isUrban = cells.flag('isUrban');
    const householdCount = cells.number('householdCount');
    if (!cells.isGood) return null;

    const parent = known.parents.get(parentCode) as Area | undefined;
    if (!parent || outside(importing, parent)) {
      cells.wrong('parentCode', ...notOnTheBooks);
      return null;
    }
    if (known.seen.has(code)) cells.wrong('code', ...repeatedInFile);
    known.seen.add(code);
    const holder = known.holders.find((one) => one.code === code && (!one.validTo || one.validTo > on));
    const changedOn = known.changedOn.get(parent.id) ?? parent.validFrom;
    cells.allows('on', afterToday(importing, 'on', on) ?? tooEarly(importing, on, changedOn));
    cells.allows('level', notBelow(importing, 'level', level as Area['level'], parent));
    cells.allows('code', numberedElsewhere(importing, code, parent));
    cells.allows('code', holder && areaCodeTaken(importing, code, known.holderOf.get(holder.areaId)!));
    if (!cells.isGood) return null;

    const label = known.labels.pop()!;
    const area: Row = {
      ...NEW,
      ...(level === 'COMPOUND' ? unmanaged : {}),
      id: randomUUID(),
      label,
      parentId: parent.id,
      path: `${parent.path}${label}/`,
      code,
      name,
      level: level as Area['level'],
      urban: isUrban ?? parent.urban,
      householdCount,
      validFrom: on,
    };
    known.parents.set(code, area);
    return area;
  },

  async apply(importing, areas) {
    await beginAll(importing, areaLife, 'CREATE', areas, ({ validFrom }) => ({ facts: { on: validFrom } }));
    await beginVersions(
      importing,
      areas.map(({ id }) => id),
    );
  },
};

/** What an area that begins is like. */
const NEW = {
  inProgramme: false,
  registeredPopulation: null,
  enclosed: null,
  propertyMode: null,
  managedSince: null,
  introducedProperty: null,
  isOld: null,
  isUnderRenovation: null,
  isModel: null,
  longitude: null,
  latitude: null,
  state: 'ACTIVE' as const,
  validTo: null,
};

const HOLDERS = /* SQL */ `
  select code, area_id as "areaId", valid_to as "validTo" from area_version where code = any($1::text[])
`;

const LAST_CHANGES = /* SQL */ `
  select area_id as id, max(valid_from) as day from area_version where area_id = any($1::uuid[]) group by area_id
`;
