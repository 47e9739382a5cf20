import { idOf } from '@jinlin/localities';
import { testDatabase } from '@jinlin/testing';
import { aDesk, run } from '../case/case.testing';
import { tables } from '../tables';
import { anArea, ask, aUnit } from '../testing';

const db = testDatabase(tables);

const unitNamed = (key: string) => idOf('unit', `510522:${key}`);

const adviceOf = async (id: string, actor: Awaited<ReturnType<typeof aDesk>>['hotline']) =>
  (await ask(db, ADVICE, { id }, { actor })).case.dispatchAdvice;

describe('to whom a case belongs', () => {
  it('is said by the dispatch catalogue where it speaks of the category and the place (派单目录, H20)', async () => {
    const { id, hotline } = await aDesk(db, { category: '0401' });
    const away = await anArea(db, { level: 'TOWNSHIP', code: '510522100' });
    const other = await aDesk(db, { category: '0401', areaId: away.id, areaPath: away.path });

    expect(await adviceOf(id, hotline)).toEqual({
      unit: { id: unitNamed('housing') },
      source: 'CATALOGUE',
      reason:
        'By entry "parking-in-compounds" of the dispatch catalogue: Housing leads on parking within compounds',
      ruleVersion: '510522/dispatchCatalogue/1',
    });
    const elsewhere = { ...other.hotline, areaId: away.id };
    expect(await adviceOf(other.id, elsewhere)).toMatchObject({
      unit: { id: unitNamed('traffic-police') },
      source: 'CATEGORY',
      ruleVersion: '510522/taxonomies/1',
    });
  });

  it('is the community itself where the entry list says so, and then a unit must be named (S15)', async () => {
    const { id, hotline, commander } = await aDesk(db, { category: '1201', state: 'REGISTERED' });

    expect(await adviceOf(id, hotline)).toMatchObject({
      unit: null,
      source: 'ENTRY_LIST',
      reason:
        'By A02 of the entry list the community does it itself: The community mediates between neighbours first',
    });
    expect(await run(db, 'dispatchCase', { id }, { actor: commander })).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('Name the unit: By A02'),
    });
  });

  it('is where it goes when whoever dispatches names no unit, and the history keeps on whose advice', async () => {
    const { id, commander } = await aDesk(db, { category: '0102', state: 'REGISTERED' });
    await aUnit(db, { id: unitNamed('sanitation') });

    await run(db, 'dispatchCase', { id }, { actor: commander });

    const { case: seen } = await ask(db, UNITS, { id }, { actor: commander });
    const unit = { id: unitNamed('sanitation') };
    expect(seen).toEqual({ responsibleUnit: unit, firstUnit: unit });
    expect(await factsOf(id)).toMatchObject({ advised: 'CATEGORY', advisedBy: '510522/taxonomies/1' });
  });

  it('may be decided otherwise; the first receiver stays on record when another takes it over (首接负责)', async () => {
    const { id, unit, helper, commander, clerk } = await aDesk(db, { category: '0102', state: 'REGISTERED' });

    await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
    await run(db, 'returnCase', { id, legalBasis: '职责目录' }, { actor: clerk });
    await run(db, 'dispatchCase', { id, unitId: helper.id }, { actor: commander });

    expect((await ask(db, UNITS, { id }, { actor: commander })).case).toEqual({
      responsibleUnit: { id: helper.id },
      firstUnit: { id: unit.id },
    });
    expect(await factsOf(id)).toMatchObject({ unitId: helper.id, advisedUnitId: unitNamed('sanitation') });
  });
});

test('the dispatch catalogue can be read as it was on a day', async () => {
  const read = (on?: string) => ask(db, CATALOGUE, { on });

  expect((await read()).dispatchCatalogue).toMatchObject({
    ruleVersion: '510522/dispatchCatalogue/1',
    effectiveFrom: '2022-01-01',
    entries: expect.arrayContaining([
      {
        key: 'neighbours',
        category: { code: '1201', label: 'Quarrels between neighbours' },
        within: [],
        unit: null,
        entryCode: 'A02',
        basis: 'The community mediates between neighbours first',
      },
    ]),
  });
  expect((await read('2021-12-31')).dispatchCatalogue).toBeNull();
});

const factsOf = async (id: string) => {
  const rows = await db.query(
    `select entry->'facts' as facts from history where record_id = $1 and entry->>'action' = 'DISPATCH'
     order by sequence desc limit 1`,
    [id],
  );
  return rows[0].facts;
};

const ADVICE = `query ($id: ID!) {
  case(id: $id) { dispatchAdvice { unit { id } source reason ruleVersion } }
}`;
const UNITS = 'query ($id: ID!) { case(id: $id) { responsibleUnit { id } firstUnit { id } } }';
const CATALOGUE = `query ($on: LocalDate) {
  dispatchCatalogue(areaCode: "510522001", on: $on) {
    ruleVersion effectiveFrom entries { key category { code label } within unit { id } entryCode basis }
  }
}`;
