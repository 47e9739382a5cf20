import { tooMuch } from './document';

const codeOf = (source: string) => tooMuch(source)?.extensions.code;
const nested = (depth: number): string => (depth === 0 ? '' : `{ a ${nested(depth - 1)} }`);
const times = (count: number, one: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => one(i)).join(' ');

test.each([
  ['fields ten deep', nested(10)],
  ['fifteen aliases', `{ x { ${times(15, (i) => `a${i}: a`)} } }`],
  ['ten fields at the root', `{ ${times(10, (i) => `f${i}`)} }`],
  [
    'the questions that every explorer asks',
    '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } }',
  ],
  ['what cannot be parsed: the server says what is wrong with it', '{ a'],
])('%s are let through', (_, source) => {
  expect(codeOf(source)).toBeUndefined();
});

test.each([
  ['DEPTH_LIMIT', 'fields eleven deep', nested(11)],
  [
    'DEPTH_LIMIT',
    'fields deep in fragments',
    `{ a { ...F } } fragment F on A { a { ...G } } fragment G on A ${nested(9)}`,
  ],
  ['ALIAS_LIMIT', 'sixteen aliases', `{ x { ${times(16, (i) => `a${i}: a`)} } }`],
  ['ROOT_FIELD_LIMIT', 'eleven fields at the root', `{ ${times(11, (i) => `f${i}`)} }`],
  [
    'ROOT_FIELD_LIMIT',
    'root fields in a fragment',
    `{ ...F } fragment F on Query { ${times(11, (i) => `f${i}`)} }`,
  ],
  ['TOKEN_LIMIT', 'two thousand tokens', `{ ${times(2_001, () => 'a')} }`],
  ['DIRECTIVE_LIMIT', 'a directive over and over', `{ a ${times(60, () => '@x')} }`],
  [
    'FRAGMENT_LIMIT',
    'a chain of fragments',
    `{ ...F0 } ${times(80, (i) => `fragment F${i} on Q { ...F${i + 1} }`)}`,
  ],
  ['FIELD_LIMIT', 'fragments that multiply', bomb(8, 10)],
  ['RESERVED_NAME', 'a name that every object has', '{ __proto__: a }'],
  ['RESERVED_NAME', 'another such name', '{ constructor: a }'],
])('%s: %s', (code, _, source) => {
  expect(codeOf(source)).toBe(code);
});

test.each([
  ['fragments that would spread out to billions', bomb(9, 30)],
  [
    'fragments that hold one another',
    `{ ...F } fragment F on Q { a { ...G } } fragment G on Q { a { ...F } }`,
  ],
  ['a field over and over', `{ ${times(1_900, () => 'a')} }`],
  ['a directive over and over', `{ a ${times(990, () => '@x')} }`],
])('%s are measured in a moment', (_, source) => {
  const taken = Array.from({ length: 5 }, () => {
    const start = process.cpuUsage();
    tooMuch(source);
    return process.cpuUsage(start).user / 1000;
  });

  // The quickest tells what the work is; in the others the process collected garbage or compiled beside it.
  expect(Math.min(...taken)).toBeLessThan(50);
});

/** Fragments of which each spreads the next one many times: width to the power of depth. */
function bomb(depth: number, width: number) {
  const fragment = (i: number) =>
    `fragment F${i} on Q { ${times(width, () => (i === depth ? 'a' : `...F${i + 1}`))} }`;
  return `{ ...F1 } ${times(depth, (i) => fragment(i + 1))}`;
}
