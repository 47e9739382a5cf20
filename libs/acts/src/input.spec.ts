import { mustBeKeepable } from './input';

const check = (input: object, language: 'en' | 'zh-CN' = 'en') => {
  mustBeKeepable({ language }, { clientKey: 'k', ...input });
};

test.each([
  ['no client key', { clientKey: '' }, '"clientKey" must have 1 to 200 characters.'],
  ['one that no index holds', { clientKey: '键'.repeat(201) }, '"clientKey" must have 1 to 200 characters.'],
  ['a NUL', { note: 'a\0b' }, '"input.note" holds a character that cannot be kept: a NUL, or half of one.'],
  [
    'half a character, in a list',
    { rows: [{ note: 'a' }, { note: '\ud83d' }] },
    '"input.rows.1.note" holds a character that cannot be kept: a NUL, or half of one.',
  ],
])('%s is refused, and named', (_, input, message) => {
  expect(() => check(input)).toThrow(message);
});

test('it is told in the language asked for', () => {
  expect(() => check({ clientKey: '' }, 'zh-CN')).toThrow('“clientKey”须为 1 至 200 个字符。');
});

test('all that people write is kept', () => {
  check({ note: '😀 \u202eمرحبا\n', at: new Date(0), none: null, count: 3 });
});
