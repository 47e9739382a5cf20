import { countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, run } from '../testing';

const db = testDatabase(tables);

/** A community with one grid and two buildings in it. */
async function aCommunity() {
  const { county, street, organiser } = await aCounty(db);
  const community = await anArea(db, { name: '百花亭社区' }, street);
  const grid = await anArea(db, { level: 'GRID' }, community);
  const building = await anArea(db, { level: 'BUILDING', name: '1号楼' }, grid);
  const other = await anArea(db, { level: 'BUILDING', name: '2号楼' }, grid);
  return { county, street, organiser, community, grid, building, other };
}

const twoHeadsTwoMembers = ['BUILDING_HEAD', 'PARTY_GROUP_LEADER', 'GRID_MEMBER', 'BUILDING_PARTY_MEMBER'];

const fill = async (area: Area, posts: readonly string[]) => {
  for (const post of posts) await anAppointment(db, area, { post });
};

describe('two heads, two members (H28)', () => {
  const template = 'two-heads-two-members';

  it('are complete where a building has all four', async () => {
    const { community, building, other } = await aCommunity();
    await fill(building, twoHeadsTwoMembers);
    await fill(other, twoHeadsTwoMembers.slice(1));

    expect(await coverageOf(community, template)).toEqual({
      areasAtLevel: 2,
      complete: 1,
      rate: 50,
      vacantSlots: [{ post: { code: 'BUILDING_HEAD', title: 'Building head' }, missing: 1, areas: 1 }],
    });
  });

  it('are counted as of a day', async () => {
    const { community, building, other, organiser } = await aCommunity();
    await fill(building, twoHeadsTwoMembers);
    await fill(other, twoHeadsTwoMembers);
    const { areaId, ...leaving } = await anAppointment(db, building, { post: 'BUILDING_HEAD' });
    await db.query('delete from appointment where area_id = $1 and post = $2 and id <> $3', [
      areaId,
      'BUILDING_HEAD',
      leaving.id,
    ]);

    await run(db, 'endAppointment', { id: leaving.id, to: '2026-10-01' }, { actor: organiser });

    expect(await coverageOf(community, template)).toMatchObject({ complete: 1 });
    expect(await coverageOf(community, template, '2026-09-30')).toMatchObject({ complete: 2 });
  });

  it('are the same of many places together as of each alone, also as of a day', async () => {
    const { street } = await aCounty(db);
    const communities: Area[] = [];
    for (const wanting of [0, 1, 2, 3]) {
      const community = await anArea(db, {}, street);
      await fill(await anArea(db, { level: 'BUILDING' }, community), twoHeadsTwoMembers.slice(wanting));
      communities.push(community);
    }
    for (const asOf of [null, '2026-09-30']) {
      const { area } = await ask(db, TOGETHER, { id: street.id, template, asOf });
      const together = new Map(
        area.children.nodes.map((one: { id: string; roleCoverage: object }) => [one.id, one.roleCoverage]),
      );

      for (const [index, community] of communities.entries()) {
        const alone = await coverageOf(community, template, asOf);
        expect(alone.complete).toBe(index === 0 ? 1 : 0);
        expect(together.get(community.id)).toEqual(alone);
      }
    }
  });

  it('of nothing are no rate', async () => {
    const { county } = await aCounty(db);

    expect(await coverageOf(county, template)).toMatchObject({ areasAtLevel: 0, complete: 0, rate: null });
  });
});

describe('4+N (H4)', () => {
  it('takes posts from where they are held: above the community, at it and below it', async () => {
    const { street, community } = await aCommunity();
    const compound = await anArea(db, { level: 'COMPOUND', propertyMode: 'COMPANY' }, community);
    await fill(street, ['STREET_SECRETARY']);
    await fill(community, ['COMMUNITY_SECRETARY', 'FIRST_SECRETARY']);

    expect(await coverageOf(community, 'four-plus-n')).toMatchObject({
      areasAtLevel: 1,
      complete: 0,
      vacantSlots: [{ post: { code: 'COMPOUND_SECRETARY' }, missing: 1 }],
    });

    await fill(compound, ['COMPOUND_SECRETARY']);

    expect(await coverageOf(community, 'four-plus-n')).toMatchObject({
      complete: 1,
      rate: 100,
      vacantSlots: [],
    });
  });
});

