import { countStatements, testDatabase } from '@jinlin/testing';
import type { Area } from '../area/area.entity';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, aPerson, ask, aUnitLink, run } from '../testing';

const db = testDatabase(tables);

describe('a first secretary is found by need first, then person (先定需求、后定人, H2)', () => {
  it('from a survey to a proposal with its reasons, to an appointment that keeps them', async () => {
    const { community, organiser, act, leader } = await aCommunity();
    const housing = await leader(['housing', 'renovation']);
    const elders = await leader(['elders', 'health']);
    const { id } = await act('openNeedsSurvey', { areaId: community.id });

    await act('recordNeeds', {
      id,
      needs: [
        { field: 'elders', weight: 3 },
        { field: 'housing', weight: 9 },
      ],
    });
    await act('closeNeedsSurvey', { id });
    const proposed = await act('proposeFirstSecretary', { id });
    const appointed = await act('appointFirstSecretary', { id, personId: housing, from: '2026-11-01' });

    expect(proposed).toMatchObject({
      state: 'PROPOSED',
      proposedOn: '2026-11-23',
      candidates: [
        { score: 75, person: { id: housing } },
        { score: 25, person: { id: elders } },
      ],
      availableActions: ['PROPOSE', 'APPOINT', 'WITHDRAW'],
    });
    expect(appointed).toMatchObject({ state: 'APPOINTED', availableActions: [] });
    const { secretaryMatching } = await ask(db, REASONS, { id }, { language: 'zh-CN' });
    expect(secretaryMatching).toMatchObject({
      candidates: [
        {
          meets: [{ weight: 9, field: { key: 'housing', title: '住房和物业' } }],
          leaves: [{ weight: 3, field: { key: 'elders' } }],
        },
        { meets: [{ field: { key: 'elders' } }] },
      ],
      community: { firstSecretary: { person: { id: housing }, rank: 'COUNTY_LEADER', isConcurrent: true } },
      appointment: { post: { code: 'FIRST_SECRETARY' } },
    });
    expect(secretaryMatching.history.map(({ action }: { action: string }) => action)).toEqual([
      'OPEN_SURVEY',
      'RECORD_NEEDS',
      'CLOSE_SURVEY',
      'PROPOSE',
      'APPOINT',
    ]);
    expect(organiser.role).toBe('ORGANISER');
  });

  it('and nobody is proposed before the survey is closed', async () => {
    const { community, act, leader } = await aCommunity();
    await leader(['housing']);
    const { id } = await act('openNeedsSurvey', { areaId: community.id });
    await act('recordNeeds', { id, needs: [{ field: 'housing', weight: 5 }] });

    expect(await act('proposeFirstSecretary', { id })).toMatchObject({
      __typename: 'ActionNotAllowed',
      message: 'Cannot PROPOSE while SURVEYING.',
    });
  });

  it('but a survey that has found nothing is not closed', async () => {
    const { community, act } = await aCommunity();
    const { id } = await act('openNeedsSurvey', { areaId: community.id });

    expect(await act('closeNeedsSurvey', { id })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'needs',
    });
  });

  it('nor proposed who is first secretary elsewhere, or has charge of nothing that is needed', async () => {
    const { community, street, act, leader } = await aCommunity();
    const busy = await leader(['housing']);
    await anAppointment(db, await anArea(db, {}, street), { personId: busy });
    await leader(['culture']);
    const id = await surveyed(act, community, [{ field: 'housing', weight: 5 }]);

    expect(await act('proposeFirstSecretary', { id })).toMatchObject({ __typename: 'NoCandidate' });
    expect((await ask(db, REASONS, { id })).secretaryMatching).toMatchObject({
      state: 'SURVEYED',
      candidates: [],
    });
  });

  it('nor appointed who was not proposed, nor a second one', async () => {
    const { community, act, leader } = await aCommunity();
    const housing = await leader(['housing']);
    const culture = await leader(['culture']);
    const id = await surveyed(act, community, [{ field: 'housing', weight: 5 }]);
    await act('proposeFirstSecretary', { id });
    const appoint = (personId: string) => act('appointFirstSecretary', { id, personId, from: '2026-11-01' });

    expect(await appoint(culture)).toMatchObject({ __typename: 'InvalidInput', field: 'personId' });

    await anAppointment(db, community);
    expect(await appoint(housing)).toMatchObject({ __typename: 'PostTaken' });
    expect((await ask(db, REASONS, { id })).secretaryMatching).toMatchObject({
      state: 'PROPOSED',
      appointment: null,
    });
  });

  it('one matching a community at a time, until it is withdrawn', async () => {
    const { community, act } = await aCommunity();
    const { id } = await act('openNeedsSurvey', { areaId: community.id });

    expect(await act('openNeedsSurvey', { areaId: community.id })).toMatchObject({
      __typename: 'MatchingUnderWay',
    });
    expect(await act('withdrawSecretaryMatching', { id, reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(await act('withdrawSecretaryMatching', { id, reason: '暂缓' })).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect(await act('openNeedsSurvey', { areaId: community.id })).toMatchObject({ state: 'SURVEYING' });
  });

  it.each([
    ['fields that the locality does not know', [{ field: 'magic', weight: 5 }], 'field'],
    ['a field twice', [1, 2].map((weight) => ({ field: 'housing', weight })), 'needs'],
    ['no weight', [{ field: 'housing', weight: 0 }], 'weight'],
    ['nothing', [], 'needs'],
  ])('needs are refused that name %s', async (_, needs, field) => {
    const { community, act } = await aCommunity();
    const { id } = await act('openNeedsSurvey', { areaId: community.id });

    expect(await act('recordNeeds', { id, needs })).toMatchObject({ __typename: 'InvalidInput', field });
  });

  it('only for communities, and only by those whose area holds them', async () => {
    const { community, street, county, elsewhere, act, leader } = await aCommunity();
    const personId = await leader(['housing']);
    const id = await surveyed(act, community, [{ field: 'housing', weight: 5 }]);
    const outside = (name: string, input: object) => run(db, name, { id, ...input }, { actor: elsewhere });

    expect(await act('openNeedsSurvey', { areaId: street.id })).toMatchObject({ __typename: 'InvalidInput' });
    const { id: _, ...place } = { id, areaId: community.id };
    expect(await run(db, 'openNeedsSurvey', place, { actor: elsewhere })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await outside('proposeFirstSecretary', {})).toMatchObject({ __typename: 'NotFound' });
    expect(await outside('withdrawSecretaryMatching', { reason: '无' })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(
      await run(
        db,
        'setPortfolio',
        { personId, areaId: county.id, fields: ['housing'] },
        { actor: elsewhere },
      ),
    ).toMatchObject({ __typename: 'NotFound' });
  });
});

describe('what a leader has charge of (分管工作)', () => {
  it('is changed, and found by field', async () => {
    const { county, act, leader } = await aCommunity();
    const personId = await leader(['housing']);

    expect(
      await act('setPortfolio', { personId, areaId: county.id, fields: ['elders', 'health'] }),
    ).toMatchObject({
      rank: 'COUNTY_LEADER',
      fields: [{ key: 'elders' }, { key: 'health' }],
    });
    expect(await act('setPortfolio', { personId, areaId: county.id, fields: ['magic'] })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'field',
    });
    const { portfolios } = await ask(
      db,
      'query ($id: ID!) { portfolios(first: 5, where: { withinId: $id, field: "health" }) { totalCount nodes { person { id } } } }',
      { id: county.id },
    );
    expect(portfolios).toEqual({ totalCount: 1, nodes: [{ person: { id: personId } }] });
  });
});

describe('the governance team of a community (“4+N”治理体系, H4)', () => {
  it('names the vacant ones of its four posts, and counts its linked units', async () => {
    const { street, community } = await aCommunity();
    const compound = await anArea(db, { level: 'COMPOUND' }, community);
    await anAppointment(db, community);
    await anAppointment(db, street, { post: 'STREET_SECRETARY' });
    await anAppointment(db, compound, { post: 'COMPOUND_SECRETARY' });
    await aUnitLink(db, community, { role: 'LEAD' });

    const { area } = await ask(db, TEAM, { id: community.id });

    expect(area.governanceTeam).toMatchObject({
      vacant: [{ post: { code: 'COMMUNITY_SECRETARY' }, missing: 1 }],
      linkedUnitsMinimum: 6,
      linkedUnitsCount: 1,
      isComplete: false,
      linkedUnits: { nodes: [{ role: 'LEAD' }] },
      residentUnits: { totalCount: 1 },
    });
    expect(
      area.governanceTeam.posts.map(({ post, holders }: Held) => [post.code, holders.totalCount]),
    ).toEqual([
      ['FIRST_SECRETARY', 1],
      ['STREET_SECRETARY', 1],
      ['COMMUNITY_SECRETARY', 0],
      ['COMPOUND_SECRETARY', 1],
    ]);
  });

  it('is complete with every post filled and six linked units', async () => {
    const { street, community } = await aCommunity();
    const compound = await anArea(db, { level: 'COMPOUND' }, community);
    await anAppointment(db, community);
    await anAppointment(db, street, { post: 'STREET_SECRETARY' });
    await anAppointment(db, community, { post: 'COMMUNITY_SECRETARY' });
    await anAppointment(db, compound, { post: 'COMPOUND_SECRETARY' });
    for (let units = 0; units < 6; units++) await aUnitLink(db, community);

    expect((await ask(db, TEAM, { id: community.id })).area.governanceTeam).toMatchObject({
      vacant: [],
      isComplete: true,
    });
  });

  it('is a community’s alone, and read in as many statements for many as for one', async () => {
    const all = await Promise.all([1, 2, 3].map(aCommunity));
    for (const { community } of all) await aUnitLink(db, community);
    const refs = all.map(({ community: { id } }) => ({ __typename: 'Area', id }));

    const one = await countStatements(() => ask(db, TEAMS, { refs: refs.slice(0, 1) }));
    const three = await countStatements(() => ask(db, TEAMS, { refs }));

    expect(three.statements.length).toBe(one.statements.length);
    expect((await ask(db, TEAM, { id: all[0]!.street.id })).area.governanceTeam).toBeNull();
  });
});

interface Held {
  post: { code: string };
  holders: { totalCount: number };
}

type Act = (name: string, input: Record<string, unknown>) => ReturnType<typeof run>;

async function aCommunity() {
  const laid = await aCounty(db);
  const community = await anArea(db, {}, laid.street);
  const act: Act = (name, input) => run(db, name, input, { actor: laid.organiser });
  const leader = async (fields: string[]) => {
    const { id } = await aPerson(db, laid.county);
    await act('setPortfolio', { personId: id, areaId: laid.county.id, fields });
    return id;
  };
  return { ...laid, community, act, leader };
}

async function surveyed(act: Act, { id: areaId }: Area, needs: object[]) {
  const { id } = await act('openNeedsSurvey', { areaId });
  await act('recordNeeds', { id, needs });
  await act('closeNeedsSurvey', { id });
  return id;
}

const REASONS = /* GraphQL */ `
  query ($id: ID!) {
    secretaryMatching(id: $id) {
      state
      candidates {
        score
        meets { weight field { key title } }
        leaves { weight field { key } }
      }
      community { firstSecretary { rank isConcurrent person { id } } }
      appointment { post { code } }
      history { action }
    }
  }
`;
const TEAM_FIELDS = /* GraphQL */ `
  governanceTeam {
    template { code }
    posts { minimum post { code } holders(first: 5) { totalCount nodes { person { maskedName } } } }
    vacant { post { code } missing }
    linkedUnitsMinimum linkedUnitsCount isComplete
    linkedUnits(first: 10) { nodes { role unit { name } } }
    residentUnits(first: 5) { totalCount nodes { name } }
  }
`;
const TEAM = `query ($id: ID!) { area(id: $id) { ${TEAM_FIELDS} } }`;
const TEAMS = `query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Area { ${TEAM_FIELDS} } } }`;
