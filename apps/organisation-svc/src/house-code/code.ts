import { randomBytes } from 'node:crypto';
import { renderSVG } from 'uqr';

/** Crockford's letters and digits: none that reads like another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;

/** A house code: 130 random bits that nobody guesses, and that stand for nothing by themselves. */
export const newCode = (bytes: Buffer = randomBytes(LENGTH)) =>
  [...bytes.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');

/** What the picture of a code holds: the locality's link, where its profile names one, or the code alone. */
export const payloadOf = (code: string, link: string | null) => link?.replace('{code}', code) ?? code;

/** The code in what was scanned: the link ends in it. Letters may be typed small. */
export const codeIn = (scanned: string) => scanned.trim().split('/').at(-1)!.toUpperCase();

/** The QR picture of a payload, which is still read when a seventh of it is worn off (level M). */
export const qrOf = (payload: string) => renderSVG(payload, { ecc: 'M', border: 4 });