describe('vacancies (H28, X17)', () => {
  it('name each slot that nobody fills, of every template, here and below', async () => {
    const { community, building, other } = await aCommunity();
    await fill(building, twoHeadsTwoMembers);
    await fill(other, twoHeadsTwoMembers.slice(2));

    const { area } = await ask(db, VACANCIES, { id: community.id, first: 20, template: null });

    expect(area.vacancies.totalCount).toBe(6);
    expect(area.vacancies.nodes.slice(0, 4)).toEqual(
      ['FIRST_SECRETARY', 'STREET_SECRETARY', 'COMMUNITY_SECRETARY', 'COMPOUND_SECRETARY'].map((code) => ({
        area: { name: '百花亭社区' },
        post: { code },
        template: { code: 'four-plus-n' },
        missing: 1,
      })),
    );
    expect(area.vacancies.nodes.slice(4)).toEqual(
      ['BUILDING_HEAD', 'PARTY_GROUP_LEADER'].map((code) => ({
        area: { name: '2号楼' },
        post: { code },
        template: { code: 'two-heads-two-members' },
        missing: 1,
      })),
    );
  });

  it('go on where the page before ended', async () => {
    const { community } = await aCommunity();
    const page = (after?: string) =>
      ask(db, VACANCIES, { id: community.id, first: 5, after, template: 'two-heads-two-members' });

    const first = (await page()).area.vacancies;
    const rest = (await page(first.pageInfo.endCursor)).area.vacancies;

    expect([first.nodes.length, first.totalCount, rest.nodes.length]).toEqual([5, 8, 3]);
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  it('are read in as many statements for many communities as for one', async () => {
    const communities = await Promise.all([1, 2, 3, 4].map(aCommunity));
    const refs = communities.map(({ community: { id } }) => ({ __typename: 'Area', id }));

    const one = await countStatements(() => ask(db, MANY, { refs: refs.slice(0, 1) }));
    const four = await countStatements(() => ask(db, MANY, { refs }));

    expect(four.statements.length).toBe(one.statements.length);
  });

  it('of an unknown template are refused, with the known ones named', async () => {
    const { community } = await aCommunity();

    await expect(ask(db, VACANCIES, { id: community.id, first: 1, template: 'three-heads' })).rejects.toThrow(
      'This locality has no template three-heads; it has two-heads-two-members, four-plus-n.',
    );
    expect(await coverageOf(community, 'three-heads')).toBeNull();
  });
});

test('the templates and posts of a locality are told in the language asked for (D2)', async () => {
  const source =
    '{ roleTemplates(localityCode: "510522") { code title level slots { minimum post { code title level } } } posts(localityCode: "510522") { code } }';

  const { roleTemplates, posts } = await ask(db, source, {}, { language: 'zh-CN' });

  expect(roleTemplates[0]).toEqual({
    code: 'two-heads-two-members',
    title: '两长两员',
    level: 'BUILDING',
    slots: expect.arrayContaining([
      { minimum: 1, post: { code: 'BUILDING_HEAD', title: '楼栋长', level: 'BUILDING' } },
    ]),
  });
  expect(posts).toContainEqual({ code: 'UNIT_LEADER' });
});

const coverageOf = async ({ id }: Area, template: string, asOf: string | null = null) =>
  (await ask(db, COVERAGE, { id, template, asOf })).area.roleCoverage;

const COVERAGE = /* GraphQL */ `
  query ($id: ID!, $template: String!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      roleCoverage(template: $template) {
        areasAtLevel complete rate vacantSlots { post { code title } missing areas }
      }
    }
  }
`;
const TOGETHER = /* GraphQL */ `
  query ($id: ID!, $template: String!, $asOf: LocalDate) {
    area(id: $id, asOf: $asOf) {
      children(first: 9) {
        nodes {
          id
          roleCoverage(template: $template) {
            areasAtLevel complete rate vacantSlots { post { code title } missing areas }
          }
        }
      }
    }
  }
`;
const VACANCIES = /* GraphQL */ `
  query ($id: ID!, $first: Int!, $after: String, $template: String) {
    area(id: $id) {
      vacancies(first: $first, after: $after, template: $template) {
        totalCount
        nodes { area { name } post { code } template { code } missing }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`;
const MANY = /* GraphQL */ `
  query ($refs: [_Any!]!) {
    _entities(representations: $refs) {
      ... on Area {
        vacancies(first: 20) { nodes { area { name } post { code } } }
        roleCoverage(template: "two-heads-two-members") { rate }
      }
    }
  }
`;
