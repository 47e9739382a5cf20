import { dateIn, type LocalDate } from '@jinlin/calendar';
import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { QuerySiteInspectionsArgs, SiteInspectionFilter } from '../generated/graphql';
import { isBelow, type Within, within } from '../place';
import type { ServiceSite } from '../site/site.entity';
import type { Checklist } from '../site/site.rules';
import { SiteInspection } from './inspection.entity';

export type InspectionPage = Page<SiteInspection>;

interface Args extends PageInput {
  where: Within<SiteInspectionFilter>;
}

/** Inspections, one by one, of a site, and in lists, the latest first. */
export const inspectionLoaders = (db: DataSource, open: Reader) => ({
  siteInspection: oneBy(db, open, SiteInspection, 'id'),
  inspectionsOfSite: manyBy(db, open, SiteInspection, 'siteId', 'inspected_on desc, id desc'),
  siteInspections: lists<SiteInspection, Args>(open, {
    columns: columnsOf(db, SiteInspection, 'i'),
    from: 'site_inspection i join service_site s on s.id = i.site_id',
    where: ({ where }, at) => [
      isBelow('s.area_path', where.areaPath, at),
      where.checklist && `i.checklist = ${at(where.checklist)}`,
      where.states && `i.state = any(${at(where.states)}::text[])`,
      where.isLatest && `not exists (${LATER})`,
    ],
    order: [
      ['i.inspected_on', 'date'],
      ['i.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ inspectedOn, id }) => [inspectedOn, id],
    figures: { totalCount },
  }),
});

const LATER = /* SQL */ `
  select from site_inspection later
  where later.site_id = i.site_id and later.checklist = i.checklist
    and (later.inspected_on, later.id) > (i.inspected_on, i.id)
`;

export const inspectionsWithin = async (ctx: Context, { where, ...page }: QuerySiteInspectionsArgs) =>
  ctx.load.siteInspections('', { ...page, where: await within(ctx, where) });

/** The checklists of a day that are meant for sites of this kind. */
export const checklistsFor = ({ localities, now }: Context, site: ServiceSite, on: LocalDate = dateIn(now)) =>
  localities
    .named(site.localityCode)
    .checklists(on)
    .filter(({ kinds }) => kinds.includes(site.kind));

/** The checklist that an inspection went by, as it was on that day. */
export async function checklistOf(
  { load, localities }: Context,
  inspection: SiteInspection,
): Promise<Checklist> {
  const { checklist: key, inspectedOn, ruleVersion, siteId } = inspection;
  const site = await load.site.load(siteId);
  const known = localities
    .named(site!.localityCode)
    .checklists(inspectedOn)
    .find((checklist) => checklist.key === key);
  return known ?? { key, title: { zh: key, en: key }, kinds: [], items: [], ruleVersion };
}
