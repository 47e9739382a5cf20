import { addWorkingMinutes } from '@jinlin/calendar';
import { loadProfiles } from './load';
import { calendarAt, categoryOf, handlingLimit, ruleAt, subsidyFen } from './rules';

const profiles = loadProfiles();
const shenyang = profiles.get('210100')!;
const duyun = profiles.get('522701')!;

describe('a rule', () => {
  it('is in force from its day until the next version begins', () => {
    expect(ruleAt(shenyang, 'deadlines', '2022-12-31')?.version).toBe(1);
    expect(ruleAt(shenyang, 'deadlines', '2023-01-01')?.version).toBe(2);
  });

  it('is not there before its first version', () => {
    expect(ruleAt(shenyang, 'deadlines', '2020-12-31')).toBeUndefined();
    expect(ruleAt(duyun, 'duties', '2022-07-27')).toBeUndefined();
  });
});

describe('the time to handle a case', () => {
  const deadlines = ruleAt(shenyang, 'deadlines', '2022-08-18')!;

  it('is two hours in an emergency, whatever it is about', () => {
    const emergency = { requestType: 'COMPLAINT', categoryType: 'HARD', urgency: 'EMERGENCY' } as const;

    expect(handlingLimit(deadlines, emergency)).toEqual({ amount: 2, unit: 'HOURS' });
  });

  it('is a day for water, power, gas and heat', () => {
    const noWater = { requestType: 'HELP', categoryType: 'UTILITY', urgency: 'GENERAL' } as const;

    expect(handlingLimit(deadlines, noWater)).toEqual({ amount: 24, unit: 'HOURS' });
  });

  it('is the general one where nothing else fits', () => {
    const complaint = { requestType: 'COMPLAINT', categoryType: 'GENERAL', urgency: 'GENERAL' } as const;

    expect(handlingLimit(deadlines, complaint)).toEqual({ amount: 7, unit: 'CALENDAR_DAYS' });
  });
});

test('the eight disorders each have a unit that answers for them (D21)', () => {
  const taxonomies = ruleAt(duyun, 'taxonomies', '2022-07-27')!;

  expect(categoryOf(taxonomies, 'eight-disorders', '08')).toMatchObject({
    title: { zh: '物业乱' },
    unit: 'housing',
  });
});

test('a meal is subsidised by age, by the tiers of the day', () => {
  const before = ruleAt(shenyang, 'canteen', '2024-12-31')!;
  const after = ruleAt(shenyang, 'canteen', '2025-01-01')!;

  expect([59, 60, 79, 80, 95].map((age) => subsidyFen(before, age))).toEqual([0, 200, 300, 500, 800]);
  expect(subsidyFen(after, 95)).toBe(1000);
});

test('working hours are those of the locality', () => {
  const calendar = calendarAt(duyun, '2022-07-27')!;

  const end = addWorkingMinutes(calendar, new Date('2022-07-27T11:30:00+08:00'), 60);

  expect(end).toEqual(new Date('2022-07-27T14:30:00+08:00'));
});
