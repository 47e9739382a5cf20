import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, manyBy, oneBy, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import type { QuerySocialServicesArgs, SocialServiceFilter } from '../generated/graphql';
import { isBelow, type Within, within } from '../place';
import { SocialService, SocialServiceReport } from './social-service.entity';

export type SocialServicePage = Page<SocialService, Reached>;

interface Reached {
  totalCount: number;
  beneficiaries: number;
  personTimes: number;
}

interface Args extends PageInput {
  where: Within<SocialServiceFilter>;
}

/** Services of social organisations, one by one and in lists, the latest first. */
export const socialServiceLoaders = (db: DataSource, open: Reader) => ({
  socialService: oneBy(db, open, SocialService, 'id'),
  reportsOfSocialService: manyBy(db, open, SocialServiceReport, 'serviceId', 'month'),
  socialServices: lists<SocialService, Args, Reached>(open, {
    columns: columnsOf(db, SocialService, 's'),
    from: 'social_service s',
    where: ({ where }, at) => [
      isBelow('s.area_path', where.areaPath, at),
      where.organisationId && `s.organisation_id = ${at(where.organisationId)}::uuid`,
      where.field && `s.field = ${at(where.field)}`,
      where.state && `s.state = ${at(where.state)}`,
      where.startedBy && `s.started_on <= ${at(where.startedBy)}::date`,
    ],
    order: [
      ['s.started_on', 'date'],
      ['s.id', 'uuid'],
    ],
    direction: 'desc',
    cursor: ({ startedOn, id }) => [startedOn, id],
    figures: {
      totalCount,
      beneficiaries: (list) => sumOfReports('new_beneficiaries', list),
      personTimes: (list) => sumOfReports('person_times', list),
    },
  }),
});

const sumOfReports = (column: string, list: string) => /* SQL */ `
  select coalesce(sum(${column}), 0)::int from social_service_report where service_id in (select s.id ${list})
`;

export const socialServicesWithin = async (ctx: Context, { where, ...page }: QuerySocialServicesArgs) =>
  ctx.load.socialServices('', { ...page, where: await within(ctx, where) });
