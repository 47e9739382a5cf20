import { Readable } from 'node:stream';
import { say } from '@jinlin/graphql';
import { type Doors, isMalformed, type SubgraphRequest, subgraphRequest } from '@jinlin/server';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Context } from '../context';
import { linesOf } from './hsds.lines';
import type { OpenDataOrganization, OpenDataSite, WhichSites } from './hsds.loaders';
import {
  type Asked,
  type HsdsPage,
  isList,
  type List,
  mostAtOnce,
  pageAmong,
  pageOf,
  readAsked,
  rowsOf,
} from './hsds.query';
import {
  fullLocationRecord,
  fullServiceAtLocationRecord,
  fullServiceRecord,
  locationRecord,
  minimalServiceRecord,
  organizationOf,
  organizationRecord,
  serviceAtLocationRecord,
  serviceRecord,
  type Words,
} from './hsds.records';
import { nothingThere, Refused } from './hsds.refusal';
import {
  functionTerm,
  KINDS,
  kindTerm,
  taxonomies,
  taxonomyRecord,
  termRecord,
  termsOf,
} from './hsds.taxonomies';

/** Answers the Human Services Data Specification 3.1 (https://docs.openreferral.org): sites as open data, read only. */
export const hsdsDoor =
  (contextOf: (request: Pick<SubgraphRequest, 'actor' | 'language' | 'now'>) => Promise<Context>): Doors =>
  (app) => {
    app.get('/hsds/v3/*', async (request, reply) => {
      const url = new URL(request.url, 'http://here');
      const path = url.pathname.replace(/^\/hsds\/v3\/|\/$/g, '').split('/');
      const ctx = await contextOf(subgraphRequest(request, new AbortController().signal));
      try {
        const answer = await answered(ctx, path, url.searchParams).catch((fault: unknown) =>
          malformed(ctx, fault),
        );
        if (answer instanceof Readable) return await streamed(reply, answer);
        const isRefused = answer instanceof Refused;
        reply.code(isRefused ? answer.status : 200).header('content-type', 'application/json; charset=utf-8');
        return reply.send(
          Buffer.from(JSON.stringify(isRefused ? { errors: [{ message: answer.message }] } : answer)),
        );
      } finally {
        await ctx.end();
      }
    });
  };

/** Sends lines, and waits until the last of them is read or whoever read them is gone. */
async function streamed(reply: FastifyReply, lines: Readable) {
  reply.header('content-type', 'application/x-ndjson; charset=utf-8').send(lines);
  await new Promise((ended) => lines.once('close', ended));
  return reply;
}

/** PostgreSQL's word on a value that cannot be, such as a NUL. */
function malformed(ctx: Context, fault: unknown): Refused {
  if (!isMalformed(fault)) throw fault;
  return new Refused(
    400,
    say(ctx, { en: 'A parameter has a value that cannot be.', zh: '参数值的形式不正确。' }),
  );
}

async function answered(ctx: Context, path: string[], given: URLSearchParams): Promise<object> {
  const [list = '', id, ...more] = path;
  if (list === '') return aboutThis(ctx);
  if (!isList(list) || more.length > 0) return nothingThere(ctx, 'path', `/${path.join('/')}`);

  const asked = readAsked(ctx, list, id !== undefined, given);
  if (asked instanceof Refused) return asked;
  if (id === undefined)
    return asked.format === 'ndjson' ? everything(ctx, list, asked) : lists[list](ctx, asked);
  const found = z.guid().safeParse(id).success ? await one[list](ctx, id, asked) : null;
  return found ?? nothingThere(ctx, list, id);
}

const everything = (ctx: Context, list: List, asked: Asked) =>
  linesOf((page) => lists[list](ctx, { ...asked, page, per_page: mostAtOnce(list, asked) }));

/** What this is, for whoever knocks at the root. */
const aboutThis = (ctx: Context) => ({
  version: '3.1',
  profile: 'https://docs.openreferral.org/en/3.1/hsds/overview.html',
  openapi_url: 'https://raw.githubusercontent.com/openreferral/specification/3.1/schema/openapi.json',
  description: say(ctx, {
    en: 'Sites of grassroots services: stations, canteens, day care, schools, clinics.',
    zh: '基层服务站点：党群服务站、长者食堂、日间照料、学校、卫生室等。',
  }),
});

const lists: Record<List, (ctx: Context, asked: Asked) => Promise<HsdsPage>> = {
  services: async (ctx, asked) => {
    const { total, sites } = await sitesAsked(ctx, asked);
    if (asked.minimal) {
      return pageOf(
        asked,
        total,
        sites.map((site) => minimalServiceRecord(site)),
      );
    }
    return pageOf(
      asked,
      total,
      await Promise.all(sites.map(asked.full ? fullService(ctx) : listedService(ctx))),
    );
  },

  service_at_locations: async (ctx, asked) => {
    const { total, sites } = await sitesAsked(ctx, asked);
    return pageOf(
      asked,
      total,
      await Promise.all(sites.map(asked.full ? fullServiceAtLocation(ctx) : serviceAtLocation(ctx))),
    );
  },

  locations: async (ctx, asked) => {
    const { total, sites } = await sitesAsked(ctx, asked);
    return pageOf(
      asked,
      total,
      sites.map((site) => (asked.full ? fullLocationRecord(ctx, site) : locationRecord(site))),
    );
  },

  organizations: async (ctx, asked) => {
    const which = { search: asked.search, ...(await classesAsked(ctx, asked)) };
    const [total, rows] = await Promise.all([
      ctx.load.openDataOrganizationCount(which),
      ctx.load.openDataOrganizations(which, rowsOf(asked)),
    ]);
    return pageOf(asked, total, await organizations(ctx, rows, asked));
  },

  taxonomies: async (ctx, asked) =>
    pageAmong(
      asked,
      taxonomies.map((taxonomy) => taxonomyRecord(ctx, taxonomy)).filter(({ name }) => isSought(asked, name)),
    ),

  taxonomy_terms: async (ctx, asked) =>
    pageAmong(
      asked,
      (await termsOf(ctx))
        // No word of ours has another above it.
        .filter(({ taxonomyId }) => !asked.parent_id && [undefined, taxonomyId].includes(asked.taxonomy_id))
        .map((term) => termRecord(ctx, term))
        .filter(({ name, code }) => isSought(asked, name) || isSought(asked, code)),
    ),
};

