import { dateIn } from '@jinlin/calendar';
import type { Actor } from '@jinlin/identity';
import { idOf } from '@jinlin/localities';
import { anActor } from '@jinlin/testing';
import { wholeGraph } from './graph';
import { OPERATION_4 } from './operations';

const graph = wholeGraph(['350100']);
const CODE = '350102004001';
const area = idOf('area', CODE);
const caterer = idOf('unit', '350100:tourism-company');

const clerk = anActor('COMMUNITY_CLERK', { areaId: area });
const street = anActor('STREET_COMMANDER', { areaId: idOf('area', '350102004') });
const organiser = anActor('ORGANISER', { areaId: idOf('area', '350100') });
const unit = anActor('DEPARTMENT_CLERK', { unitId: caterer });

const day = (ahead: number) => dateIn(new Date(Date.now() + ahead * 86_400_000));

describe('the story of 东街街道, from elders who cannot cook to a canteen (F13, operation 4)', () => {
  it('is told in one operation, as it is loaded', async () => {
    const { data: list } = await graph.ask(
      `query ($area: ID!) { demands(first: 50, where: { areaId: $area, states: [MET] }) { nodes { id title } } }`,
      { area },
      clerk,
    );
    const { id } = list.demands.nodes.find(({ title }: { title: string }) => title.includes('做饭难'));

    const { data, errors } = await graph.ask(OPERATION_4, { demand: id }, clerk);

    expect(errors).toBeUndefined();
    expect(data.demand).toMatchObject({
      state: 'MET',
      matches: [{ state: 'KEPT', amount: 800, resource: { unit: { name: '福州市文化旅游发展公司' } } }],
      project: { title: '东街长者食堂', state: 'EVALUATED', site: { name: '军门社区长者食堂' } },
    });
    expect(data.demand.project.site.canteen.mealsServed).toBeGreaterThanOrEqual(0);
  });

  it('happens again, step by step, in the hands of those whose step each is', async () => {
    const demand = await act('raiseDemand', 'Demand', clerk, {
      areaId: area,
      category: 'ELDER_MEALS',
      title: '高龄老人做饭难',
      amount: 60,
      channel: 'visit',
      requester: { name: '欧阳秋山', phone: '15487654321' },
    });
    await act('publishDemand', 'Demand', clerk, { id: demand });
    const resource = await act('offerResource', 'Resource', unit, {
      areaId: area,
      category: 'ELDER_MEALS',
      title: '助餐套餐',
      windows: [{ from: day(-1), to: day(60), amount: 100 }],
    });
    await act('admitResource', 'Resource', street, { id: resource });

    const { data: proposed } = await graph.ask(PROPOSALS, { demand }, clerk);
    const proposal = proposed.demand.proposals.find((found: Proposal) => found.resource.id === resource);
    expect(proposal).toMatchObject({ amount: 60, resource: { unit: { id: caterer } } });
    const match = await act('promiseResource', 'Match', clerk, {
      demandId: demand,
      windowId: proposal.window.id,
      amount: 60,
    });

    const project = await act('proposeProject', 'Project', clerk, {
      areaId: area,
      title: '长者食堂二店',
      demandIds: [demand],
    });
    await act('approveProject', 'Project', street, { id: project, note: '联席会议议定' });
    await act('startProject', 'Project', clerk, { id: project });
    const site = await act('registerSite', 'ServiceSite', organiser, {
      kind: 'ELDER_CANTEEN',
      name: '军门社区长者食堂二店',
      areaId: area,
      operatorId: caterer,
    });
    await act('openSite', 'ServiceSite', clerk, { id: site });
    await act('recordProjectSite', 'Project', clerk, { id: project, siteId: site });
    await aLunch(site);
    await act('keepMatch', 'Match', clerk, { id: match });
    await act('acceptProject', 'Project', street, { id: project });

    const { answer, calls } = await graph.callsOf(() => graph.ask(OPERATION_4, { demand }, clerk));
    expect(answer.errors).toBeUndefined();
    expect(answer.data.demand).toEqual({
      title: '高龄老人做饭难',
      state: 'MET',
      matches: [
        {
          state: 'KEPT',
          amount: 60,
          score: expect.any(Number),
          resource: { title: '助餐套餐', unit: { name: '福州市文化旅游发展公司' } },
        },
      ],
      project: {
        title: '长者食堂二店',
        state: 'ACCEPTED',
        site: { name: '军门社区长者食堂二店', canteen: { mealsServed: 1 } },
      },
    });
    expect(calls).toEqual(['cases', 'organisation', 'services']);
    const { data: back } = await graph.ask(OPENED_BY, { site }, clerk);
    expect(back.serviceSite.openedByProject.demands).toEqual([{ id: demand }]);
  });

  it('begins with a visit to an elder, whose visitor learns what became of it (SM-9)', async () => {
    const { data: known } = await graph.ask('{ elderProfiles(first: 1) { nodes { id } } }', {}, clerk);
    const elderId: string = known.elderProfiles.nodes[0].id;
    const visitedAt = new Date().toISOString();
    await act('recordElderVisit', 'ElderVisit', clerk, {
      elderId,
      kind: 'DOOR',
      outcome: 'DONE',
      visitedAt,
      need: 'MEALS',
      note: '腿脚不便',
    });
    const followUp = async () =>
      (await graph.ask(FOLLOW_UP, { elderId }, clerk)).data.visitFollowUps.nodes[0];

    await graph.follow();
    const { id, demand } = await followUp();
    expect(demand).toEqual({
      id: expect.any(String),
      state: 'DRAFT',
      title: '老人助餐',
      visitFollowUp: { id },
    });

    await act('publishDemand', 'Demand', clerk, { id: demand.id });
    const proposing = { areaId: area, title: '上门送餐', demandIds: [demand.id] };
    const project = await act('proposeProject', 'Project', clerk, proposing);
    await act('approveProject', 'Project', street, { id: project, note: '联席会议议定' });
    await act('startProject', 'Project', clerk, { id: project });
    await act('acceptProject', 'Project', street, { id: project });
    await graph.follow();

    expect(await followUp()).toMatchObject({
      state: 'CLOSED',
      demand: { state: 'MET' },
      history: [{ action: 'OPEN' }, { action: 'BECOME_DEMAND' }, { action: 'CLOSE', reason: 'DEMAND_MET' }],
    });
    const { data: seen } = await graph.ask(CAME_FROM, { id: demand.id }, clerk);
    expect(seen.demand).toEqual({ visitFollowUp: { note: '腿脚不便', elder: { id: elderId } } });
    const { data: shown } = await graph.ask(CAME_FROM, { id: demand.id }, unit);
    expect(shown.demand.visitFollowUp?.note ?? null).toBeNull();
  });

  it('tells the caterer of the demand, but not who asked', async () => {
    const { data } = await graph.ask(
      `query ($area: ID!) {
        demands(first: 50, where: { areaId: $area, category: "ELDER_MEALS" }) { nodes { title requester { maskedName } } }
      }`,
      { area },
      unit,
    );

    expect(data.demands.nodes.length).toBeGreaterThan(0);
    for (const { requester } of data.demands.nodes) expect(requester).toBeNull();
  });
});

