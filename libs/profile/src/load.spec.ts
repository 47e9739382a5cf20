import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localitiesFolder } from './folder';
import { loadProfiles, parseProfile } from './load';

const hejiang = readFileSync(join(localitiesFolder, '510522', 'profile.yaml'), 'utf8');
const duyun = readFileSync(join(localitiesFolder, '522701', 'profile.yaml'), 'utf8');
const unitKeys = (code: string) =>
  new Set(
    readFileSync(join(localitiesFolder, code, 'units.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0]!),
  );
const units = unitKeys('510522');

describe('the profiles', () => {
  it('of the five localities are in order', () => {
    expect([...loadProfiles().values()].map(({ name }) => name.zh)).toEqual([
      '沈阳市',
      '福州市',
      '仙游县',
      '合江县',
      '都匀市',
    ]);
  });

  it('know the teams by the mechanism that made them', () => {
    const mechanisms = [...loadProfiles().values()].flatMap(({ roleTemplates }) =>
      roleTemplates.flatMap(({ templates }) => templates.map(({ mechanism }) => mechanism)),
    );

    expect(mechanisms).toEqual(expect.arrayContaining(['H28', 'H4', 'S13', 'D1', 'D4', 'D5', 'F3', 'X5']));
  });

  it('of a sixth locality need nothing but a folder', () => {
    const folder = aFolder();
    cpSync(join(localitiesFolder, '510522', 'units.csv'), join(folder, '430105', 'units.csv'), {
      recursive: true,
    });
    const sixth = hejiang
      .replace("code: '510522'", "code: '430105'")
      .replace('name: { zh: 合江县, en: Hejiang County }', 'name: { zh: 未有区, en: Nowhere }')
      .replace('{ zh: 网格长, en: Grid head }', '{ zh: 片长, en: Patch head }');
    writeFileSync(join(folder, '430105', 'profile.yaml'), sixth);

    const profiles = loadProfiles(folder);

    expect(profiles.get('430105')?.posts).toContainEqual({
      kind: 'GRID_HEAD',
      level: 'GRID',
      title: { zh: '片长', en: 'Patch head' },
    });
  });

  it('are all refused when one is faulty', () => {
    const folder = aFolder();
    cpSync(localitiesFolder, folder, { recursive: true });
    const path = join(folder, '510522', 'profile.yaml');
    writeFileSync(path, hejiang.replace('response: 10,', 'response: 11,'));

    expect(() => loadProfiles(folder)).toThrow(
      `A profile is faulty; none is applied.\n${path}:${lineOf('weights:')}:5 Weights add up to 100, not 101.`,
    );
  });
});

describe('a procedure of deliberation is refused (F15, F16)', () => {
  const fuzhou = readFileSync(join(localitiesFolder, '350100', 'profile.yaml'), 'utf8');
  const unitsOfFuzhou = new Set(
    readFileSync(join(localitiesFolder, '350100', 'units.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0]!),
  );

  it.each([
    [
      'with steps out of order',
      'step: MOVE, title: { zh: 确定议题',
      'step: PROPOSE, title: { zh: 确定议题',
      'Steps begin with PROPOSE and keep their order.',
    ],
    [
      'with a discussion in which nobody votes',
      ', councils: [OWNERS_COMMITTEE, COMPOUND_COUNCIL] }',
      ' }',
      'A discussion names the councils that vote; nothing else does.',
    ],
    [
      'with a council that there is not',
      'councils: [OWNERS_COMMITTEE, COMPOUND_COUNCIL]',
      'councils: [OWNERS_COMMITTEE, NOBODY]',
      'No council NOBODY is listed under councils.',
    ],
    [
      'with a disclosure without end',
      ', lasts: { amount: 5, unit: WORKING_DAYS } }',
      ' }',
      'A disclosure says how long it lasts; nothing else does.',
    ],
  ])('%s', (_, right, wrong, reason) => {
    const { faults } = parseProfile(fuzhou.replace(right, wrong), unitsOfFuzhou);

    expect(faults).toEqual([expect.objectContaining({ reason })]);
  });
});

describe('a faulty profile is refused with the line and the reason', () => {
  it.each([
    [
      'an unknown post',
      '{ post: BUILDING_HEAD, min: 1 }',
      '{ post: TOWER_HEAD, min: 1 }',
      'No post TOWER_HEAD is listed under posts.',
    ],
    [
      'an unknown unit',
      'unit: traffic-police }',
      'unit: traffic }',
      'No unit traffic is listed in units.csv.',
    ],
    [
      'a chain through an unknown post (X5, D4, H4)',
      'chain: [FIRST_SECRETARY, STREET_SECRETARY',
      'chain: [FIRST_SECRETARY, STREET_CHIEF',
      'No post STREET_CHIEF is listed under posts.',
    ],
    ['a criterion twice (H29)', 'key: knows-situation', 'key: prestige', 'prestige is listed twice.'],
    ['a grade of community workers twice (D27)', 'key: MIDDLE,', 'key: JUNIOR,', 'JUNIOR is listed twice.'],
    [
      'a kind of councils twice (H14)',
      'key: RESIDENTS_TALK, mechanism: H13',
      'key: JOINT_MEETING, mechanism: H13',
      'JOINT_MEETING is listed twice.',
    ],
    [
      'a need of visits that becomes a demand of no category (SM-9)',
      'need: MEALS, category: ELDER_MEALS',
      'need: MEALS, category: BANQUETS',
      'No category BANQUETS is listed under categories.',
    ],
    ['a need of visits twice (SM-9)', 'need: MEDICAL,', 'need: MEALS,', 'MEALS is listed twice.'],
    ['a kind of matters twice (H13)', 'key: PRACTICAL,', 'key: MAJOR,', 'MAJOR is listed twice.'],
    ['a model of income twice (H25)', 'key: PARTNERSHIP,', 'key: PROJECTS,', 'PROJECTS is listed twice.'],
    [
      'evaluators who weigh too much (H12)',
      'evaluators:\n          - { kind: SELF, title: { zh: 自评, en: By itself }, weight: 20 }',
      'evaluators:\n          - { kind: SELF, title: { zh: 自评, en: By itself }, weight: 21 }',
      'Weights add up to 100, not 101.',
    ],
    [
      'a field evaluated twice',
      'key: ECONOMIC_DEVELOPMENT',
      'key: PARTY_BUILDING',
      'PARTY_BUILDING is listed twice.',
    ],
    [
      'a category that the dispatch catalogue makes up',
      "category: '0401', within",
      "category: '9999', within",
      'The hotline taxonomy has no 9999.',
    ],
    [
      'what communities do themselves by an entry by which they only help (S15)',
      'entry: A02, basis',
      'entry: B01, basis',
      /^An entry names a unit, or an entry of the entry list that communities do/,
    ],
    [
      'a reply that asks for what nobody fills in',
      '您反映的“{title}”（{reference}）已由',
      '您反映的“{caller}”（{reference}）已由',
      /^Only \{reference\}, \{title\} and \{unit\}/,
    ],
    ['a kind of site twice', 'code: DAY_CARE,', 'code: CLINIC,', 'CLINIC is listed twice.'],
    [
      'a circle of a kind that is not there (D23)',
      'kinds: [SERVICE_CENTRE,',
      'kinds: [CASTLE,',
      'No kind CASTLE is listed under siteKinds.',
    ],
    ['a rung twice', 'level: SUPERVISION,', 'level: REMINDER,', 'REMINDER is listed twice.'],
    [
      'a measure twice (X9)',
      'key: MEDIATION,',
      'key: THREE_PARTY_TALK,',
      'THREE_PARTY_TALK is listed twice.',
    ],
    ['results out of order', '{ from: 60, title', '{ from: 85, title', /^Results go down/],
    ['a unit missing', ', unit: sanitation }', ' }', 'The category 0102 names no unit that answers for it.'],
    ['a level not in use', 'level: BUILDING\n', 'level: TOWER\n', /^Invalid option/],
    ['a category twice', "code: '0102'", "code: '0101'", '0101 is listed twice.'],
    ['an unknown setting', 'linkedUnits: 6', 'linkedUnit: 6', 'Nothing is known of linkedUnit.'],
    ['half a person', '{ post: GRID_MEMBER, min: 1 }', '{ post: GRID_MEMBER, min: 0.5 }', /expected int/],
    [
      'no catch-all',
      '- { limit: { amount: 7',
      '- { urgency: GENERAL, limit: { amount: 7',
      'The last rule must fit always.',
    ],
    ['hours that overlap', "from: '13:30'", "from: '11:30'", /^Working periods follow one another/],
    [
      'a gap between ages',
      'fromAge: 70, toAge: 79, perMealFen: 200',
      'fromAge: 71, toAge: 79, perMealFen: 200',
      /^A tier begins one year above/,
    ],
    ['a day that is none', 'effectiveFrom: 2024-01-01', 'effectiveFrom: 2024-02-30', 'Invalid ISO date'],
    [
      'versions out of order',
      'effectiveFrom: 2024-01-01',
      'effectiveFrom: 2020-01-01',
      /^This version begins on or before/,
    ],
  ])('%s', (_, right, wrong, reason) => {
    const at = lineOf(right);

    const { faults } = parseProfile(hejiang.replace(right, wrong), units);

    expect(faults).toEqual([{ line: at, column: expect.any(Number), reason: expect.stringMatching(reason) }]);
  });

  it.each([
    [
      'a window whose unit nobody knows (D12)',
      'unit: medical-insurance\n        limit: { amount: 5',
      'unit: insurers\n        limit: { amount: 5',
      'No unit insurers is listed in units.csv.',
    ],
    [
      'a material twice',
      'key: HOUSEHOLD_BOOK, title',
      'key: IDENTITY_CARD, title',
      'IDENTITY_CARD is listed twice.',
    ],
    [
      'a programme twice (D20)',
      'key: JOB_TRAINING, mechanism',
      'key: NIGHT_SCHOOL, mechanism',
      'NIGHT_SCHOOL is listed twice.',
    ],
    [
      'matches that weigh too much (S20)',
      'weights: { occupation: 40,',
      'weights: { occupation: 41,',
      'Weights add up to 100, not 101.',
    ],
  ])('%s', (_, right, wrong, reason) => {
    const unitsOfDuyun = unitKeys('522701');

    const { faults } = parseProfile(duyun.replace(right, wrong), unitsOfDuyun);

    expect(faults?.map((fault) => fault.reason)).toEqual([reason]);
  });

  it('that is missing a part names the part', () => {
    const without = hejiang.replace(/\nthreeRates:[\s\S]*?(?=\n# )/, '\n');

    expect(parseProfile(without, units).faults).toEqual([
      { line: 1, column: 1, reason: 'threeRates is missing.' },
    ]);
  });

  it('that is no YAML at all', () => {
    expect(parseProfile('levels: [', units).faults?.[0]).toMatchObject({ line: 1 });
  });

  it('names every fault at once, from the top', () => {
    const twice = hejiang
      .replace('response: 10,', 'response: 11,')
      .replace('unit: traffic-police }', 'unit: traffic }');

    const lines = parseProfile(twice, units).faults!.map(({ line }) => line);

    expect(lines).toEqual([lineOf('unit: traffic-police }'), lineOf('weights:')]);
  });
});

const lineOf = (text: string) => hejiang.slice(0, hejiang.indexOf(text)).split('\n').length;

const folders: string[] = [];

function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'jinlin-profiles-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});