const one: Record<List, (ctx: Context, id: string, asked: Asked) => Promise<object | null>> = {
  services: (ctx, id) => siteNamed(ctx, id, fullService(ctx)),
  service_at_locations: (ctx, id) => siteNamed(ctx, id, fullServiceAtLocation(ctx)),
  locations: (ctx, id) => siteNamed(ctx, id, async (site) => fullLocationRecord(ctx, site)),
  organizations: async (ctx, id, asked) => {
    const rows = await ctx.load.openDataOrganizations({ id }, { limit: 1, offset: 0 });
    return (await organizations(ctx, rows, { ...asked, full: true }))[0] ?? null;
  },
  taxonomies: async (ctx, id) => {
    const taxonomy = taxonomies.find((one) => one.id === id);
    return taxonomy ? taxonomyRecord(ctx, taxonomy) : null;
  },
  taxonomy_terms: async (ctx, id) => {
    const term = (await termsOf(ctx)).find((one) => one.id === id);
    return term ? termRecord(ctx, term) : null;
  },
};

const isSought = ({ search }: Asked, text: string) =>
  !search || text.toLowerCase().includes(search.toLowerCase());

async function siteNamed(ctx: Context, id: string, told: (site: OpenDataSite) => Promise<object>) {
  const [site] = await ctx.load.openDataSites({ id });
  return site ? told(site) : null;
}

/** The sites of the page that was asked for, and how many there are in all. */
async function sitesAsked(ctx: Context, asked: Asked) {
  const { postcode } = asked;
  const which: WhichSites = {
    search: asked.search,
    organizationIds: asked.organization_id ? [asked.organization_id] : undefined,
    modifiedAfter: asked.modified_after,
    localityCodes: postcode
      ? ctx.localities.all.filter(({ postalCode }) => postalCode === postcode).map(({ code }) => code)
      : undefined,
    withinMetres: asked.proximity,
    ...(await classesAsked(ctx, asked)),
  };
  const [total, sites] = await Promise.all([
    ctx.load.openDataSiteCount(which),
    ctx.load.openDataSites(which, rowsOf(asked)),
  ]);
  return { total, sites };
}

/** The kinds and functions that the words asked for stand for; a word that nobody knows fits nothing. */
async function classesAsked(ctx: Context, { taxonomy_term_id, taxonomy_id }: Asked) {
  if (!taxonomy_term_id && !taxonomy_id) return {};

  const terms = (await termsOf(ctx)).filter(
    (term) =>
      [undefined, term.id].includes(taxonomy_term_id) && [undefined, term.taxonomyId].includes(taxonomy_id),
  );
  const codes = terms.map(({ code }) => code);
  return terms[0]?.taxonomyId === KINDS.id || codes.length === 0 ? { kinds: codes } : { functions: codes };
}

async function organizations(ctx: Context, rows: readonly OpenDataOrganization[], asked: Asked) {
  if (!asked.full && !asked.full_service) return rows.map((row) => organizationRecord(ctx, row));

  const sites = await ctx.load.openDataSites({ organizationIds: rows.map(({ id }) => id) });
  return Promise.all(
    rows.map(async (row) => {
      const own = sites.filter(({ organizationId }) => organizationId === row.id);
      return {
        ...organizationRecord(ctx, row),
        services: await Promise.all(own.map(asked.full_service ? fullService(ctx) : service(ctx))),
        locations: own.map(locationRecord),
      };
    }),
  );
}

async function wordsOf({ load, localities }: Context, site: OpenDataSite): Promise<Words> {
  const { code, title } = localities.named(site.localityCode).siteKind(site.kind);
  const functions = await load.siteFunction.loadMany(site.functions);
  return {
    kind: kindTerm(code, title),
    functions: functions.flatMap((known) =>
      known && !(known instanceof Error) ? [functionTerm(known.code, { zh: known.zh, en: known.en })] : [],
    ),
  };
}

const service = (ctx: Context) => async (site: OpenDataSite) =>
  serviceRecord(ctx, site, await wordsOf(ctx, site));

/** A list tells of a service's one organization too. */
const listedService = (ctx: Context) => async (site: OpenDataSite) => ({
  ...(await service(ctx)(site)),
  ...organizationOf(ctx, site),
});

const serviceAtLocation = (ctx: Context) => async (site: OpenDataSite) =>
  serviceAtLocationRecord(ctx, site, await wordsOf(ctx, site));

const fullService = (ctx: Context) => async (site: OpenDataSite) => {
  const [words, capacities] = await detailsOf(ctx, site);
  return fullServiceRecord(ctx, site, words, capacities);
};

const fullServiceAtLocation = (ctx: Context) => async (site: OpenDataSite) => {
  const [words, capacities] = await detailsOf(ctx, site);
  return fullServiceAtLocationRecord(ctx, site, words, capacities);
};

const detailsOf = (ctx: Context, site: OpenDataSite) =>
  Promise.all([wordsOf(ctx, site), ctx.load.openDataCapacities.load(site.id)]);
