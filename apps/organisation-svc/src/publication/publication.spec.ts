import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { publicationStates } from './publication.states';

const db = testDatabase(tables);

const TODAY = '2026-11-23';
const none = { __typename: 'NotFound' };

let codes = 0;

/** A community of 仙游 with a compound; who writes, who publishes, and a clerk of somewhere else. */
async function aPress() {
  codes += 1;
  const county = await anArea(db, { level: 'COUNTY', code: `350322${String(codes).padStart(3, '0')}` });
  const community = await anArea(db, { code: `350322104${String(codes).padStart(3, '0')}` }, county);
  const compound = await anArea(db, { level: 'COMPOUND', code: `${community.code}101` }, community);
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const organiser = anActor('ORGANISER', { areaId: county.id });
  const elsewhere = anActor('ORGANISER', { areaId: (await anArea(db)).id });
  const draft = (given: object = {}, actor = clerk) =>
    run(
      db,
      'draftPublication',
      { areaId: community.id, kind: 'HOME_LETTER', title: '一封家书', text: '家里一切都好。', ...given },
      { actor },
    );
  const published = async (given: object = {}) => {
    const { id } = await draft(given);
    await run(db, 'submitPublication', { id }, { actor: clerk });
    return run(db, 'publishPublication', { id }, { actor: organiser });
  };
  return { county, community, compound, clerk, organiser, elsewhere, draft, published };
}

