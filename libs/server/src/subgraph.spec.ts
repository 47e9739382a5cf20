import { buildSubgraphSchema } from '@apollo/subgraph';
import { ACTOR_HEADER, type Actor, encodeActor, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, parse } from 'graphql';
import { type SubgraphRequest, subgraphServer } from './subgraph';

const SECRET = 'a secret of at least thirty-two characters';

const seen: SubgraphRequest[] = [];
let opened = 0;
let ended = 0;

const schema = buildSubgraphSchema([
  {
    typeDefs: parse(
      'type Query { role: String slow: Int fault: Int malformed: Int refused: Int context: Int! count(n: Int!): Int }',
    ),
    resolvers: {
      Query: {
        role: (_: unknown, __: unknown, { request }: Context) => request.actor?.role ?? 'anonymous',
        slow: () => new Promise((resolve) => setTimeout(() => resolve(1), 2_000).unref()),
        fault: () => {
          throw new Error('select * from reporter where phone = 13800000000');
        },
        malformed: () => {
          throw Object.assign(new Error('invalid input syntax for type uuid: "abc"'), { code: '22P02' });
        },
        refused: () => {
          throw new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
        },
        context: (_: unknown, __: unknown, { number }: Context) => number,
        count: (_: unknown, { n }: { n: number }) => n,
      },
    },
  },
] as never);

interface Context {
  request: SubgraphRequest;
  number: number;
  renew(): Promise<void>;
  end(): Promise<void>;
}

let app: FastifyInstance;
let url: string;

beforeAll(async () => {
  app = subgraphServer<Context>({
    name: 'test',
    logLevel: 'silent',
    ready: () => true,
    schema,
    gatewaySecret: SECRET,
    contextOf: (request) => {
      seen.push(request);
      opened += 1;
      return {
        request,
        number: opened,
        renew: async () => {},
        end: async () => {
          ended += 1;
        },
      };
    },
  });
  url = `${await app.listen({ port: 0 })}/graphql`;
});
afterAll(() => app.close());

interface Given {
  to?: string;
  actor?: Actor | null;
  secret?: string;
  at?: number;
  headers?: Record<string, string>;
  signed?: string;
}

/** Posts as the gateway does; a test says what is different. */
async function post(body: unknown, given: Given = {}) {
  const { to = url, actor = null, secret = SECRET, at = Date.now(), headers, signed } = given;
  const text = JSON.stringify(body);
  const actorHeader = encodeActor(actor);
  const response = await fetch(to, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      ...(actor && { [ACTOR_HEADER]: actorHeader }),
      [SIGNATURE_HEADER]: sign(secret, actorHeader, signed ?? text, at),
      ...headers,
    },
  });
  return { status: response.status, body: (await response.json()) as never as Record<string, never> };
}

const clerk: Actor = {
  id: 'a',
  role: 'COMMUNITY_CLERK',
  areaId: null,
  unitId: null,
  personId: null,
  scopes: [],
};
const INTERNAL = (traceId: string) => ({
  message: 'Internal error',
  extensions: { code: 'INTERNAL', traceId },
});

