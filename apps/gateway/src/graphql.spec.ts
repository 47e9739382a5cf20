import { anActor } from '@jinlin/testing';
import { ask, askAgain, exampleGateways, refused } from './example/gateways';
import type { TestedGateway } from './testing';

const aGateway = exampleGateways();
let open: TestedGateway;
let production: TestedGateway;

beforeAll(async () => {
  open = await aGateway({ CORS_ORIGINS: 'https://app.example' });
  production = await aGateway({ INTROSPECTION: 'false', EXPLORER: 'false' });
});

const QUERY =
  'query Q($n: Int!, $with: Boolean = true) { cases(first: $n) { total nodes { title @include(if: $with) } } }';
const variables = { n: 2 };

describe('an operation that comes again is answered to the letter as Apollo Server answered it:', () => {
  /** All that a client gets, but for what is different each time. */
  const gotten = async (given: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`${open.url}/graphql`, {
      method: 'POST',
      body: JSON.stringify(given),
      headers: { 'content-type': 'application/json', 'x-request-id': 'same', ...headers },
    });
    const { date, ...kept } = Object.fromEntries(response.headers);
    return { status: response.status, headers: kept, body: await response.text() };
  };

  const requests: [string, object, Record<string, string>?][] = [
    ['data', { query: QUERY, variables }],
    ['a named operation', { query: `${QUERY} query R { latest { id } }`, operationName: 'R' }],
    [
      'nothing but nulls beside the query',
      { query: '{ latest { id } }', variables: null, operationName: null, extensions: null },
    ],
    ['an error', { query: '{ latest { id fault } case(id: "case-1") { fault } }' }],
    ['no data at all', { query: '{ strict { name } }' }],
    ['a value that could not be completed', { query: '{ case(id: "case-5") { mustNot { id } } }' }],
    ['variables that do not fit', { query: QUERY, variables: { n: 'two' } }],
    ['variables left out', { query: QUERY }],
    ['a variable too many', { query: QUERY, variables: { ...variables, more: 1 } }],
    ['the new media type', { query: QUERY, variables }, { accept: 'application/graphql-response+json' }],
    [
      'a choice of media types',
      { query: QUERY, variables },
      { accept: 'application/graphql-response+json, application/json;q=0.9' },
    ],
    ['any media type', { query: QUERY, variables }, { accept: '*/*' }],
    ['no media type that there is', { query: QUERY, variables }, { accept: 'text/csv' }],
    ['a charset', { query: QUERY, variables }, { 'content-type': 'application/json; charset=utf-8' }],
    ['variables as text', { query: QUERY, variables: '{"n":2}' }],
    ['variables as a list', { query: QUERY, variables: [2] }],
    ['an operation that is not there', { query: QUERY, operationName: 'Other', variables }],
    [
      'a persisted query',
      { query: QUERY, variables, extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } },
    ],
    ['an extension', { query: QUERY, variables, extensions: { trace: true } }],
    ['introspection', { query: '{ __schema { queryType { name } } }' }],
    ['a mutation', { query: 'mutation { closeCase(id: "7") { __typename ... on Refusal { message } } }' }],
    ['an empty query', { query: '' }],
    ['no query', { variables }],
    ['a batch', [{ query: QUERY, variables }]],
  ];

  it.each(requests)('%s', async (...[, given, headers]) => {
    const [first, second, third] = [
      await gotten(given, headers),
      await gotten(given, headers),
      await gotten(given, headers),
    ];

    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });
});

describe('GraphQL over HTTP', () => {
  it.each([
    ['what cannot be parsed', '{ cases(', 'GRAPHQL_PARSE_FAILED'],
    ['what the schema does not have', '{ cash }', 'GRAPHQL_VALIDATION_FAILED'],
  ])('refuses %s with 400', async (_, query, code) => {
    expect(await askAgain(open, { query })).toMatchObject(refused(400, code));
  });

  it('refuses variables that do not fit with 400', async () => {
    expect(await askAgain(open, { query: QUERY, variables: { n: {} } })).toMatchObject(
      refused(400, 'BAD_USER_INPUT'),
    );
  });

  it('refuses a body that is no JSON with 400', async () => {
    const response = await fetch(`${open.url}/graphql`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });

    expect([response.status, await response.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });

  it('answers a query sent by GET, but no mutation', async () => {
    const get = (query: string) =>
      fetch(`${open.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'apollo-require-preflight': '1' },
      });

    expect((await get('{ latest { id } }')).status).toBe(200);
    expect((await get('mutation { closeCase(id: "7") { __typename } }')).status).toBe(405);
  });

  it('knows no other methods', async () => {
    expect((await fetch(`${open.url}/graphql`, { method: 'DELETE' })).status).toBe(404);
  });

  it('is not to be kept by anybody on the way', async () => {
    expect((await open.post({ query: '{ latest { id } }' })).headers.get('cache-control')).toBe('no-store');
  });
});

describe('another site', () => {
  it('cannot have a browser ask without leave', async () => {
    const simple = await fetch(`${open.url}/graphql?query={latest{id}}`);
    const form = await fetch(`${open.url}/graphql`, {
      method: 'POST',
      body: new URLSearchParams({ query: 'mutation { closeCase(id: "7") { __typename } }' }),
    });

    expect([simple.status, form.status]).toEqual([400, 415]);
  });

  it('may ask when it is on the list', async () => {
    const preflight = (origin: string) =>
      fetch(`${open.url}/graphql`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const [ours, theirs] = [await preflight('https://app.example'), await preflight('https://evil.example')];

    expect(ours.headers.get('access-control-allow-origin')).toBe('https://app.example');
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
    expect(theirs.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('in production', () => {
  const SCHEMA = '{ __schema { types { name } } }';

  it('the schema is told to nobody but those whose token may read it', async () => {
    const operator = anActor('OPERATOR', { scopes: ['schema:read'] });

    expect(await askAgain(production, { query: SCHEMA })).toMatchObject(
      refused(400, 'INTROSPECTION_DISABLED'),
    );
    expect(await askAgain(production, { query: SCHEMA, as: operator })).toMatchObject({ status: 200 });
    expect(await ask(production, { query: SCHEMA })).toMatchObject(refused(400, 'INTROSPECTION_DISABLED'));
  });

  it('a mistake is not answered with what would be right', async () => {
    const { errors } = await ask(production, { query: '{ case(id: "1") { titel } }' });

    expect(JSON.stringify(errors)).not.toMatch(/Did you mean|stack/);
  });

  it('there is no explorer', async () => {
    expect((await fetch(production.url)).status).toBe(404);
  });
});

test('what subgraphs tell one another is out of reach', async () => {
  const entities = '{ _entities(representations: []) { __typename } }';

  expect(await ask(open, { query: entities })).toMatchObject(refused(400, 'GRAPHQL_VALIDATION_FAILED'));
  expect(await ask(open, { query: '{ _service { sdl } }' })).toMatchObject(
    refused(400, 'GRAPHQL_VALIDATION_FAILED'),
  );
});