describe('a publication (F22, X12, S4)', () => {
  it('is written by one, checked and published by another', async () => {
    const { clerk, organiser, draft } = await aPress();
    const { id } = await draft();
    const act = (name: string, actor = clerk, given: object = {}) =>
      run(db, name, { id, ...given }, { actor });

    await act('submitPublication');
    expect(await act('returnPublication', organiser, { reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await act('returnPublication', organiser, { reason: '太短' })).toMatchObject({ state: 'DRAFT' });
    expect(await act('publishPublication', organiser)).toMatchObject({ __typename: 'ActionNotAllowed' });
    await act('revisePublication', clerk, { title: '一封家书', text: '家里一切都好，盼归。' });
    await act('submitPublication');

    expect(await act('publishPublication', organiser)).toMatchObject({
      state: 'PUBLISHED',
      publishedOn: TODAY,
      text: '家里一切都好，盼归。',
    });
    await expect(act('publishPublication')).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });

  it('is open once published, and until then and after that for those whose area writes it', async () => {
    const { clerk, organiser, elsewhere, draft, published } = await aPress();
    const hidden = await draft();
    const open = await published();
    const read = async (id: string, actor: typeof clerk | null) =>
      (await ask(db, PUBLICATION, { id }, { actor })).publication;

    expect(await read(hidden.id, null)).toBeNull();
    expect(await read(hidden.id, elsewhere)).toBeNull();
    expect(await read(hidden.id, organiser)).toMatchObject({ state: 'DRAFT' });
    expect(await read(open.id, null)).toMatchObject({ state: 'PUBLISHED' });

    await run(db, 'withdrawPublication', { id: open.id, reason: '有误' }, { actor: clerk });
    expect(await read(open.id, null)).toBeNull();
    expect(await read(open.id, clerk)).toMatchObject({ state: 'WITHDRAWN', availableActions: [] });
  });

  it.each([
    ['title', { title: ' ' }],
    ['title', { title: '书'.repeat(101) }],
    ['title', { title: '致13812345678' }],
    ['text', { text: '' }],
    ['text', { text: '身份证号510522199001011219。' }],
    ['text', { text: '请致电+8613812345678' }],
    ['kind', { kind: 'GOOD_STORY' }],
    ['until', { until: '2026-11-22' }],
  ])('is not written with a wrong %s: %j', async (field, wrong) => {
    const { draft } = await aPress();

    const refused = await draft(wrong);

    expect(refused).toMatchObject({ __typename: 'InvalidInput', field });
    expect(JSON.stringify(refused)).not.toMatch(/13812345678|510522199001011219/);
  });

  it('is told by compounds and larger places', async () => {
    const { compound, community, draft } = await aPress();
    const grid = await anArea(db, { level: 'GRID' }, community);

    expect(await draft({ areaId: compound.id })).toMatchObject({ state: 'DRAFT' });
    expect(await draft({ areaId: grid.id })).toMatchObject({ field: 'areaId' });
  });

  it('is the affair of those whose area it is', async () => {
    const { draft, elsewhere } = await aPress();
    const { id } = await draft();

    for (const [act, given] of [
      ['returnPublication', { reason: '不妥' }],
      ['publishPublication', {}],
      ['withdrawPublication', { reason: '不妥' }],
    ] as const) {
      expect(await run(db, act, { id, ...given }, { actor: elsewhere })).toMatchObject(none);
    }
  });

  it('lives as its table says', () => {
    expect(publicationStates.reachable('DRAFT')).toEqual(
      new Set(['DRAFT', 'SUBMITTED', 'PUBLISHED', 'WITHDRAWN']),
    );
  });
});

describe('a letter from home (X12)', () => {
  it('is shown to whoever scans a door that it is for, while it counts', async () => {
    const { community, clerk, published } = await aPress();
    const household = await anArea(db, { level: 'HOUSEHOLD' }, community);
    await run(db, 'issueHouseCodes', { withinId: community.id }, { actor: clerk });
    const { doorCode } = (await ask(db, DOOR, { id: household.id }, { actor: clerk })).area.houseCode;
    const letters = async () =>
      (await ask(db, SCAN, { code: doorCode }, { actor: null })).scanHouseCode.letters;

    expect(await letters()).toEqual([]);
    const letter = await published({ until: TODAY });
    const old = await published({ title: '旧信', until: TODAY });
    await db.query(
      `update publication set published_on = '2026-11-01', until_on = '2026-11-22' where id = $1`,
      [old.id],
    );

    expect(await letters()).toEqual([{ id: letter.id, title: '一封家书' }]);
  });
});

test('publications are found by place, kind, state and day; many in as many statements as one', async () => {
  const { county, community, draft, published } = await aPress();
  await draft({ title: '草稿' });
  for (let nth = 0; nth < 5; nth++) await published({ title: `家书${nth}` });
  const list = async (first: number, where: object = {}) =>
    (await ask(db, PUBLICATIONS, { first, where: { withinId: county.id, ...where } }, { actor: null }))
      .publications;

  expect(await list(5)).toMatchObject({ totalCount: 5 });
  expect(await list(5, { title: '书3', kind: 'HOME_LETTER', state: 'PUBLISHED', on: TODAY })).toMatchObject({
    totalCount: 1,
    nodes: [
      {
        kind: { title: 'Letter from home', isForHouseholds: true },
        area: { publications: { totalCount: 5 } },
      },
    ],
  });
  expect(await list(5, { on: '2026-11-22' })).toMatchObject({ totalCount: 0 });
  expect(await list(5, { withinId: (await anArea(db, {}, community)).id })).toMatchObject({ totalCount: 0 });
  const one = await countStatements(() => list(1));
  const five = await countStatements(() => list(5));
  expect(five.statements.length).toBe(one.statements.length);
});

test('what is published is data of each locality', async () => {
  expect(
    await ask(
      db,
      '{ here: publicationKinds(localityCode: "350322104009") { code } nowhere: publicationKinds(localityCode: "999999") { code } }',
      {},
    ),
  ).toEqual({ here: [{ code: 'HOME_LETTER' }], nowhere: null });
});

const PUBLICATION = 'query ($id: ID!) { publication(id: $id) { state availableActions } }';
const DOOR = 'query ($id: ID!) { area(id: $id) { houseCode { doorCode } } }';
const SCAN =
  'query ($code: String!) { scanHouseCode(code: $code) { ... on HouseCode { letters { id title } } } }';
const PUBLICATIONS = /* GraphQL */ `
  query ($first: Int!, $where: PublicationFilter) {
    publications(first: $first, where: $where) {
      totalCount
      nodes {
        kind { title isForHouseholds }
        area { name publications(first: 10) { totalCount } }
        history { action }
      }
    }
  }
`;
