import { countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import type { PartyOrganisationKind } from '../generated/graphql';
import { PartyCoverage } from '../party-organisation/party-coverage.entity';
import { tables } from '../tables';
import { anArea, aPartyOrganisation, ask } from '../testing';

const db = testDatabase(tables);

let places = 0;
const inXianyou = () => `350322${String(++places).padStart(6, '0')}`;

/** An organisation that is seated in an area and covers it as its own. */
async function found(area: Area, kind: PartyOrganisationKind) {
  const { id } = await aPartyOrganisation(db, area, { kind });
  await db.manager.insert(PartyCoverage, {
    partyOrganisationId: id,
    areaId: area.id,
    kind: 'OWN',
    fromOn: '2021-07-01',
  });
}

async function aCommunity(urban: boolean) {
  const town = await anArea(db, { level: 'TOWNSHIP', code: inXianyou(), urban });
  const community = await anArea(db, { code: inXianyou(), urban }, town);
  const grid = await anArea(db, { level: 'GRID', code: inXianyou(), urban }, community);
  const other = await anArea(db, { level: 'GRID', code: inXianyou(), urban }, community);
  const unit = await anArea(db, { level: 'UNIT', code: inXianyou(), urban }, grid);
  return { town, community, grid, other, unit };
}

const chainOf = async (id: string, template: string) =>
  (await ask(db, CHAIN, { id, template })).area.organisationChain;

describe('the smallest unit (X2)', () => {
  it('in town is community, grid and unit, each counted by itself', async () => {
    const { town, community, grid, unit } = await aCommunity(true);
    await found(community, 'BIG_COMMUNITY_COMMITTEE');
    await found(grid, 'GRID_BRANCH');
    await found(unit, 'UNIT_GROUP');

    expect(await chainOf(town.id, 'smallest-unit-urban')).toEqual([
      { step: { level: 'COMMUNITY' }, places: 1, covered: 1, rate: 100 },
      { step: { level: 'GRID' }, places: 2, covered: 1, rate: 50 },
      { step: { level: 'UNIT' }, places: 1, covered: 1, rate: 100 },
    ]);
    expect((await chainOf(town.id, 'smallest-unit-rural'))[0]).toMatchObject({ places: 0, rate: null });
  });

  it('in the country is village, grid and contact household', async () => {
    const { town, community, grid, unit } = await aCommunity(false);
    await found(community, 'VILLAGE_BRANCH');
    await found(grid, 'GRID_BRANCH');
    await found(unit, 'CENTRE_HOUSEHOLD');

    // A branch of a grid is what towns have; villages have groups.
    expect(await chainOf(town.id, 'smallest-unit-rural')).toMatchObject([
      { covered: 1 },
      { covered: 0 },
      { covered: 1 },
    ]);
    expect(await chainOf(town.id, 'structure-of-1544')).toMatchObject([
      { covered: 1 },
      { covered: 1 },
      { covered: 1 },
    ]);
    expect(await chainOf(town.id, 'four-level-chain')).toBeNull();
  });

  it('is a template of the profile; 1544 has one structure (X14)', async () => {
    const { organisationTemplates } = await ask(
      db,
      '{ organisationTemplates(localityCode: "350322") { key mechanism isUrban chain { level } } }',
    );

    expect(organisationTemplates).toMatchObject([
      { key: 'smallest-unit-urban', mechanism: 'X2', isUrban: true, chain: [{}, {}, {}] },
      { key: 'smallest-unit-rural', mechanism: 'X2', isUrban: false },
      { key: 'structure-of-1544', mechanism: 'X14', isUrban: null },
    ]);
  });

  it('is counted for many communities in as many statements as for one', async () => {
    const { town } = await aCommunity(true);
    const asked = async () =>
      (
        await countStatements(() =>
          ask(
            db,
            'query ($id: ID!) { area(id: $id) { children(first: 100) { nodes { organisationChain(template: "smallest-unit-urban") { covered } } } } }',
            { id: town.id },
          ),
        )
      ).statements.length;

    const few = await asked();
    for (let more = 0; more < 5; more++) await anArea(db, { code: inXianyou() }, town);
    expect(await asked()).toBe(few);
  });
});

const CHAIN = /* GraphQL */ `
  query ($id: ID!, $template: String!) {
    area(id: $id) { organisationChain(template: $template) { step { level } places covered rate } }
  }
`;
