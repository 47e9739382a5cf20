import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { AreaVacanciesArgs, Resolvers } from '../generated/graphql';
import type { RoleTemplate } from '../locality';
import type { VacancyRow } from './vacancy.list';

export const roleTemplateResolvers: Resolvers = {
  Query: {
    roleTemplates: (_, { localityCode }, ctx) => [...templatesOf(ctx, localityCode)],
  },
  Area: {
    roleCoverage: (area, { template }, ctx) => coverage(ctx, area, template),
    vacancies: (area, args, ctx) => vacancies(ctx, area, args),
  },
  RoleTemplate: {
    title: ({ title }, _, ctx) => say(ctx, title),
    slots: ({ slots }) => [...slots],
  },
  Vacancy: {
    area: async ({ areaId, asOf }, _, { load }) => (await load.areasOn(asOf).byId.load(areaId))!,
    post: (vacancy, _, ctx) => slotOf(ctx, vacancy).post,
    template: (vacancy, _, ctx) => templateOf(ctx, vacancy),
  },
};

/** The templates in force now, or on the day that is asked for. */
const templatesOf = ({ localities, now }: Context, areaCode: string, day?: string | null) =>
  localities.holding(areaCode)?.templates(day ?? dateIn(now)) ?? [];

function coverage(ctx: Context, { code, path, asOf }: Area, wanted: string) {
  const template = templatesOf(ctx, code, asOf).find((each) => each.code === wanted);
  return template ? ctx.load.roleCoverage(template, asOf).load(path) : null;
}

function vacancies(
  ctx: Context,
  { code, path, asOf }: Area,
  { template: wanted, ...page }: AreaVacanciesArgs,
) {
  const all = templatesOf(ctx, code, asOf);
  const templates = wanted ? all.filter((template) => template.code === wanted) : all;
  if (templates.length > 0) return ctx.load.vacanciesWithin(path, { ...page, templates, asOf });

  const known = all.map((template) => template.code).join(', ');
  throw new GraphQLError(
    known ? `This locality has no template ${wanted}; it has ${known}.` : 'No locality holds this area.',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

const templateOf = (ctx: Context, { code, template, asOf }: VacancyRow): RoleTemplate =>
  templatesOf(ctx, code, asOf).find((each) => each.code === template)!;

const slotOf = (ctx: Context, vacancy: VacancyRow) =>
  templateOf(ctx, vacancy).slots.find(({ post }) => post.code === vacancy.post)!;
