import { query, type Reader } from '@jinlin/database';
import { remembered } from '@jinlin/graphql';
import type { OrganisationTemplate } from '@jinlin/profile';
import DataLoader from 'dataloader';
import { areasOn, lasts, liesWithin } from '../area/area.sql';

/** How far one step of a chain is built below a path. */
interface StepCounts {
  number: number;
  places: number;
  covered: number;
}

export function organisationTemplateLoaders(read: Reader) {
  const chains = new Map<string, DataLoader<string, StepCounts[]>>();

  return {
    /** How far the steps of a chain are built at or below a path on a day, in their order. */
    organisationChain: (template: OrganisationTemplate, day: string) =>
      remembered(chains, `${template.key} ${day}`, () => chainLoader(read, template, day)),
  };
}

const chainLoader = (read: Reader, { area, chain }: OrganisationTemplate, day: string) =>
  new DataLoader<string, StepCounts[]>(async (paths) => {
    const steps = chain.map(({ level, kinds }, number) => ({ number, level, kinds }));
    const { statement, values } = query(
      (at) => /* SQL */ `
        select above.place, step.number, count(a.id) as places, count(covered.area_id) as covered
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join jsonb_to_recordset(${at(JSON.stringify(steps))}::jsonb) as step (number int, level text, kinds jsonb)
        left join ${areasOn(day, at)} a
          on ${liesWithin('a.path', 'above.path')} and a.level = step.level and a.state = 'ACTIVE'
          and (${at(area ?? null)}::text is null or a.urban = (${at(area ?? null)}::text = 'URBAN'))
        left join lateral (
          select c.area_id from party_coverage c join party_organisation o on o.id = c.party_organisation_id
          where c.area_id = a.id and step.kinds ? o.kind
            and ${lasts('o.established_on', 'o.dissolved_on', day, at)}
            and ${lasts('c.from_on', 'c.to_on', day, at)}
          limit 1
        ) covered on true
        group by above.place, step.number
        order by above.place, step.number`,
    );
    const rows = await read.rows<StepCounts & { place: number }>(statement, values);
    return paths.map((_, index) => rows.filter(({ place }) => place === index + 1));
  });
