/** The check character of an identity number (GB 11643) for its first 17 digits. */
export function identityCheckDigit(digits: string) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return '10X98765432'[sum % 11]!;
}

/** Whether a text is an identity number: 18 characters, a real birth date, the right check digit (GB 11643). */
export function isIdentityNumber(text: string) {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false;
  const birth = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  return isDay(birth) && identityCheckDigit(text) === text[17];
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of a unified social credit code (GB 32100) for its first 17 characters. */
export function creditCheckDigit(characters: string) {
  const sum = [...characters.slice(0, 17)].reduce(
    (total, character, i) => total + ALPHABET.indexOf(character) * (3 ** i % 31),
    0,
  );
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Whether a text is a unified social credit code: its alphabet (no I, O, S, V, Z) and its check digit (GB 32100). */
export const isCreditCode = (text: string) =>
  /^[0-9ABCDEFGHJKLMNPQRTUWXY]{2}\d{6}[0-9ABCDEFGHJKLMNPQRTUWXY]{10}$/.test(text) &&
  creditCheckDigit(text) === text[17];

/** Whether a text is a telephone number as dialled in China: mobile, landline with or without area code, or a service number. */
export const isPhoneNumber = (text: string) =>
  /^(?:(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?[2-9]\d{6,7}|[2-9]\d{6,7}|1\d{2,4}|9[56]\d{3,6})$/.test(text);

/** A number as it is dialled at home, in digits alone: what is the same number is the same text. */
export const asDialled = (phone: string) => phone.replace(/^\+?86(?=1[3-9]\d{9}$)/, '').replaceAll('-', '');

/** Whether a mobile or an identity number stands anywhere in a text, as it must not in what everybody reads. */
export const holdsPersonalNumber = (text: string) =>
  [...text.matchAll(/\d{17}[\dX]|\d+/gi)].some(
    ([number]) => /^(?:86)?1[3-9]\d{9}$/.test(number) || isIdentityNumber(number.toUpperCase()),
  );

/** Whether a text is an area code: 2, 4, 6, 9 or 12 digits, or a community's 12 and local digits below. */
export const isAreaCode = (text: string) =>
  /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12}(?:[A-Z]?\d{2,12})?)$/.test(text);

/** Whether a text is a day that exists. */
export function isDay(text: string) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** Whether a text is a time of day, 24:00 included: the end of a day's last span. */
export const isTimeOfDay = (text: string) => /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);