describe('a subgraph', () => {
  it('answers the gateway, for the actor that the gateway vouches for', async () => {
    expect(await post({ query: '{ role }' }, { actor: clerk })).toEqual({
      status: 200,
      body: { data: { role: 'COMMUNITY_CLERK' } },
    });
    expect((await post({ query: '{ role }' })).body).toEqual({ data: { role: 'anonymous' } });
  });

  it.each<[string, Given]>([
    ['signed with another secret', { secret: 'another secret of thirty-two characters' }],
    ['signed a minute ago', { at: Date.now() - 60_000 }],
    ['with another body than was signed', { signed: '{"query":"{ __typename }"}' }],
    ['with another actor than was signed', { headers: { [ACTOR_HEADER]: encodeActor(clerk) } }],
    ['without a signature', { headers: { [SIGNATURE_HEADER]: '' } }],
    ['with a signature that makes no sense', { headers: { [SIGNATURE_HEADER]: 'NaN.abc' } }],
  ])('refuses a request %s', async (_, given) => {
    const before = opened;

    expect(await post({ query: '{ role }' }, given)).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    expect(opened).toBe(before);
  });

  it('shows its SDL to nobody but the gateway', async () => {
    const stranger = await post({ query: '{ _service { sdl } }' }, { headers: { [SIGNATURE_HEADER]: 'x' } });
    const gateway = await post({ query: '{ _service { sdl } }' });

    expect(stranger.status).toBe(401);
    expect(gateway.body).toMatchObject({
      data: { _service: { sdl: expect.stringContaining('type Query') } },
    });
  });

  it('runs several operations of one request together, in one context', async () => {
    const before = opened;

    const { body } = await post([
      { query: '{ context }' },
      { query: 'query ($n: Int!) { context count(n: $n) }', variables: { n: 7 } },
      { query: '{ nothing }' },
    ]);

    expect(body).toMatchObject([
      { data: { context: before + 1 } },
      { data: { context: before + 1, count: 7 } },
      { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    ]);
  });

  it('hears the language, the deadline and the request id', async () => {
    const deadline = Date.now() + 5_000;

    await post(
      { query: '{ role }' },
      {
        headers: { 'accept-language': 'en', 'x-jinlin-deadline': String(deadline), 'x-request-id': 'call-7' },
      },
    );

    expect(seen.at(-1)).toMatchObject({
      language: 'en',
      deadline,
      requestId: 'call-7',
      now: expect.any(Date),
    });
  });

  it('gives up at the deadline', async () => {
    const { body } = await post(
      { query: '{ slow }' },
      { headers: { 'x-jinlin-deadline': String(Date.now() + 50) } },
    );

    expect(body).toMatchObject({ errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    expect(seen.at(-1)?.signal.aborted).toBe(true);
  });

  it('tells the work when the gateway has hung up', async () => {
    const text = JSON.stringify({ query: '{ slow }' });
    const gone = new AbortController();
    const asked = fetch(url, {
      method: 'POST',
      body: text,
      headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: sign(SECRET, '', text, Date.now()) },
      signal: gone.signal,
    });
    const before = seen.length;
    while (seen.length === before) await new Promise((resolve) => setTimeout(resolve, 5));

    gone.abort();

    await expect(asked).rejects.toThrow('aborted');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen.at(-1)?.signal.aborted).toBe(true);
  });

  it('masks faults and tells the trace id', async () => {
    const { body } = await post({ query: '{ role fault }' }, { headers: { 'x-request-id': 'call-8' } });

    expect(body).toEqual({
      data: { role: 'anonymous', fault: null },
      errors: [{ ...INTERNAL('call-8'), path: ['fault'] }],
    });
  });

  it('masks faults alike when an operation comes again and is compiled', async () => {
    const asked = [await post({ query: '{ role fault malformed }' })];
    for (let again = 0; again < 3; again += 1) asked.push(await post({ query: '{ role fault malformed }' }));

    for (const { body } of asked) {
      expect(body).toMatchObject({
        data: { role: 'anonymous', fault: null, malformed: null },
        errors: [
          { path: ['fault'], extensions: { code: 'INTERNAL' } },
          { path: ['malformed'], extensions: { code: 'BAD_USER_INPUT' } },
        ],
      });
    }
  });

  it('lets errors pass that were meant for the client', async () => {
    expect((await post({ query: '{ refused }' })).body).toMatchObject({
      errors: [{ message: 'Not for you.', path: ['refused'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('says when variables do not fit', async () => {
    expect(
      (await post({ query: 'query ($n: Int!) { count(n: $n) }', variables: { n: 'x' } })).body,
    ).toMatchObject({
      errors: [{ message: expect.stringContaining('$n'), extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  it('tells the client, not the log, of a value whose form PostgreSQL refused', async () => {
    const { body } = await post({ query: '{ malformed }' });

    expect(body).toMatchObject({ errors: [{ path: ['malformed'], extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(JSON.stringify(body)).not.toContain('abc');
  });

  it('ends every context, also after faults', async () => {
    await Promise.all([post({ query: '{ fault }' }), post([{ query: '{ role }' }, { query: '{ fault }' }])]);
    await new Promise((resolve) => setImmediate(resolve));

    // Those that nobody waits for may still be at work.
    expect(opened - ended).toBeLessThanOrEqual(2);
  });

  it.each([[[]], [{}], [[{ query: 1 }]], ['{ role }'], [null]])('refuses %j as a body', async (body) => {
    expect((await post(body)).status).toBe(400);
  });
});

test('while it drains, nobody keeps a connection for the next request', async () => {
  const text = JSON.stringify({ query: '{ role }' });
  const headers = {
    'content-type': 'application/json',
    [SIGNATURE_HEADER]: sign(SECRET, '', text, Date.now()),
  };
  const ask = () => fetch(url, { method: 'POST', body: text, headers });

  expect((await ask()).headers.get('connection')).toBe('keep-alive');
  app.draining.now = true;
  expect((await ask()).headers.get('connection')).toBe('close');
  app.draining.now = false;
});

test('a context that cannot be made is a masked fault', async () => {
  const broken = subgraphServer({
    name: 'broken',
    logLevel: 'silent',
    ready: () => true,
    schema,
    gatewaySecret: SECRET,
    contextOf: () => Promise.reject(new Error('no database')),
  });
  const to = `${await broken.listen({ port: 0 })}/graphql`;

  const { body } = await post({ query: '{ role }' }, { to, headers: { 'x-request-id': 'call-9' } });

  expect(body).toEqual({ errors: [INTERNAL('call-9')] });
  await broken.close();
});
