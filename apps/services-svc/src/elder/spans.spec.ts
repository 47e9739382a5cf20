import { addMonths, dateIn } from '@jinlin/calendar';
import { anActor, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { addDays, midnight } from '../dates';
import type { RiskTier } from '../generated/graphql';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, anElder, askArea, run } from '../testing';
import { nextDue } from './rounds';

const db = testDatabase(tables);

const REGISTERED = '2026-03-20';
const MONTHS = [
  '2026-02-01',
  '2026-03-01',
  '2026-04-01',
  '2026-05-01',
  '2026-06-01',
  '2026-07-01',
  '2026-08-01',
];
const noon = (day: number) => new Date(midnight(addDays(REGISTERED, day)).getTime() + 12 * 3_600_000);

/** What happens to an elder: on some day it becomes known that they were visited so many days ago, or their tier changes. */
const happening = fc.record({
  day: fc.integer({ min: 1, max: 120 }),
  daysAgo: fc.integer({ min: 0, max: 70 }),
  tier: fc.option(fc.constantFrom<RiskTier>('HIGH', 'KEY', 'GENERAL'), { freq: 2 }),
});

async function anElderToWhom(happenings: readonly { day: number; daysAgo: number; tier: RiskTier | null }[]) {
  const community = await anArea(db);
  const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const { id } = await anElder(db, community, { registeredAt: noon(0) });
  const visits: string[] = [];
  const tiers: { day: string; tier: RiskTier }[] = [];

  for (const { day, daysAgo, tier } of [...happenings].sort((a, b) => a.day - b.day)) {
    const now = new Date(noon(day).getTime() + 1);
    if (tier) {
      await run(db, 'changeRiskTier', { id, riskTier: tier, reason: '评估' }, { actor, now });
      tiers.push({ day: dateIn(now), tier });
      continue;
    }
    const visitedAt = noon(Math.max(day - daysAgo, 0));
    await run(
      db,
      'recordElderVisit',
      { elderId: id, kind: 'DOOR', outcome: 'DONE', visitedAt: visitedAt.toISOString() },
      { actor, now },
    );
    visits.push(dateIn(visitedAt));
  }
  return { id, community, actor, visits, tiers };
}

/** What a month comes to by the words of the rule: from all visits and tiers, and nothing else. */
function expected(
  month: string,
  visits: readonly string[],
  tiers: readonly { day: string; tier: RiskTier }[],
) {
  const next = addMonths(month, 1);
  if (REGISTERED >= next) return [];
  const tier = tiers.findLast(({ day }) => day < next)?.tier ?? 'KEY';
  const [last = REGISTERED] = visits
    .filter((day) => day < month)
    .sort()
    .reverse();
  const { roundOf } = localities.named('510522').visits(month);
  const isDue = nextDue(midnight(last), roundOf(tier)) < next;
  const isReached = visits.some((day) => month <= day && day < next);
  return [
    {
      riskTier: tier,
      elders: 1,
      dueThisMonth: Number(isDue),
      visitedThisMonth: Number(isDue && isReached),
    },
  ];
}

const fields = MONTHS.map(
  (month, i) =>
    `m${i}: elderCare(month: "${month}") { byTier { riskTier elders dueThisMonth visitedThisMonth } }`,
).join(' ');

test('months are counted by the tiers and visits of then, in whatever order they became known (S23, IND-7)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 1, maxLength: 9 }), async (happenings) => {
      const { community, actor, visits, tiers } = await anElderToWhom(happenings);

      const [care] = await askArea(db, [community.id], fields, { actor, now: noon(130) });

      expect(MONTHS.map((_, i) => care[`m${i}`].byTier)).toEqual(
        MONTHS.map((month) => expected(month, visits, tiers)),
      );
    }),
    { numRuns: 25 },
  );
}, 60_000);

test('a visit that is deleted moves the figure', async () => {
  const { id, community, actor } = await anElderToWhom([{ day: 45, daysAgo: 0, tier: null }]);
  const may = () =>
    askArea(db, [community.id], 'elderCare(month: "2026-05-01") { monthlyVisitRate }', { actor });
  expect((await may())[0].elderCare).toEqual({ monthlyVisitRate: 100 });

  await withReach(db, (tx) => tx.query('delete from elder_visit where elder_id = $1', [id]));

  expect((await may())[0].elderCare).toEqual({ monthlyVisitRate: 0 });
});

test('who has left is counted up to the month in which they left', async () => {
  const { id, community, actor } = await anElderToWhom([]);
  await run(db, 'endElderCare', { id, reason: '迁出' }, { actor, now: noon(50) });

  const [care] = await askArea(db, [community.id], fields, { actor, now: noon(130) });

  expect(MONTHS.map((_, i) => care[`m${i}`].byTier.length)).toEqual([0, 1, 1, 1, 0, 0, 0]);
});
