import { connection, cursorOf, fetchSize, readCursor } from './page';

describe('a page of a list', () => {
  const rows = [3, 2, 1].map((n) => ({ n }));

  it('knows from one row too many that another follows', () => {
    const page = connection(rows, { first: 2 }, ({ n }) => [n]);

    expect(page.nodes).toEqual([{ n: 3 }, { n: 2 }]);
    expect(page.pageInfo).toEqual({ hasNextPage: true, endCursor: cursorOf(2) });
  });

  it('ends without a cursor when it is empty', () => {
    expect(connection([], { first: 2 }, () => []).pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  });

  it.each([0, 101, -1])('is not of %s', (first) => {
    expect(() => fetchSize({ first })).toThrow('from 1 to 100');
  });

  it.each([
    'nonsense',
    cursorOf('one'),
    Buffer.from('{"a":1}').toString('base64url'),
    Buffer.from('[null,{}]').toString('base64url'),
  ])('does not begin after a cursor of another list: %s', (after) => {
    expect(() => readCursor(after, 2)).toThrow('not a cursor of this list');
  });
});
