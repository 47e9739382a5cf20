import { NOW } from '@jinlin/testing';
import { localities } from '../locality';
import { planFor } from './propose';
import { dayNumber, type OpenDemand, type OpenWindow, stepsBetween } from './score';

const rule = localities.named('350100').threeLists(NOW)!;
const december = { from: dayNumber('2026-12-01'), to: dayNumber('2026-12-31') };

const aDemand = (given: Partial<OpenDemand> = {}): OpenDemand => ({
  id: 'demand',
  side: 'COMMUNITY',
  category: 'ELDER_MEALS',
  areaPath: '/city/street/community/',
  point: null,
  missing: 10,
  days: december,
  publishedAt: NOW,
  ...given,
});

const aWindow = (given: Partial<OpenWindow> = {}): OpenWindow => ({
  id: 'window',
  resourceId: 'resource',
  side: 'UNIT',
  category: 'ELDER_MEALS',
  areaPath: '/city/street/community/',
  offeredToPath: '/city/street/',
  point: null,
  days: december,
  left: 10,
  kept: 0,
  broken: 0,
  ...given,
});

const leftOut = async (demand: OpenDemand, ...windows: OpenWindow[]) =>
  (await planFor([demand], windows, rule, NOW)).weighed[0]!.leftOut;

describe('a plan', () => {
  it('says why it leaves a demand out (F14)', async () => {
    const november = { from: dayNumber('2026-11-01'), to: dayNumber('2026-11-30') };

    expect(await leftOut(aDemand())).toBe('NOTHING_OFFERED');
    expect(await leftOut(aDemand(), aWindow({ category: 'VENUE' }))).toBe('NOTHING_OFFERED');
    expect(await leftOut(aDemand(), aWindow({ side: 'COMMUNITY' }))).toBe('NOTHING_OFFERED');
    expect(await leftOut(aDemand(), aWindow({ offeredToPath: '/city/other/' }))).toBe('NOT_OFFERED_HERE');
    expect(await leftOut(aDemand(), aWindow({ days: november }))).toBe('NOT_AT_THAT_TIME');
    expect(await leftOut(aDemand(), aWindow())).toBeNull();
  });

  it('gives what is scarce to whom it does the most good, and says so to the other', async () => {
    const near = aDemand({ id: 'near' });
    const far = aDemand({ id: 'far', areaPath: '/city/street/other/' });

    const { weighed } = await planFor([far, near], [aWindow()], rule, NOW);

    expect(weighed).toMatchObject([
      { demandId: 'far', proposals: [], stillMissing: 10, leftOut: 'BETTER_USED_ELSEWHERE' },
      { demandId: 'near', proposals: [{ windowId: 'window', amount: 10 }], stillMissing: 0, leftOut: null },
    ]);
  });

  it('is the same for the same records, and worth what its proposals come to', async () => {
    const demands = ['a', 'b', 'c'].map((id) => aDemand({ id, missing: 7 }));
    const windows = ['1', '2'].map((id) => aWindow({ id, left: 9 }));

    const plan = await planFor(demands, windows, rule, NOW);

    expect(await planFor(demands, windows, rule, NOW)).toEqual(plan);
    const proposals = plan.weighed.flatMap((weighed) => weighed.proposals);
    expect(proposals.reduce((sum, { amount }) => sum + amount, 0)).toBe(18);
    expect(proposals.reduce((sum, { amount, score }) => sum + amount * score, 0)).toBe(plan.worth);
  });
});

test.each([
  ['/c/', '/c/', 0],
  ['/c/s/', '/c/', 1],
  ['/c/s/a/', '/c/s/b/', 2],
  ['/c/s/a/', '/c/t/', 3],
  ['/c/s1/', '/c/s2/', 2],
  ['/c/s/', '/d/', 3],
])('%s and %s are %i steps apart', (a, b, steps) => {
  expect(stepsBetween(a, b)).toBe(steps);
  expect(stepsBetween(b, a)).toBe(steps);
});
