import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { aDemand, aMatch, aStreet, promise, run } from '../list-matching/lists.testing';
import { aMeeting } from '../meeting/meeting.testing';
import { tables } from '../tables';
import { ask } from '../testing';

const db = testDatabase(tables);

/** A matched demand, and the project that is proposed for it. */
async function aProject(given: object = {}) {
  const street = await aStreet(db);
  const matched = await aMatch(db, street, 60);
  const input = { areaId: street.community.id, title: '长者食堂', demandIds: [matched.demand.id], ...given };
  const project = await run(db, 'proposeProject', input, { actor: street.clerk });
  const act = (name: string, more: object = {}, actor = street.clerk) =>
    run(db, name, { id: project.id, ...more }, { actor });
  return { ...street, ...matched, street, input, project, act };
}

describe('a project', () => {
  it('goes from the joint meeting to its evaluation, and meets its demands (SM-4, F10)', async () => {
    const { project, act, match, clerk, commander } = await aProject();

    expect(project).toMatchObject({
      state: 'PROPOSED',
      class: { key: 'RELIEF' },
      demands: [{ state: 'IN_PROJECT' }],
    });
    expect(await act('approveProject', { note: '第8次联席会议' })).toMatchObject({ state: 'APPROVED' });
    expect(await act('startProject')).toMatchObject({ state: 'RUNNING' });
    expect(await act('acceptProject')).toMatchObject({ code: 'MATCHES_OPEN' });
    await run(db, 'keepMatch', { id: match.id }, { actor: clerk });
    expect(await act('acceptProject', { note: '验收合格' })).toMatchObject({
      state: 'ACCEPTED',
      demands: [{ state: 'MET' }],
    });
    const evaluate = (rating: number, appraisal = '群众满意') =>
      act('evaluateProject', { rating, appraisal }, commander);
    expect(await evaluate(6)).toMatchObject({ field: 'rating' });
    expect(await evaluate(5, ' ')).toMatchObject({ field: 'appraisal' });
    expect(await evaluate(5)).toMatchObject({ state: 'EVALUATED' });
  });

  it('opens a service site, which no other project opened (F13)', async () => {
    const { act } = await aProject();
    const other = await aProject();
    const siteId = randomUUID();
    for (const [name, of] of [
      ['approveProject', act],
      ['startProject', act],
      ['approveProject', other.act],
      ['startProject', other.act],
    ] as const)
      await of(name);

    expect(await act('recordProjectSite', { siteId })).toMatchObject({
      state: 'RUNNING',
      site: { id: siteId },
    });
    expect(await act('recordProjectSite', { siteId })).toMatchObject({ site: { id: siteId } });
    expect(await other.act('recordProjectSite', { siteId })).toMatchObject({ field: 'siteId' });
    const { _entities } = await ask(db, SITES, { sites: [{ __typename: 'ServiceSite', id: siteId }] });
    expect(_entities).toEqual([{ openedByProject: { title: '长者食堂' } }]);
  });

  it('names the joint meeting that agreed on it, one that is within reach (F10)', async () => {
    const { project, act, community } = await aProject();
    const { id: meetingId } = await aMeeting(db, community);
    const elsewhere = await aMeeting(db);

    expect(await act('approveProject', { meetingId: elsewhere.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act('approveProject', { meetingId })).toMatchObject({ state: 'APPROVED' });
    const source = 'query ($id: ID!) { project(id: $id) { meeting { id } } }';
    const seenBy = async (actor: Actor) =>
      (await ask(db, source, { id: project.id }, { actor })).project.meeting;
    expect(await seenBy(anActor('COMMUNITY_CLERK', { areaId: community.id }))).toEqual({ id: meetingId });
    expect(await seenBy(anActor('COMMUNITY_CLERK', { areaId: elsewhere.community.id }))).toBeNull();
  });

  it('gives its demands back when it is dropped: those with promises matched, the others just on the list', async () => {
    const street = await aStreet(db);
    const { demand } = await aMatch(db, street, 60);
    const bare = await aDemand(db, street);
    const input = { areaId: street.community.id, title: '长者食堂', demandIds: [demand.id, bare.id] };
    const { id } = await run(db, 'proposeProject', input, { actor: street.clerk });
    const drop = (reason: string) => run(db, 'dropProject', { id, reason }, { actor: street.clerk });

    expect(await drop('')).toMatchObject({ field: 'reason' });
    expect(await drop('资金不足')).toMatchObject({ state: 'DROPPED', demands: [] });
    expect(await stateOf(demand.id)).toBe('MATCHED');
    expect(await stateOf(bare.id)).toBe('PUBLISHED');
  });

  it('takes on more promises while it runs', async () => {
    const { street, demand, resource, act } = await aProject();
    await act('approveProject');

    const more = await promise(db, street, demand.id, resource.windows[0].id, 40);

    expect(more).toMatchObject({
      demand: { state: 'IN_PROJECT', promised: 100 },
      resource: { state: 'RESERVED' },
    });
  });

  it('is refused without demands, of strange classes, and of demands that are elsewhere or taken', async () => {
    const { input, clerk, community, street } = await aProject();
    const free = await aDemand(db, street);
    const draft = await run(
      db,
      'raiseDemand',
      { areaId: community.id, category: 'VENUE', title: '场地', amount: 1, channel: 'visit' },
      { actor: clerk },
    );
    const elsewhere = await aDemand(db, await aStreet(db));
    const propose = (given: object) => run(db, 'proposeProject', { ...input, ...given }, { actor: clerk });

    expect(await propose({})).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await propose({ demandIds: [] })).toMatchObject({ field: 'demandIds' });
    expect(await propose({ demandIds: [free.id], title: ' ' })).toMatchObject({ field: 'title' });
    expect(await propose({ demandIds: [free.id], class: 'NONE' })).toMatchObject({ field: 'class' });
    expect(await propose({ demandIds: [free.id, draft.id] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await propose({ demandIds: [elsewhere.id] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await propose({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await propose({ demandIds: [free.id], class: 'PARTY_SERVICE' })).toMatchObject({
      state: 'PROPOSED',
      class: { key: 'PARTY_SERVICE' },
    });
  });

  it('is nobody else’s to move', async () => {
    const { act } = await aProject();
    const stranger = (await aStreet(db)).clerk;

    expect(await act('approveProject', {}, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act('startProject')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('has a demand to itself, however many are proposed at the same moment', async () => {
    const street = await aStreet(db);
    const demand = await aDemand(db, street);
    const input = { areaId: street.community.id, title: '长者食堂', demandIds: [demand.id] };

    const answers = await Promise.all(
      Array.from({ length: 4 }, () => run(db, 'proposeProject', input, { actor: street.clerk })),
    );

    expect(answers.filter(({ __typename }) => __typename === 'Project')).toHaveLength(1);
  });

  it('is accepted without losing a promise made at the same moment', async () => {
    const { street, demand, resource, match, act } = await aProject();
    await act('approveProject');
    await act('startProject');
    await run(db, 'keepMatch', { id: match.id }, { actor: street.clerk });

    const [accepted, promised] = await Promise.all([
      act('acceptProject'),
      promise(db, street, demand.id, resource.windows[0].id, 10),
    ]);

    const outcome = [accepted.state ?? accepted.code, promised.state ?? promised.code];
    expect([
      ['ACCEPTED', 'ACTION_NOT_ALLOWED'],
      ['MATCHES_OPEN', 'PROMISED'],
    ]).toContainEqual(outcome);
  });

  it('of a hundred cost as many statements as of one', async () => {
    const { project } = await aProject();
    const cost = async (ids: string[]) =>
      (
        await countStatements(() =>
          ask(db, PROJECTS, { projects: ids.map((id) => ({ __typename: 'Project', id })) }),
        )
      ).statements.length;

    expect(await cost(Array.from({ length: 100 }, () => project.id))).toBe(await cost([project.id]));
  });
});

const stateOf = async (id: string) =>
  (await ask(db, 'query ($id: ID!) { demand(id: $id) { state project { id } } }', { id })).demand.state;

const SITES = `query ($sites: [_Any!]!) {
  _entities(representations: $sites) { ... on ServiceSite { openedByProject { title } } }
}`;
const PROJECTS = `query ($projects: [_Any!]!) {
  _entities(representations: $projects) {
    ... on Project { title list { quarter } meeting { id } demands { title } matches { amount resource { title } } }
  }
}`;
