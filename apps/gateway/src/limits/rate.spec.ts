import { rateLimiter } from './rate';

describe('a client', () => {
  it('may ask some times at once, then has to wait', () => {
    const take = rateLimiter({ perSecond: 2, burst: 3 });

    expect([take('a', 0), take('a', 0), take('a', 0), take('a', 0)]).toEqual([0, 0, 0, 1]);
  });

  it('may ask again after the time that it was told', () => {
    const take = rateLimiter({ perSecond: 0.5, burst: 1 });
    take('a', 0);

    expect(take('a', 0)).toBe(2);
    expect(take('a', 2_000)).toBe(0);
  });

  it('does not suffer from what others ask', () => {
    const take = rateLimiter({ perSecond: 1, burst: 1 });
    take('a', 0);

    expect(take('b', 0)).toBe(0);
  });

  it('saves up no more than a burst', () => {
    const take = rateLimiter({ perSecond: 10, burst: 2 });
    take('a', 0);

    expect([take('a', 3_600_000), take('a', 3_600_000), take('a', 3_600_000)]).toEqual([0, 0, 1]);
  });
});

test('there may be no limit', () => {
  const take = rateLimiter({ perSecond: 0, burst: 0 });

  expect(take('a', 0)).toBe(0);
});
