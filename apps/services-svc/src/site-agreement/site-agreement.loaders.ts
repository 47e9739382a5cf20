import { dateIn, type LocalDate } from '@jinlin/calendar';
import { type Reader, statement } from '@jinlin/database';
import { manyBy, oneBy, oneByStatement, remembered } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { LocalityRules } from '../locality';
import { SiteAgreement } from './site-agreement.entity';

/** What makes an agreement count on a day, in SQL: signed by then, not over, not ended. */
export const inForceOn = (day: string) =>
  `agreement.signed_on <= ${day}::date and coalesce(agreement.ends_on, 'infinity') >= ${day}::date
   and coalesce(agreement.ended_on, 'infinity') > ${day}::date`;

const MEDICAL_CARE_OF_AREAS = statement(/* SQL */ `
  select area.id as "areaId", count(site.id)::int as sites, count(agreed.site_id)::int as "withAgreement"
  from area
  left join service_site site
    on site.area_path >= area.path and site.area_path < area.path || '~'
   and site.kind = any($2::text[]) and site.state = 'OPEN'
  left join lateral (
    select agreement.site_id from site_agreement agreement
    where agreement.site_id = site.id and agreement.kind = 'MEDICAL' and ${inForceOn('$3')}
    limit 1
  ) agreed on true
  where area.id = any($1::uuid[])
  group by area.id
`);

interface Care {
  areaId: string;
  sites: number;
  withAgreement: number;
}

export const siteAgreementLoaders = (db: DataSource, open: Reader, { all }: Localities<LocalityRules>) => {
  const forElders = [
    ...new Set(
      all.flatMap(({ siteKinds }) => siteKinds.flatMap((kind) => (kind.caresForElders ? [kind.code] : []))),
    ),
  ];
  const care = new Map<LocalDate, ReturnType<typeof careOn>>();
  const careOn = (day: LocalDate) =>
    oneByStatement<Care>(open, MEDICAL_CARE_OF_AREAS, ({ areaId }) => areaId, forElders, day);

  return {
    siteAgreement: oneBy(db, open, SiteAgreement, 'id'),
    agreementsOfSite: manyBy(db, open, SiteAgreement, 'siteId', 'signed_on desc, id'),
    medicalCareOfArea: (areaId: string, day: LocalDate) =>
      remembered(care, day, () => careOn(day)).load(areaId),
  };
};

export async function medicalCareOf(
  { load, now }: Context,
  areaId: string,
  on: LocalDate | null | undefined,
) {
  const care = await load.medicalCareOfArea(areaId, on ?? dateIn(now));
  return care && { ...care, share: care.sites ? (care.withAgreement * 100) / care.sites : null };
}

export const isInForce = ({ signedOn, endsOn, endedOn }: SiteAgreement, day: LocalDate) =>
  signedOn <= day && (endsOn === null || endsOn >= day) && (endedOn === null || endedOn > day);
