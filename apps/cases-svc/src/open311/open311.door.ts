import { type Doors, isMalformed, type SubgraphRequest, subgraphRequest } from '@jinlin/server';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context';
import { mayCall } from '../integrator/integrator.door';
import { postRequest } from './open311.posting';
import { errorsOf, Refused } from './open311.refusal';
import { requestByNumber, requestByToken, requestList } from './open311.requests';
import { localityOf, serviceDefinition, serviceList } from './open311.services';
import { type Document, type Format, mediaTypes, written } from './open311.text';
import { postUpdate, updateList } from './open311.updates';

/** The header in which the gateway tells under which address it was asked. */
const ORIGIN_HEADER = 'x-jinlin-origin';

/** Answers Open311 GeoReport v2 (http://wiki.open311.org/GeoReport_v2/): requests are cases, services their categories. */
export const open311Door =
  (contextOf: (request: Pick<SubgraphRequest, 'actor' | 'language' | 'now'>) => Promise<Context>): Doors =>
  (app) => {
    app.route({
      method: ['GET', 'POST'],
      url: '/open311/v2/*',
      async handler(request, reply) {
        const url = new URL(request.url, 'http://here');
        const [, path = '', format] = /^\/open311\/v2\/(.*?)(?:\.(xml|json))?$/.exec(url.pathname) ?? [];
        const ctx = await contextOf(subgraphRequest(request, new AbortController().signal));
        try {
          const answer = format
            ? await answered(ctx, request, {
                path: path.split('/').map(decodeURIComponent),
                asked: url.searchParams,
              }).catch(malformed)
            : new Refused(404, 'Ask for .xml or .json');
          const isRefused = answer instanceof Refused;
          const document = isRefused ? errorsOf(answer.status, answer.description) : answer;
          const as = (format ?? 'xml') as Format;
          return reply
            .code(isRefused ? answer.status : 200)
            .header('content-type', `${mediaTypes[as]}; charset=utf-8`)
            .send(Buffer.from(written(document, as)));
        } finally {
          await ctx.end();
        }
      },
    });
  };

/** PostgreSQL's word on a value that cannot be, such as a NUL. */
function malformed(fault: unknown): Refused {
  if (isMalformed(fault)) return new Refused(400, 'A value has a form that cannot be');
  throw fault;
}

interface Asked {
  path: string[];
  asked: URLSearchParams;
}

async function answered(
  ctx: Context,
  { method, headers, body }: FastifyRequest,
  { path, asked }: Asked,
): Promise<Document | Refused> {
  const [kind, id, ...more] = path;
  if (more.length > 0) return NOWHERE;
  if (kind === 'discovery' && !id) return discovery(ctx, String(headers[ORIGIN_HEADER] ?? ''));

  if (kind === 'services') {
    const rules = await localityOf(ctx, asked.get('jurisdiction_id'));
    if (rules instanceof Refused) return rules;
    return id ? serviceDefinition(ctx, rules, id) : serviceList(ctx, rules);
  }

  if (!CALLS.has(kind ?? '')) return NOWHERE;
  const isForAnybody = method === 'GET' && kind !== 'servicerequestupdates' && ctx.actor === null;
  if (!isForAnybody && !mayCall(ctx.actor, 'OPEN311'))
    return new Refused(403, 'api_key was not provided or is not for Open311');
  if (kind === 'tokens') return id ? requestByToken(ctx, id) : NOWHERE;
  if (id) return kind === 'requests' ? requestByNumber(ctx, id) : NOWHERE;
  if (method === 'GET') return kind === 'requests' ? requestList(ctx, asked) : updateList(ctx, asked);

  const form = new URLSearchParams(String(body ?? ''));
  for (const [name, value] of asked) if (!form.has(name)) form.append(name, value);
  return kind === 'requests'
    ? postRequest(ctx, form, headers['idempotency-key'] as string | undefined)
    : postUpdate(ctx, form);
}

/** What is asked of requests. Updates are an extension that FixMyStreet began. */
const CALLS: ReadonlySet<string> = new Set(['requests', 'tokens', 'servicerequestupdates']);

const NOWHERE = new Refused(404, 'There is no such call');

/** Where the endpoints are. The key tells which area it reaches, so trying out and working have one address. */
function discovery({ localities }: Context, origin: string): Document {
  const endpoint = (type: string) => ({
    specification: 'http://wiki.open311.org/GeoReport_v2',
    url: `${origin}/open311/v2`,
    changeset: CHANGESET,
    type,
    formats: [mediaTypes.xml, mediaTypes.json],
  });
  return {
    name: 'discovery',
    value: {
      changeset: CHANGESET,
      contact: `jurisdiction_id: ${localities.all.map(({ code }) => code).join(', ')}`,
      key_service: 'Keys are given out by the operator of this installation.',
      endpoints: [endpoint('production'), endpoint('test')],
    },
  };
}

/** When what is served here last changed. */
const CHANGESET = '2026-11-21T08:00:00+08:00';
