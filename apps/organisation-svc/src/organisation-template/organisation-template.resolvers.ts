import { dateIn } from '@jinlin/calendar';
import { say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import type { Context } from '../context';
import type { Resolvers } from '../generated/graphql';

export const organisationTemplateResolvers: Resolvers = {
  Query: {
    organisationTemplates: (_, { localityCode }, { localities }) => [
      ...(localities.holding(localityCode)?.organisationTemplates ?? []),
    ],
  },
  Area: {
    organisationChain: (area, { template }, ctx) => chainOf(ctx, area, template),
  },
  OrganisationTemplate: {
    title: ({ title }, _, ctx) => say(ctx, title),
    isUrban: ({ area }) => (area ? area === 'URBAN' : null),
  },
  ChainStep: {
    title: ({ title }, _, ctx) => say(ctx, title),
  },
};

async function chainOf({ load, localities, now }: Context, { code, path, asOf }: Area, key: string) {
  const template = localities.holding(code)?.organisationTemplates.find((each) => each.key === key);
  if (!template) return null;

  const counts = await load.organisationChain(template, asOf ?? dateIn(now)).load(path);
  return counts.map(({ number, places, covered }) => ({
    step: template.chain[number]!,
    places,
    covered,
    rate: places ? (covered * 100) / places : null,
  }));
}
