import { remembered } from '@jinlin/graphql';
import { maskName } from '@jinlin/privacy';
import { pinyin, polyphonic } from 'pinyin-pro';

/** How many ways of reading a name are kept. */
const READINGS = 8;

/** How names and what is searched for are compared: small letters, full-width as half-width, nothing between. */
export const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{C}·•‧,，.。、()（）《》“”"'-]/gu, '');

/** The readings of names that were read last: areas and given names have few, and reading costs more than knowing. */
const known = new Map<string, string[]>();
const KNOWN_AT_MOST = 20_000;

/**
 * The initials of a name's reading, the likeliest first: 重庆路 is cql, and zql to whoever reads 重 as zhòng. Others have
 * one character read otherwise. What is no Chinese character stands for itself.
 */
export function initialsOf(name: string): string[] {
  const text = plain(name);
  if (known.size > KNOWN_AT_MOST) known.clear();
  return remembered(known, text, () => readings(text));
}

/** The initials of somebody's name, whose surname is read as a surname: 单明秋 is smq. */
export function initialsOfPerson(name: string): string[] {
  const text = plain(name);
  const surname = maskName(text).replace(/\*+$/, '');
  // A key with a space in it, which no name has once it is plain.
  const [first = ''] = remembered(known, `${surname} `, () => [
    pinyin(surname, { ...FIRST_LETTERS, surname: 'all' }).join(''),
  ]);
  return initialsOf(text.slice(surname.length)).map((rest) => first + rest);
}

const FIRST_LETTERS = { pattern: 'first', toneType: 'none', type: 'array' } as const;

function readings(text: string) {
  const likeliest = pinyin(text, FIRST_LETTERS);
  const others = polyphonic(text, FIRST_LETTERS).flatMap((heard, at) =>
    [heard].flat().map((initial) => likeliest.toSpliced(at, 1, initial)),
  );
  const whole = [likeliest, ...others].map((initials) => initials.join('').toLowerCase());
  return [...new Set(whole)].slice(0, READINGS);
}

/**
 * The pairs of neighbouring characters by which an index finds a text, and a mark for its first; a single character
 * is looked for only at the beginning, where few begin alike.
 */
export const gramsOf = (text: string): string[] => (text.length === 0 ? [] : [`^${text[0]}`, ...pairs(text)]);

/** The grams that a text must have to hold what is searched for. */
export const gramsWanted = (text: string): string[] => (text.length === 1 ? [`^${text}`] : pairs(text));

const pairs = (text: string) => {
  const found = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++) found.add(text.slice(at, at + 2));
  return [...found];
};