/** A lunch of today that one elder of the community books and eats. */
async function aLunch(canteenId: string) {
  const inAMinute = new Date(Date.now() + 60_000).toISOString();
  const meal = await act('publishMeal', 'Meal', clerk, {
    canteenId,
    day: day(0),
    sitting: 'DINNER',
    dishes: ['清蒸鱼'],
    price: 1200,
    seats: 10,
    bookingClosesAt: inAMinute,
  });
  const { data } = await graph.ask('{ elderProfiles(first: 1) { nodes { id } } }', {}, clerk);
  const booking = await act('bookMeal', 'MealBooking', clerk, {
    mealId: meal,
    elderId: data.elderProfiles.nodes[0].id,
  });
  await act('serveMeal', 'MealBooking', clerk, { id: booking });
}

/** Runs one act and answers with the id of what it changed; a refusal fails the test. */
async function act(name: string, changes: string, as: Actor, input: object): Promise<string> {
  const answer = await graph.act(name, input, as, `... on ${changes} { id } ... on Refusal { message }`);
  if (answer.message) throw new Error(`${name}: ${answer.message}`);
  return answer.id;
}

interface Proposal {
  resource: { id: string };
}

const PROPOSALS = /* GraphQL */ `
  query ($demand: ID!) {
    demand(id: $demand) {
      proposals(first: 20) { amount score reasons { text } window { id } resource { id unit { id } } }
    }
  }
`;

const FOLLOW_UP = /* GraphQL */ `
  query ($elderId: ID!) {
    visitFollowUps(first: 1, where: { elderId: $elderId, need: MEALS }) {
      nodes { id state demand { id state title visitFollowUp { id } } history { action reason } }
    }
  }
`;

const CAME_FROM = /* GraphQL */ `
  query ($id: ID!) { demand(id: $id) { visitFollowUp { note elder { id } } } }
`;

const OPENED_BY = /* GraphQL */ `
  query ($site: ID!) { serviceSite(id: $site) { openedByProject { demands { id } } } }
`;
