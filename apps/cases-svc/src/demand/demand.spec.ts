import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { aMatch, aDemand as aPublished, aStreet, run } from '../list-matching/lists.testing';
import { tables } from '../tables';
import { aCase, ask } from '../testing';

const db = testDatabase(tables);
const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);

async function aDraft(given: object = {}) {
  const street = await aStreet(db);
  const input = {
    areaId: street.community.id,
    category: 'ELDER_MEALS',
    title: '独居老人吃饭难',
    amount: 60,
    channel: 'visit',
    requester: { name: '欧阳秋山', phone: '15487654321' },
    ...given,
  };
  const draft = await run(db, 'raiseDemand', input, { actor: street.clerk });
  return { ...street, input, draft };
}

describe('a demand', () => {
  it('is written down by any channel, and stands on the list once it is published (H19)', async () => {
    const { draft, clerk } = await aDraft();

    expect(draft).toMatchObject({ state: 'DRAFT', amount: 60, promised: 0 });
    const published = await run(
      db,
      'publishDemand',
      { id: draft.id, title: '老人助餐', description: '午餐，每日' },
      { actor: clerk },
    );
    expect(published.state).toBe('PUBLISHED');
    expect((await read(draft.id)).demand).toMatchObject({
      title: '老人助餐',
      description: '午餐，每日',
      channel: 'visit',
    });
  });

  it('is raised from a case, such as one about premises (H20), from a visit, by a resident and by a unit', async () => {
    const { community, clerk, unitClerk, input } = await aDraft();
    const { id: caseId } = await aCase(db, { areaId: community.id, areaPath: community.path });
    const resident = anActor('RESIDENT', { personId: randomUUID() });
    const raise = (given: object, actor: Asking['actor']) =>
      run(db, 'raiseDemand', { ...input, ...given }, { actor: actor ?? null });

    const ofCase = await raise({ category: 'PREMISES', caseId, memberVisitId: randomUUID() }, clerk);
    expect((await read(ofCase.id, clerk)).demand).toMatchObject({
      case: { id: caseId, demands: [{ id: ofCase.id }] },
      side: 'COMMUNITY',
    });
    const own = await raise({ channel: 'online', requester: null }, resident);
    expect((await read(own.id, resident)).demand).toMatchObject({ side: 'COMMUNITY', state: 'DRAFT' });
    expect(await raise({}, unitClerk)).toMatchObject({ field: 'requester' });
    const ofUnit = await raise({ category: 'VENUE', requester: null }, unitClerk);
    expect((await read(ofUnit.id, unitClerk)).demand).toMatchObject({
      side: 'UNIT',
      unit: { id: unitClerk.unitId },
    });
  });

  it('is refused with what makes no sense', async () => {
    const { input, clerk, community } = await aDraft();
    const raise = (given: object) => run(db, 'raiseDemand', { ...input, ...given }, { actor: clerk });

    expect(await raise({ category: 'NONE' })).toMatchObject({ field: 'category' });
    expect(await raise({ channel: 'pigeon' })).toMatchObject({ field: 'channel' });
    expect(await raise({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await raise({ amount: 0 })).toMatchObject({ field: 'amount' });
    expect(await raise({ neededFrom: '2026-12-01' })).toMatchObject({ field: 'neededTo' });
    expect(await raise({ neededFrom: '2026-12-02', neededTo: '2026-12-01' })).toMatchObject({
      field: 'neededTo',
    });
    expect(await raise({ neededFrom: '2026-10-01', neededTo: '2026-10-02' })).toMatchObject({
      field: 'neededTo',
    });
    expect(await raise({ location: { longitude: 190, latitude: 0 } })).toMatchObject({ field: 'location' });
    expect(await raise({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await raise({ caseId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = await aStreet(db);
    expect(await raise({ areaId: elsewhere.community.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(community.id).not.toBe(elsewhere.community.id);
  });

  it('is published and withdrawn only by those whom it concerns', async () => {
    const { draft, unitClerk, clerk } = await aDraft();
    const stranger = (await aStreet(db)).clerk;
    const withdraw = (actor: Asking['actor'], reason = '重复') =>
      run(db, 'withdrawDemand', { id: draft.id, reason }, { actor: actor ?? null });

    expect(await run(db, 'publishDemand', { id: draft.id }, { actor: stranger })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await withdraw(stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraw(unitClerk)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await withdraw(anActor('RESIDENT', { personId: randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await withdraw(clerk, ' ')).toMatchObject({ field: 'reason' });
    expect(await withdraw(clerk)).toMatchObject({ state: 'WITHDRAWN' });
    expect(await withdraw(clerk)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('frees what was promised for it when it is withdrawn', async () => {
    const street = await aStreet(db);
    const { demand, resource } = await aMatch(db, street, 100);

    expect(
      await run(db, 'withdrawDemand', { id: demand.id, reason: '已自行解决' }, { actor: street.clerk }),
    ).toMatchObject({
      state: 'WITHDRAWN',
      promised: 0,
    });
    const { resource: after } = await ask(
      db,
      'query ($id: ID!) { resource(id: $id) { state windows { left } matches { state } } }',
      {
        id: resource.id,
      },
    );
    expect(after).toEqual({ state: 'AVAILABLE', windows: [{ left: 100 }], matches: [{ state: 'RELEASED' }] });
  });
});

describe('who asked', () => {
  it('is masked for those at work in the area, and not there for anybody else', async () => {
    const street = await aStreet(db);
    const demand = await aPublished(db, street, { requester: { name: '欧阳秋山', phone: '15487654321' } });
    const seenBy = async (actor: Asking['actor']) => (await read(demand.id, actor)).demand.requester;

    expect(await seenBy(street.clerk)).toEqual({ maskedName: '欧阳**', maskedPhone: '154****4321' });
    expect(await seenBy(street.unitClerk)).toBeNull();
    expect(await seenBy((await aStreet(db)).clerk)).toBeNull();
    expect(await seenBy(anActor('DATA_ANALYST', { areaId: street.street.id }))).toBeNull();
    expect(await seenBy(null)).toBeNull();
  });

  it('is told in clear to those with the scope and a purpose, and it is recorded', async () => {
    const street = await aStreet(db);
    const demand = await aPublished(db, street, { requester: { name: '欧阳秋山', phone: '15487654321' } });
    const source =
      'query ($id: ID!) { demand(id: $id) { requesterInClear(purpose: "上门核实") { name phone } } }';
    const reader = { ...street.clerk, scopes: ['pii:read'] };

    await expect(ask(db, source, { id: demand.id }, { actor: street.clerk })).rejects.toMatchObject({
      extensions: { code: 'FORBIDDEN' },
    });
    const { demand: seen } = await ask(db, source, { id: demand.id }, { actor: reader });
    expect(seen.requesterInClear).toEqual({ name: '欧阳秋山', phone: '15487654321' });
    const [record] = await db.query('select purpose from access_record where record_id = $1', [demand.id]);
    expect(record).toEqual({ purpose: '上门核实' });
  });

  it('keeps a draft from everybody but those in the area and whoever asked', async () => {
    const { draft, clerk, unitClerk } = await aDraft();

    expect((await read(draft.id, clerk)).demand).not.toBeNull();
    expect((await read(draft.id, unitClerk)).demand).toBeNull();
    expect((await read(draft.id, (await aStreet(db)).clerk)).demand).toBeNull();
    expect((await read(draft.id, null)).demand).toBeNull();
  });
});

describe('the demand list', () => {
  it('is narrowed as a desk needs it', async () => {
    const street = await aStreet(db);
    const { demand } = await aMatch(db, street, 100);
    const open = await aPublished(db, street, {
      category: 'VENUE',
      neededFrom: '2026-12-01',
      neededTo: '2026-12-02',
    });
    const found = async (where: object) => {
      const { demands } = await ask(db, LIST, { where: { areaId: street.street.id, ...where } });
      return demands.nodes.map(({ id }: { id: string }) => id);
    };

    expect(await found({})).toEqual(expect.arrayContaining([demand.id, open.id]));
    expect(await found({ isOpen: true })).toEqual([open.id]);
    expect(await found({ isOpen: false, isPublished: true, side: 'COMMUNITY' })).toEqual([demand.id]);
    expect(await found({ category: 'VENUE', channel: 'visit' })).toEqual([open.id]);
    expect(
      await found({ states: ['MATCHED'], publishedFrom: '2026-11-23', publishedTo: '2026-11-23' }),
    ).toEqual([demand.id]);
    expect(await found({ neededOn: '2026-12-03' })).toEqual([demand.id]);
    expect(await found({ publishedTo: '2026-11-22' })).toEqual([]);
    expect(await found({ unitId: street.unit.id })).toEqual([]);
  });

  it('tells how it does (IND-9)', async () => {
    const street = await aStreet(db);
    const first = await aPublished(db, street);
    await aPublished(db, street);
    const project = { areaId: street.community.id, title: '长者食堂', demandIds: [first.id] };
    const { id } = await run(db, 'proposeProject', project, { actor: street.clerk, now: day(4) });
    for (const act of ['approveProject', 'startProject', 'acceptProject']) {
      await run(db, act, { id }, { actor: street.clerk, now: day(5) });
    }

    const [{ listStatistics }] = await statisticsOf([street.street.id]);
    expect(listStatistics).toEqual({
      demands: 2,
      matched: 1,
      inProject: 1,
      matchRate: 50,
      projects: 1,
      completed: 1,
      completionRate: 100,
      meanDaysToMatch: 4,
    });
    const [{ listStatistics: before }] = await statisticsOf([street.street.id], '2026-11-22');
    expect(before).toMatchObject({
      demands: 0,
      matchRate: null,
      completionRate: null,
      meanDaysToMatch: null,
    });
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { street } = await aStreet(db);
    const cost = async (ids: string[]) => (await countStatements(() => statisticsOf(ids))).statements.length;

    expect(await cost(Array.from({ length: 100 }, () => street.id))).toBe(await cost([street.id]));
  });
});

const read = (id: string, actor: Asking['actor'] = anActor('OPERATOR')) =>
  ask(
    db,
    `query ($id: ID!) {
      demand(id: $id) {
        state side title description channel unit { id } case { id demands { id } }
        requester { maskedName maskedPhone }
      }
    }`,
    { id },
    { actor: actor ?? null },
  );

const LIST = 'query ($where: DemandFilter) { demands(first: 10, where: $where) { totalCount nodes { id } } }';

const statisticsOf = async (ids: string[], to?: string) =>
  (
    await ask(
      db,
      `query ($areas: [_Any!]!, $to: LocalDate) {
        _entities(representations: $areas) {
          ... on Area {
            demands(first: 2) { totalCount nodes { title } } resources(first: 2) { nodes { title } }
            projects(first: 2) { nodes { title } }
            listStatistics(to: $to) {
              demands matched inProject matchRate projects completed completionRate meanDaysToMatch
            }
          }
        }
      }`,
      { areas: ids.map((id) => ({ __typename: 'Area', id })), to },
    )
  )._entities.map(({ listStatistics }: { listStatistics: object }) => ({ listStatistics }));
