import { hashOf } from './input-hash';

const given = {
  clientKey: 'k',
  parts: [{ unitId: 'u', note: 'n' }, { unitId: 'v' }],
  reporter: { name: '张三', phone: '1' },
};

test('a retried request is the same request, in whatever order its fields come', () => {
  const retried = {
    reporter: { phone: '1', name: '张三' },
    parts: [{ note: 'n', unitId: 'u' }, { unitId: 'v' }],
    clientKey: 'k',
  };

  expect(hashOf(retried)).toEqual(hashOf(given));
});

test.each([
  ['a value that differs', { ...given, clientKey: 'other' }],
  ['a field that is left out', { ...given, reporter: { name: '张三' } }],
  ['a list in another order', { ...given, parts: [...given.parts].reverse() }],
])('%s makes another request', (_, other) => {
  expect(hashOf(other)).not.toEqual(hashOf(given));
});
