import type { EvaluationScheme } from '@jinlin/profile';
import fc from 'fast-check';
import { compositeOf, domainScores, linesOf, type Said } from './composite';

const title = { zh: '评', en: 'x' };
const scheme: EvaluationScheme = {
  key: 'three-evaluations',
  mechanism: 'H12',
  title,
  subject: 'LINKED_UNIT',
  scale: 100,
  evaluators: [
    { kind: 'SELF', title, weight: 20 },
    { kind: 'MASSES', title, weight: 80 },
  ],
  domains: [
    { key: 'PARTY', title, weight: 25, outcome: 'VOICE' },
    { key: 'SERVICE', title, weight: 75 },
  ],
  missingSheets: 'REFUSE',
  results: [{ from: 0, title }],
};

const sheet = (evaluator: Said['evaluator'], domain: string, score: number, voices = 1): Said => ({
  evaluator,
  domain,
  score,
  voices,
});
const whole = [
  sheet('SELF', 'PARTY', 100),
  sheet('SELF', 'SERVICE', 80),
  sheet('MASSES', 'PARTY', 60),
  sheet('MASSES', 'SERVICE', 90),
];

describe('a composite (H12)', () => {
  it('is each line’s share of its score, added up', () => {
    const lines = linesOf(scheme, whole, []);

    expect(lines.map(({ evaluator, domain, weight, points }) => [evaluator, domain, weight, points])).toEqual(
      [
        ['SELF', 'PARTY', 5, 5],
        ['SELF', 'SERVICE', 15, 12],
        ['MASSES', 'PARTY', 20, 12],
        ['MASSES', 'SERVICE', 60, 54],
      ],
    );
    expect(compositeOf(lines)).toBe(83);
  });

  it('weighs each sheet of the masses by those who were asked', () => {
    const asked = [
      ...whole.slice(0, 3),
      sheet('MASSES', 'SERVICE', 90, 30),
      sheet('MASSES', 'SERVICE', 50, 10),
    ];

    expect(linesOf(scheme, asked, []).at(-1)).toMatchObject({ score: 80, voices: 40, points: 48 });
  });

  it('takes in what communities said all year as a line of its own (H21)', () => {
    const lines = linesOf({ ...scheme, serviceWeight: 10 }, whole, [70, 90]);

    expect(lines.at(-1)).toMatchObject({ evaluator: null, domain: null, share: 10, score: 80, points: 8 });
    expect(compositeOf(lines)).toBe(82.7);
  });

  it('shares the weight out where communities said nothing', () => {
    const lines = linesOf({ ...scheme, serviceWeight: 10 }, whole, []);

    expect(lines.at(-1)).toMatchObject({ weight: 10, share: 0, isMissing: true, points: 0 });
    expect(compositeOf(lines)).toBe(83);
  });

  it('counts a missing sheet as zero, or leaves it out, as the rule says', () => {
    const left = whole.slice(0, 3);
    const composite = (missingSheets: EvaluationScheme['missingSheets']) =>
      compositeOf(linesOf({ ...scheme, missingSheets }, left, []));

    expect(composite('COUNT_AS_ZERO')).toBe(29);
    expect(composite('LEAVE_OUT')).toBe(72.5);
  });

  it('is nothing when nothing was said', () => {
    expect(compositeOf(linesOf({ ...scheme, missingSheets: 'LEAVE_OUT' }, [], []))).toBeNull();
  });

  it('reads stars as parts of the whole scale (X7)', () => {
    const stars = whole.map((each) => ({ ...each, score: each.score / 20 }));

    expect(compositeOf(linesOf({ ...scheme, scale: 5 }, stars, []))).toBe(83);
  });

  it('is told by field as well', () => {
    expect(domainScores(linesOf(scheme, whole, []))).toEqual([
      { domain: 'PARTY', outcome: 'VOICE', score: 68 },
      { domain: 'SERVICE', outcome: null, score: 88 },
    ]);
  });

  it('always lies between the least and the most that was said, and its shares are the whole', () => {
    const kinds = fc.constantFrom('SELF' as const, 'MASSES' as const);
    const given = fc.record({
      evaluator: kinds,
      domain: fc.constantFrom('PARTY', 'SERVICE'),
      score: fc.integer({ min: 0, max: 100 }),
      voices: fc.integer({ min: 1, max: 500 }),
    });
    const all = fc.record({
      sheets: fc.array(given, { minLength: 1 }),
      service: fc.array(fc.integer({ min: 0, max: 100 })),
      serviceWeight: fc.integer({ min: 1, max: 99 }),
    });

    fc.assert(
      fc.property(all, ({ sheets, service, serviceWeight }) => {
        const lines = linesOf({ ...scheme, serviceWeight, missingSheets: 'LEAVE_OUT' }, sheets, service);
        const said = [...sheets.map(({ score }) => score), ...service];
        const sum = (of: 'share' | 'weight') => lines.reduce((so, line) => so + line[of], 0);

        expect(compositeOf(lines)).toBeGreaterThanOrEqual(Math.min(...said) - 0.01);
        expect(compositeOf(lines)).toBeLessThanOrEqual(Math.max(...said) + 0.01);
        expect(sum('share')).toBeCloseTo(100, 2);
        expect(sum('weight')).toBeCloseTo(100, 2);
      }),
    );
  });
});
