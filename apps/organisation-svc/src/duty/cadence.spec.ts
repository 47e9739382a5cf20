import { dateOfDay, dayOfDate, isWorkday, workingCalendar } from '@jinlin/calendar';
import fc from 'fast-check';
import type { DutyVersion } from '../locality';
import { type Cadence, expectedIn, periodNamed, periodOf } from './cadence';
import { type DutyInstance, rateOf } from './duty.instances';

const calendar = workingCalendar([{ from: '09:00', to: '17:00' }]);

const rule = (every: Cadence, from = '2021-01-01', version = 1): DutyVersion => ({
  from,
  catalogueSlots: 11,
  ruleVersion: `510522/duties/${version}`,
  duties: [
    {
      key: 'hear-report',
      mechanism: 'H10',
      post: 'FIRST_SECRETARY',
      every,
      title: { zh: '听', en: 'Hears' },
    },
  ],
});

const expected = (from: string, until: string | null, versions: DutyVersion[], today: string) =>
  expectedIn({ from, until }, 'hear-report', versions, today, () => calendar);

describe('a duty that recurs (H10)', () => {
  it('is expected once in every period of the span, the first and the last cut short by it', () => {
    const instances = expected('2022-02-10', '2022-08-20', [rule('QUARTER')], '2022-12-01');

    expect(instances.map(({ period, from, until, dueOn }) => [period, from, until, dueOn])).toEqual([
      ['2022-Q1', '2022-02-10', '2022-04-01', '2022-03-31'],
      ['2022-Q2', '2022-04-01', '2022-07-01', '2022-06-30'],
      ['2022-Q3', '2022-07-01', '2022-08-20', '2022-08-19'],
    ]);
  });

  it('is due on the last working day, holidays counted', () => {
    const [september] = expected('2022-10-01', null, [rule('MONTH')], '2022-10-31').slice(-1);
    const [january] = expected('2023-01-01', null, [rule('MONTH')], '2023-01-02');

    expect([september?.dueOn, january?.dueOn]).toEqual(['2022-10-31', '2023-01-31']);
    expect(expected('2022-07-01', null, [rule('MONTH')], '2022-07-02')[0]?.dueOn).toBe('2022-07-29');
  });

  it('goes by the rule in force when a period begins', () => {
    const versions = [rule('MONTH'), rule('QUARTER', '2022-02-15', 2)];

    expect(
      expected('2022-01-01', null, versions, '2022-05-01').map(({ period, ruleVersion }) => [
        period,
        ruleVersion,
      ]),
    ).toEqual([
      ['2022-01', '510522/duties/1'],
      ['2022-02', '510522/duties/1'],
      ['2022-Q1', '510522/duties/2'],
      ['2022-Q2', '510522/duties/2'],
    ]);
  });

  it('is not expected before its rule, nor after the rule drops it', () => {
    const versions = [rule('YEAR', '2022-06-01'), { ...rule('YEAR', '2023-01-01', 2), duties: [] }];

    expect(
      expected('2020-01-01', null, versions, '2024-05-01').map(({ from, until }) => [from, until]),
    ).toEqual([['2022-06-01', '2023-01-01']]);
  });
});

const day = fc.integer({ min: dayOfDate('2021-01-01'), max: dayOfDate('2026-12-31') }).map(dateOfDay);
const cadence = fc.constantFrom<Cadence>('WEEK', 'MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR');

test('expected instances part the span without gap or overlap, and each is due on a working day if it has one', () => {
  fc.assert(
    fc.property(cadence, day, fc.option(day), day, (every, from, until, today) => {
      fc.pre(until === null || until > from);
      const instances = expected(from, until, [rule(every)], today);

      if (from > today) return instances.length === 0;
      const meet = instances.every(
        (instance, index) => instance.from === (index === 0 ? from : instances[index - 1]!.until),
      );
      const last = instances.at(-1)!;
      const reaches = last.until === until || (last.from <= today && today < last.until);
      const due = instances.every(
        ({ dueOn, from: first, until: end }) =>
          first <= dueOn &&
          dueOn < end &&
          (isWorkday(calendar, dueOn) || dueOn === dateOfDay(dayOfDate(end) - 1)),
      );
      return meet && reaches && due;
    }),
  );
});

test('fulfilled, open and overdue add up to expected', () => {
  const state = fc.constantFrom('FULFILLED' as const, 'OPEN' as const, 'OVERDUE' as const);
  fc.assert(
    fc.property(cadence, day, fc.array(state, { minLength: 1 }), (every, from, states) => {
      const instances = expected(from, null, [rule(every)], '2026-12-31').map(
        (instance, index): DutyInstance => ({
          ...instance,
          appointmentId: '',
          areaId: '',
          fulfilmentId: null,
          state: states[index % states.length]!,
        }),
      );
      const rate = rateOf(instances, '2025')!;
      return rate.fulfilled + rate.open + rate.overdue === rate.expected;
    }),
  );
});

test.each(['2022', '2022-H2', '2022-Q4', '2022-12'])('%s names the period that it begins', (name) => {
  const period = periodNamed(name)!;

  expect(period.name).toBe(name);
  expect(period.until).toBe('2023-01-01');
});

test('a week goes by its Monday, and other names stand for nothing', () => {
  expect(periodOf('WEEK', '2022-07-24')).toEqual({
    name: '2022-07-18',
    from: '2022-07-18',
    until: '2022-07-25',
  });
  expect(['2022-Q5', '2022-13', 'July'].map(periodNamed)).toEqual([undefined, undefined, undefined]);
});
