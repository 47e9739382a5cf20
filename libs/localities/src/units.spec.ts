import { loadProfiles } from '@jinlin/profile';
import { areasOf, localityCodes } from './areas';
import { idOf } from './ids';
import { type UnitKind, type UnitSeed, unitsOf } from './units';

const hejiang = unitsOf('510522');
const shenyang = unitsOf('210100');
const duyun = unitsOf('522701');
const fuzhou = unitsOf('350100');

describe.each(localityCodes)('the units of %s', (locality) => {
  const units = unitsOf(locality);

  it('are the same in every run', () => {
    expect(JSON.stringify(unitsOf(locality))).toBe(JSON.stringify(units));
  });

  it('are known by a key from which their id follows', () => {
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    expect(units.filter(({ id, key }) => id !== idOf('unit', `${locality}:${key}`))).toEqual([]);
  });

  it('lie in areas of the locality, or in what it lies in', () => {
    const areaIds = new Set(areasOf(locality).map(({ id }) => id));

    expect(units.filter(({ areaId }) => !areaIds.has(areaId))).toEqual([]);
  });

  it('hold every unit that the profile sends cases to', () => {
    const keys = new Set(units.map(({ key }) => key));
    const named = loadProfiles()
      .get(locality)!
      .taxonomies.flatMap(({ taxonomies }) => taxonomies)
      .flatMap(({ categories }) => categories.flatMap(({ unit }) => unit ?? []));

    expect(named.length).toBeGreaterThan(40);
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  it('hold one street office for each township', () => {
    const townships = areasOf(locality).filter(({ level }) => level === 'TOWNSHIP');

    expect(ofKind(units, 'STREET_OFFICE').map(({ areaId }) => areaId)).toEqual(townships.map(({ id }) => id));
  });

  it('bear codes that pass the check of GB 32100 and that nobody else can bear', () => {
    const codes = units.flatMap(({ uscc }) => uscc ?? []);

    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => checkOf(code.slice(0, 17)) !== code.at(17))).toEqual([]);
    expect(codes.filter((code) => organisationCheckOf(code.slice(8, 16)) === code.at(16))).toEqual([]);
  });
});

test('Hejiang has 78 linked units, 13 of them fit to lead (H3), and 22 red property companies (H24)', () => {
  expect(hejiang.filter(({ linked }) => linked)).toHaveLength(78);
  expect(hejiang.filter(({ linked }) => linked === 'LEAD')).toHaveLength(13);
  expect(hejiang.filter(({ redStatus }) => redStatus)).toHaveLength(22);
  expect(ofKind(hejiang, 'SOCIAL_ORGANISATION')).toHaveLength(38);
});

test('Shenyang has 51 units with plan items (S3) and nearly 11 000 social organisations (S10)', () => {
  const { length } = ofKind(shenyang, 'SOCIAL_ORGANISATION');

  expect(shenyang.filter(({ linked }) => linked)).toHaveLength(51);
  expect(length).toBeLessThan(11_000);
  expect(length).toBeGreaterThan(11_000 * 0.95);
});

test('Duyun has 112 prefecture and city units (D18) and 13 community enterprises (D28)', () => {
  const communities = new Set(
    areasOf('522701').flatMap(({ level, id }) => (level === 'COMMUNITY' ? id : [])),
  );

  expect(duyun.filter(({ linked }) => linked)).toHaveLength(112);
  expect(ofKind(duyun, 'ENTERPRISE').filter(({ areaId }) => communities.has(areaId))).toHaveLength(13);
});

test('Fuzhou has 90 units to pair with communities (F7)', () => {
  expect(fuzhou.filter(({ linked }) => linked)).toHaveLength(90);
});

const ofKind = (units: UnitSeed[], wanted: UnitKind) => units.filter(({ kind }) => kind === wanted);

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check as GB 32100-2015 prints it, with its table of weights. */
function checkOf(seventeen: string) {
  const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
  const sum = weights.reduce((total, weight, at) => total + weight * alphabet.indexOf(seventeen[at]!), 0);
  const check = 31 - (sum % 31);
  return alphabet[check === 31 ? 0 : check];
}

/** The check as GB 11714 prints it. */
function organisationCheckOf(eight: string) {
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce(
    (total, weight, at) => total + weight * Number.parseInt(eight[at]!, 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
