import type { Context } from '../context';
import type { ServiceSite } from './site.entity';
import type { SiteKind } from './site.rules';

/** What a site is, in the words of its locality. */
export const kindOf = ({ localities }: Context, { localityCode, kind }: ServiceSite): SiteKind =>
  localities.named(localityCode).siteKind(kind);

/** The kinds of the locality that holds an area, or of all localities: each once, by code. */
export function kindsOf({ localities }: Context, areaCode?: string | null): SiteKind[] {
  const asked = areaCode ? [localities.holding(areaCode)] : localities.all;
  const byCode = new Map<string, SiteKind>();
  for (const kind of asked.flatMap((locality) => locality?.siteKinds ?? [])) {
    if (!byCode.has(kind.code)) byCode.set(kind.code, kind);
  }
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
