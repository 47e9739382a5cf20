import { say } from '@jinlin/graphql';
import { idOf } from '@jinlin/localities';
import type { Context } from '../context';
import { kindsOf } from '../site/site.kinds';

interface Title {
  zh: string;
  en: string;
}

/** A list of words by which services are sorted. */
export interface Taxonomy {
  id: string;
  code: 'kind' | 'function';
  title: Title;
  description: Title;
}

/** A word of a taxonomy: what a site is, or what people find there. */
export interface Term {
  id: string;
  code: string;
  title: Title;
  taxonomyId: string;
}

const taxonomy = (code: Taxonomy['code'], title: Title, description: Title): Taxonomy => ({
  id: idOf('hsds-taxonomy', code),
  code,
  title,
  description,
});

export const KINDS = taxonomy(
  'kind',
  { en: 'Kinds of sites', zh: '站点类型' },
  { en: 'What a site is, such as a canteen or a station.', zh: '站点是什么，如长者食堂、党群服务站。' },
);

export const FUNCTIONS = taxonomy(
  'function',
  { en: 'Functions', zh: '服务功能' },
  { en: 'What people find at a site, such as meals or mediation.', zh: '站点提供什么，如助餐、调解。' },
);

export const taxonomies: readonly Taxonomy[] = [KINDS, FUNCTIONS];

export const taxonomyOf = ({ taxonomyId }: Term) => (taxonomyId === KINDS.id ? KINDS : FUNCTIONS);

export const kindTerm = (code: string, title: Title): Term => term(KINDS, code, title);
export const functionTerm = (code: string, title: Title): Term => term(FUNCTIONS, code, title);

const term = ({ id: taxonomyId, code: list }: Taxonomy, code: string, title: Title): Term => ({
  id: idOf('hsds-term', `${list}:${code}`),
  code,
  title,
  taxonomyId,
});

/** All words there are: the kinds of every locality, and the functions. */
export async function termsOf(ctx: Context): Promise<Term[]> {
  const functions = await ctx.load.siteFunctions();
  return [
    ...kindsOf(ctx).map(({ code, title }) => kindTerm(code, title)),
    ...functions.map(({ code, zh, en }) => functionTerm(code, { zh, en })),
  ];
}

export const taxonomyRecord = (ctx: Context, { id, title, description }: Taxonomy) => ({
  id,
  name: say(ctx, title),
  description: say(ctx, description),
  version: '1',
});

export const termRecord = (ctx: Context, of: Term) => ({
  id: of.id,
  code: of.code,
  name: say(ctx, of.title),
  description: say(ctx, of.title),
  taxonomy: say(ctx, taxonomyOf(of).title),
  taxonomy_detail: taxonomyRecord(ctx, taxonomyOf(of)),
});
