import { oneOf, seededRandom } from './random';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** GB 11714: the check digit of an organisation code's eight characters, where A counts 10 and Z 35. */
const organisationCheck = (eight: string) => {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * parseInt(eight[at]!, 36), 0);
  return '0X987654321'[sum % 11]!;
};

/** GB 32100-2015: the check character of the first seventeen. */
const codeCheck = (seventeen: string) => {
  const sum = [...seventeen].reduce((total, sign, at) => total + alphabet.indexOf(sign) * (3 ** at % 31), 0);
  return alphabet[(31 - (sum % 31)) % 31]!;
};

/**
 * A unified social credit code that passes its check yet can belong to nobody: the organisation code inside it bears
 * a check digit that GB 11714 would not give it. `authority` is its first two characters, `county` the next six.
 */
export function unassignedCode(authority: string, county: string, seed: string): string {
  const random = seededRandom(seed);
  const eight = Array.from({ length: 8 }, () => oneOf(random, [...alphabet])).join('');
  const wrongCheck = organisationCheck(eight) === '7' ? '8' : '7';
  const seventeen = `${authority}${county}${eight}${wrongCheck}`;
  return seventeen + codeCheck(seventeen);
}
