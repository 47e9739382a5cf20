import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import { GraphQLError } from 'graphql';
import type { Area } from '../area/area.entity';
import { rollUpPath } from '../area/area.find';
import type { Context } from '../context';
import type { AreaRoleCoverageArgs, AreaVacanciesArgs, Resolvers } from '../generated/graphql';
import type { RoleTemplate } from '../locality';
import { slotsOf } from './gap.sql';
import { teamOf, teamPostsOf, vacantIn, whenOf } from './team';
import type { VacancyRow } from './vacancy.list';

export const roleTemplateResolvers: Resolvers = {
  Query: {
    roleTemplates: (_, { localityCode }, ctx) => [...templatesOf(ctx, localityCode)],
  },
  Area: {
    roleCoverage: (area, args, ctx) => coverage(ctx, area, args),
    vacancies: (area, args, ctx) => vacancies(ctx, area, args),
    team: (area, { template }, ctx) => team(ctx, area, template),
  },
  Team: {
    mode: ({ emergency }) => (emergency ? 'EMERGENCY' : 'NORMAL'),
    posts: (team) => teamPostsOf(team),
    vacant: (team, _, ctx) => vacantIn(ctx, team),
    isComplete: async (team, _, ctx) => (await vacantIn(ctx, team)).length === 0,
  },
  TeamPost: {
    becomes: ({ becomes }, _, ctx) => becomes && say(ctx, becomes),
  },
  RoleTemplate: {
    title: ({ title }, _, ctx) => say(ctx, title),
    slots: ({ slots }) => [...slots],
    emergencySlots: ({ emergencySlots }) => emergencySlots && [...emergencySlots],
    chain: ({ chain }) => [...chain],
  },
  RoleSlot: {
    becomes: ({ becomes }, _, ctx) => becomes && say(ctx, becomes),
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

async function coverage(ctx: Context, area: Area, { template: wanted, boundaries }: AreaRoleCoverageArgs) {
  const template = templatesOf(ctx, area.code, area.asOf).find((each) => each.code === wanted);
  if (!template) return null;

  const path = await rollUpPath(ctx, area, boundaries);
  return ctx.load.roleCoverage(template, { ...whenOf(ctx, area.asOf), boundaries }).load(path);
}

/** An area is a team when the template is for areas of its level. */
function team(ctx: Context, area: Area, wanted: string) {
  const template = templatesOf(ctx, area.code, area.asOf).find((each) => each.code === wanted);
  return template?.level === area.level ? teamOf(ctx, area, template) : null;
}

function vacancies(
  ctx: Context,
  { code, path, asOf }: Area,
  { template: wanted, ...page }: AreaVacanciesArgs,
) {
  const all = templatesOf(ctx, code, asOf);
  const templates = wanted ? all.filter((template) => template.code === wanted) : all;
  if (templates.length > 0) {
    return ctx.load.vacanciesWithin(path, { ...page, templates, asOf, today: dateIn(ctx.now) });
  }

  const known = all.map((template) => template.code).join(', ');
  throw new GraphQLError(
    known ? `This locality has no template ${wanted}; it has ${known}.` : 'No locality holds this area.',
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

const templateOf = (ctx: Context, { code, template, asOf }: VacancyRow): RoleTemplate =>
  templatesOf(ctx, code, asOf).find((each) => each.code === template)!;

const slotOf = (ctx: Context, vacancy: VacancyRow) =>
  slotsOf(templateOf(ctx, vacancy)).find(({ post }) => post.code === vacancy.post)!;
