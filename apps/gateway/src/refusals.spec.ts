import { anActor } from '@jinlin/testing';
import { ask, askAgain, exampleGateways, refused } from './example/gateways';
import type { TestedGateway } from './testing';

const aGateway = exampleGateways();
let gateway: TestedGateway;
beforeAll(async () => {
  gateway = await aGateway();
});

const cases = (first: number) => `{ cases(first: ${first}) { nodes { related(first: 20) { title } } } }`;

describe('a request that asks too much is refused, also when it comes again:', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : { not: nested(depth - 1) });

  const requests: [string, string, Record<string, unknown>?][] = [
    ['DEPTH_LIMIT', `{ area(id: "1") ${'{ parent '.repeat(10)} { id } ${'}'.repeat(10)} }`],
    ['TOKEN_LIMIT', `{ latest { ${'id '.repeat(2_000)} } }`],
    ['ALIAS_LIMIT', `{ latest { ${Array.from({ length: 16 }, (_, i) => `a${i}: id`).join(' ')} } }`],
    ['RESERVED_NAME', '{ latest { constructor: id } }'],
    ['COST_LIMIT', cases(100)],
    [
      'VARIABLE_DEPTH_LIMIT',
      'query ($w: CaseFilter) { cases(first: 1, where: $w) { total } }',
      { w: nested(13) },
    ],
  ];

  it.each(requests)('%s', async (...[code, query, variables = {}]) => {
    expect(await askAgain(gateway, { query, variables })).toMatchObject(refused(400, code));
  });

  it('BODY_TOO_LARGE', async () => {
    const query = `{ latest { id } } # ${'x'.repeat(262_144)}`;

    expect(await askAgain(gateway, { query })).toMatchObject(refused(400, 'BODY_TOO_LARGE'));
  });
});

describe('the cost of an operation', () => {
  it('is told with the limit', async () => {
    const { errors } = await ask(gateway, { query: cases(100) });

    expect(errors?.[0]?.extensions).toMatchObject({ cost: 2_101, limit: 1_000 });
  });

  it('may be higher for those whose work is to ask much at once', async () => {
    expect(await askAgain(gateway, { query: cases(100), as: anActor('DATA_ANALYST') })).toMatchObject({
      status: 200,
    });
    expect(await askAgain(gateway, { query: cases(100), as: anActor('GRID_WORKER') })).toMatchObject({
      status: 400,
    });
  });
});

describe('a client that asks too often', () => {
  it('is told when to come again, and does not keep others from asking', async () => {
    const limited = await aGateway({ RATE_LIMIT: '1' });
    const [busy, other] = [anActor('HOTLINE_CLERK'), anActor('HOTLINE_CLERK')];
    const query = '{ latest { id } }';
    for (let i = 0; i < 4; i += 1) await limited.post({ query, as: busy });

    const refusal = await limited.post({ query, as: busy });

    expect([refusal.status, refusal.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refusal.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfter: 1 } }],
    });
    expect(await ask(limited, { query, as: other })).toMatchObject({ status: 200 });
  });

  it('gets nowhere by trying tokens', async () => {
    const limited = await aGateway({ RATE_LIMIT: '1' });
    const attempt = () =>
      limited.post({ query: '{ latest { id } }', headers: { authorization: 'Bearer a.b.c' } });

    const statuses: number[] = [];
    for (let i = 0; i < 5; i += 1) statuses.push((await attempt()).status);

    expect(statuses).toEqual([401, 401, 401, 401, 429]);
  });
});
