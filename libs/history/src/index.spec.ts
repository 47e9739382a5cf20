import { brokenLink, chain, type HistoryEntry } from './index';

const entries: HistoryEntry[] = ['OPEN', 'SIGN', 'CLOSE'].map((action, i) => ({
  action,
  from: null,
  to: action,
  at: new Date(Date.UTC(2026, 10, 21, i)),
  actor: { id: 'clerk', role: 'HOTLINE_CLERK' },
}));

describe('the chain of a record’s history', () => {
  const whole = () => chain('Case', '00000000-0000-4000-8000-000000000000', entries);

  it('holds when nothing was touched', () => {
    expect(brokenLink(whole())).toBeNull();
  });

  it('shows where an entry was changed', () => {
    const rows = whole();
    rows[1]!.entry = rows[1]!.entry.replace('SIGN', 'HIDE');

    expect(brokenLink(rows)).toBe(2);
  });

  it('shows where an entry was taken out', () => {
    expect(brokenLink(whole().filter(({ sequence }) => sequence !== 2))).toBe(2);
  });
});
