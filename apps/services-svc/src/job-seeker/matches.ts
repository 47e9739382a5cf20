import { dateIn } from '@jinlin/calendar';
import { type Reader, statement, unseen } from '@jinlin/database';
import { columnsOf, remembered, say } from '@jinlin/graphql';
import type { Localities } from '@jinlin/profile';
import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Context } from '../context';
import { JobPosting } from '../employment/employment.entity';
import type { EmploymentRule, EmploymentRules } from '../employment/employment.rules';
import type { JobMatchReasonKind } from '../generated/graphql';
import type { JobSeeker } from './job-seeker.entity';

/** A posting with how far each thing speaks for it, from 0 to 1. */
interface Candidate {
  seekerId: string;
  posting: JobPosting;
  fits: Record<JobMatchReasonKind, number>;
}

type Weights = EmploymentRule['weights'];

/** Postings with vacancies left that fit each seeker best. Weights are given by locality, in the order of the parts. */
const bestFor = (db: DataSource) =>
  statement(/* SQL */ `
    select seeker.id as "seekerId", best.*
    from job_seeker seeker
    join area community on community.id = seeker.community_id
    cross join lateral (select $3::jsonb -> seeker.locality_code as weight) rule
    cross join lateral (
      select ${columnsOf(db, JobPosting, 'p')}, part.fits
      from job_posting p
      cross join lateral (
        select case when p.occupation = any(seeker.occupations) then 1 else 0 end as occupation,
               case when cardinality(p.skills) = 0 then 0 else
                 (select count(*) from unnest(p.skills) skill where skill = any(seeker.skills))::float8
                 / cardinality(p.skills) end as skills,
               case when array_position(${SCHOOLING}, seeker.schooling)
                 >= coalesce(array_position(${SCHOOLING}, p.schooling), 1) then 1 else 0 end as schooling,
               case when p.monthly_wage >= coalesce(seeker.least_wage, 0) then 1 else 0 end as wage,
               case when p.community_id = seeker.community_id then 1
                 when starts_with(p.area_path, regexp_replace(community.path, '[^/]+/$', '')) then 0.5
                 else 0 end as nearness
      ) fit
      cross join lateral (
        select array[fit.occupation, fit.skills, fit.schooling, fit.wage, fit.nearness]::float8[] as fits
      ) part
      where p.locality_code = seeker.locality_code and p.state = 'OPEN' and p.filled < p.vacancies
      order by (select sum(fits[i] * (weight ->> (i - 1))::float8) from generate_subscripts(fits, 1) i) desc,
               p.released_on desc, p.id
      limit $2
    ) best
    where seeker.id = any(${unseen('$1', 'uuid')})
  `);

const SCHOOLING = `array['PRIMARY', 'JUNIOR', 'SENIOR', 'COLLEGE', 'UNIVERSITY']`;

const kinds: readonly JobMatchReasonKind[] = ['OCCUPATION', 'SKILLS', 'SCHOOLING', 'WAGE', 'NEARNESS'];

const inOrder = ({ occupation, skills, schooling, wage, nearness }: Weights) => [
  occupation,
  skills,
  schooling,
  wage,
  nearness,
];

/** The best postings for seekers: those of a hundred seekers, asked for alike, are one statement. */
export function matchLoader(
  db: DataSource,
  within: Reader,
  localities: Localities<EmploymentRules & { code: string }>,
  now: Date,
) {
  const weights = () =>
    localities.all.flatMap(({ code, employment }) => {
      const rule = employment(dateIn(now));
      return rule ? [[code, inOrder(rule.weights)] as const] : [];
    });
  const best = bestFor(db);
  const loaders = new Map<string, DataLoader<string, Candidate[]>>();

  return (seekerId: string, first: number) =>
    remembered(
      loaders,
      String(first),
      () =>
        new DataLoader<string, Candidate[]>(async (ids) => {
          const rows = await within.rows<JobPosting & { seekerId: string; fits: number[] }>(best, [
            ids,
            first,
            JSON.stringify(Object.fromEntries(weights())),
          ]);
          const candidates = rows.map(({ seekerId, fits, ...posting }) => ({
            seekerId,
            posting,
            fits: Object.fromEntries(kinds.map((kind, i) => [kind, fits[i]!])) as Candidate['fits'],
          }));
          return ids.map((id) => candidates.filter((candidate) => candidate.seekerId === id));
        }),
    ).load(seekerId);
}

/** The best postings for a seeker with what speaks for each; none where the locality's profile has no terms. */
export async function matchesOf(
  ctx: Context,
  { id, state }: JobSeeker,
  first: number,
  rule: EmploymentRule | null,
) {
  if (!rule || state !== 'SEEKING') return [];
  const { weights, ruleVersion } = rule;
  const candidates = await ctx.load.jobMatches(id, first);
  return candidates.map(({ posting, fits }) => {
    const reasons = kinds
      .map((kind, i) => ({
        kind,
        points: Math.round(fits[kind] * inOrder(weights)[i]!),
        text: say(ctx, texts[kind]),
      }))
      .filter(({ points }) => points > 0);
    return { posting, score: reasons.reduce((sum, { points }) => sum + points, 0), reasons, ruleVersion };
  });
}

const texts: Record<JobMatchReasonKind, { zh: string; en: string }> = {
  OCCUPATION: { zh: '职业意向相符', en: 'It is what they would like to work as.' },
  SKILLS: { zh: '具备所需技能', en: 'They can do what is asked for, or a part of it.' },
  SCHOOLING: { zh: '学历达到要求', en: 'They went to school as long as is asked for.' },
  WAGE: { zh: '薪酬达到期望', en: 'It pays what they ask for.' },
  NEARNESS: { zh: '就近就业', en: 'It is in their community, or close to it.' },
};
