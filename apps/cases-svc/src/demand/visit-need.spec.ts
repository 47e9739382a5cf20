import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import type { Event } from '@jinlin/events';
import { type Asking, anActor, testDatabase } from '@jinlin/testing';
import { aResource, aStreet, promise, run } from '../list-matching/lists.testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask } from '../testing';
import { visitNeeds } from './visit-need';

const db = testDatabase(tables);

/** A street, and the follow-up of a visit to an elder there. */
async function aNeed(need = 'MEALS') {
  const street = await aStreet(db);
  const followUpId = randomUUID();
  const data = { need, communityId: street.community.id, visitId: randomUUID(), demandId: null };
  const told = (action: 'open' | 'close'): Event => ({
    specversion: '1.0',
    id: randomUUID(),
    source: '/services-svc',
    type: `cn.jinlin.visit-follow-up.${action}`,
    subject: followUpId,
    time: '2026-11-23T02:00:00.000Z',
    data,
  });
  const demands = (actor: Asking['actor'] = street.clerk) => demandsIn(street.street.id, actor);
  return { ...street, followUpId, told, demands };
}

const demandsIn = async (areaId: string, actor: Asking['actor']) =>
  (await ask(db, DEMANDS, { where: { areaId } }, { actor: actor ?? null })).demands.nodes;

async function apply(...events: Event[]) {
  const pool = poolOf(db);
  const client = await pool.connect();
  await visitNeeds(db, localities, {
    from: { pool, schema: 'services', service: 'services-svc' },
    into: pool,
  })
    .apply(client, events)
    .finally(() => client.release());
}

describe('what a visit to an elder showed to be needed (SM-9, S23)', () => {
  it('is a draft of its community, in the words of the profile, that knows the visit it came from', async () => {
    const { community, followUpId, told, demands } = await aNeed();

    await apply(told('open'));

    expect(await demands()).toEqual([
      {
        id: expect.any(String),
        state: 'DRAFT',
        side: 'COMMUNITY',
        title: '老人助餐',
        description: null,
        category: { key: 'ELDER_MEALS' },
        amount: 30,
        channel: 'visit',
        area: { id: community.id },
        requester: null,
        visitFollowUp: { id: followUpId },
        raisedAt: '2026-11-23T02:00:00.000Z',
        history: [{ action: 'RAISE', role: 'OPERATOR' }],
      },
    ]);
  });

  it('is one demand, however often and however much at once it is told', async () => {
    const { told, demands } = await aNeed();
    const opened = told('open');

    await apply(opened, opened);
    await Promise.allSettled([apply(opened), apply(told('open'))]);

    expect(await demands()).toHaveLength(1);
  });

  it('is told to others by ids and place, with the follow-up that waits for it', async () => {
    const { community, followUpId, told, demands } = await aNeed();
    await apply(told('open'));

    const [{ id }] = await demands();
    const events = await db.query('select type, data from outbox where subject = $1', [id]);

    expect(events).toEqual([
      {
        type: 'demand.raise',
        data: expect.objectContaining({ areaId: community.id, visitFollowUpId: followUpId }),
      },
    ]);
  });

  it('is for the clerks of the community until one of them has put it on the list', async () => {
    const { clerk, told, demands } = await aNeed('COMPANY');
    await apply(told('open'));
    const [{ id }] = await demands();
    const elsewhere = await aStreet(db);

    expect(await demands(null)).toEqual([]);
    expect(await demands(elsewhere.clerk)).toEqual([]);
    expect(await run(db, 'publishDemand', { id, amount: 0 }, { actor: clerk })).toMatchObject({
      field: 'amount',
    });
    expect(await run(db, 'publishDemand', { id, amount: 12 }, { actor: clerk })).toMatchObject({
      state: 'PUBLISHED',
      amount: 12,
    });
    expect(await demands(null)).toMatchObject([{ title: '陪伴老人', requester: null }]);
  });

  it('is taken back when the need ends without it, and what was promised is free', async () => {
    const street = await aNeed();
    const { clerk, told, demands } = street;
    await apply(told('open'));
    const [{ id }] = await demands();
    await run(db, 'publishDemand', { id }, { actor: clerk });
    const { windows } = await aResource(db, street);
    expect(await promise(db, street, id, windows[0].id, 30)).toMatchObject({ demand: { state: 'MATCHED' } });

    await apply(told('close'));

    expect(await demands()).toMatchObject([{ id, state: 'WITHDRAWN' }]);
    const { resource } = await ask(db, FREE, { where: { areaId: street.community.id } }, { actor: clerk });
    expect(resource.nodes).toMatchObject([{ windows: [{ left: 100 }] }]);
  });

  it('comes to the same when its end is told first, or twice', async () => {
    const { told, demands } = await aNeed();

    await apply(told('close'), told('open'), told('close'));

    expect(await demands()).toMatchObject([
      { state: 'WITHDRAWN', history: [{ action: 'RAISE' }, { action: 'WITHDRAW' }] },
    ]);
  });

  it('leaves a demand that is part of a project to the project', async () => {
    const { community, clerk, told, demands } = await aNeed();
    await apply(told('open'));
    const [{ id }] = await demands();
    await run(db, 'publishDemand', { id }, { actor: clerk });
    const project = { areaId: community.id, title: '长者食堂', demandIds: [id] };
    await run(db, 'proposeProject', project, { actor: clerk });

    await apply(told('close'));

    expect(await demands()).toMatchObject([{ state: 'IN_PROJECT' }]);
  });

  it('stays with the visitors where the lists take no such need', async () => {
    const { told, demands } = await aNeed('CONTACT');

    await apply(told('open'), told('close'), { ...told('open'), type: 'cn.jinlin.visit-alert.raise' });

    expect(await demands(anActor('OPERATOR'))).toEqual([]);
  });

  it('stays with the visitors of a place outside every locality', async () => {
    const { told } = await aNeed();
    const { id: communityId } = await anArea(db, { code: '990101001001', level: 'COMMUNITY' });
    const opened = told('open');

    await apply({ ...opened, data: { ...opened.data, communityId } });

    expect(await demandsIn(communityId, anActor('COMMUNITY_CLERK', { areaId: communityId }))).toEqual([]);
  });

  it('waits for a community that is not known yet', async () => {
    const { told } = await aNeed();
    const opened = told('open');
    const communityId = randomUUID();
    const unplaced = { ...opened, data: { ...opened.data, communityId } };

    await expect(apply(unplaced)).rejects.toThrow('not known here yet');
    await anArea(db, { id: communityId, code: '350102004002', level: 'COMMUNITY' });
    await apply(unplaced);

    const clerk = anActor('COMMUNITY_CLERK', { areaId: communityId });
    expect(await demandsIn(communityId, clerk)).toMatchObject([{ area: { id: communityId } }]);
  });
});

const DEMANDS = /* GraphQL */ `
  query ($where: DemandFilter) {
    demands(first: 5, where: $where) {
      nodes {
        id state side title description category { key } amount channel area { id }
        requester { maskedName } visitFollowUp { id } raisedAt history { action role }
      }
    }
  }
`;

const FREE = /* GraphQL */ `
  query ($where: ResourceFilter) {
    resource: resources(first: 1, where: $where) { nodes { windows { left } } }
  }
`;
