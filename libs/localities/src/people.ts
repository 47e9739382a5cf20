import { between, oneOf, type Random } from './random';

const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const givenNameCharacters = [
  ...'安宁和平文明春秋晓东海山林雨晴佳慧敏建国志强秀英丽华美玉兰芳红梅云霞俊杰永福',
];

/** A name that is put together by lot; whoever really bears it is meant by nothing said of its holder. */
export function fictionalName(random: Random): string {
  const given = Array.from({ length: random() < 0.2 ? 1 : 2 }, () => oneOf(random, givenNameCharacters));
  return oneOf(random, surnames) + given.join('');
}

/**
 * A mobile number that rings nowhere: numbers that begin with 154 look right, and to our knowledge the ministry
 * has allotted them to no operator.
 */
export const fictionalPhone = (random: Random) =>
  `154${String(between(random, 0, 99_999_999)).padStart(8, '0')}`;
