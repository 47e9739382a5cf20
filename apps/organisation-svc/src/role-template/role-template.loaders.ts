import { query, type Reader } from '@jinlin/database';
import DataLoader from 'dataloader';
import type { Post, RoleTemplate } from '../locality';
import { gaps, slotsOf, type When } from './gap.sql';

/** So many places are each asked for as if it were a whole city. */
const FEW = 3;

/** How far a template is filled below one path. */
interface Counts {
  areas: number;
  incomplete: number;
  vacant: { post: string; missing: number; areas: number }[];
}

export interface Vacant {
  post: Post;
  missing: number;
  areas: number;
}

export interface Coverage {
  template: RoleTemplate;
  areasAtLevel: number;
  complete: number;
  rate: number | null;
  vacantSlots: Vacant[];
}

export function roleTemplateLoaders(read: Reader) {
  const loaders = new Map<string, DataLoader<string, Coverage>>();

  return {
    /** The coverage of a template at and below a path, now or as of a day. */
    roleCoverage(template: RoleTemplate, when: When) {
      const key = `${template.ruleVersion} ${template.code} ${when.day ?? ''} ${when.boundaries ?? ''}`;
      const loader = loaders.get(key) ?? coverageLoader(read, template, when);
      loaders.set(key, loader);
      return loader;
    },
  };
}

const coverageLoader = (read: Reader, template: RoleTemplate, when: When) =>
  new DataLoader<string, Coverage>(async (paths) => {
    const { statement, values } = query(
      (at) => /* SQL */ `
        select counted.*
        from unnest(${at(paths)}::text[]) with ordinality as above (path, place)
        cross join lateral (
          select
            count(*) filter (where area_id is not null) as areas,
            count(*) filter (where area_id is not null and missing > 0) as incomplete,
            coalesce(
              jsonb_agg(jsonb_build_object('post', post, 'missing', missing, 'areas', lacking) order by number)
                filter (where area_id is null and missing > 0),
              '[]'
            ) as vacant
          from (
            -- Once over all slots, summed up by area and by slot.
            select area_id, number, post, sum(greatest(missing, 0)) as missing,
                   count(*) filter (where missing > 0) as lacking
            from (${gaps(template, 'above.path', { ...when, isOfParts: paths.length > FEW }, at)}) gap
            group by grouping sets ((area_id), (number, post))
          ) summed
        ) counted
        order by above.place`,
    );
    const rows = await read.rows<Counts>(statement, values);
    return rows.map((counts) => coverage(template, counts));
  });

function coverage(template: RoleTemplate, { areas, incomplete, vacant }: Counts): Coverage {
  const complete = areas - incomplete;
  const postOf = new Map(slotsOf(template).map(({ post }) => [post.code, post]));
  return {
    template,
    areasAtLevel: areas,
    complete,
    rate: areas ? (complete * 100) / areas : null,
    vacantSlots: vacant.map(({ post, ...counts }) => ({ ...counts, post: postOf.get(post)! })),
  };
}
