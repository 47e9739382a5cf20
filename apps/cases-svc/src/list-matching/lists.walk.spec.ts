import { anActor, NOW, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { demandStates } from '../demand/demand.states';
import { localities } from '../locality';
import { projectStates } from '../project/project.states';
import { projectListStates } from '../project-list/project-list.states';
import { tickResources } from '../resource/resource.clock';
import { resourceStates } from '../resource/resource.states';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { aDemand, aResource, aStreet, run } from './lists.testing';
import { matchStates } from './match.states';

const db = testDatabase(tables);

test.each([
  ['a demand', demandStates, 'DRAFT'],
  ['a resource', resourceStates, 'OFFERED'],
  ['a match', matchStates, 'PROMISED'],
  ['a project', projectStates, 'PROPOSED'],
  ['a quarter’s list', projectListStates, 'DRAFT'],
] as const)('every state of %s can be reached (SM-4)', (_, { reachable, states }, start) => {
  expect([...reachable(start as never)].sort()).toEqual([...states].sort());
});

/** Whatever can be done with the lists of a street, in the order in which the numbers say. */
const ACTS = [
  'publishDemand',
  'withdrawDemand',
  'admitResource',
  'withdrawResource',
  'promiseResource',
  'promiseResource',
  'keepMatch',
  'breakMatch',
  'releaseMatch',
  'proposeProject',
  'approveProject',
  'startProject',
  'acceptProject',
  'evaluateProject',
  'dropProject',
  'generateProjectList',
  'adoptProjectList',
  'expire',
] as const;

const tried = fc.record({
  act: fc.constantFrom(...ACTS),
  amount: fc.integer({ min: 1, max: 8 }),
  which: fc.nat({ max: 2 }),
});

test('whatever is tried on the lists in whatever order, only steps of the tables happen and the amounts agree (SM-4)', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(tried, { minLength: 12, maxLength: 26 }), async (tries) => {
      const street = await aStreet(db);
      const known = await aStart(street);

      for (const [i, { act, amount, which }] of tries.entries()) {
        const now = new Date(NOW.getTime() + (i + 1) * 60_000);
        if (act === 'expire')
          await tickResources(db, localities, new Date(NOW.getTime() + which * 30 * 86_400_000));
        else await attempt(street, known, { act, amount, which, now });
      }

      await expectSound(known);
    }),
    { numRuns: 8 },
  );
}, 60_000);

type Street = Awaited<ReturnType<typeof aStreet>>;
type Known = Record<'demands' | 'resources' | 'windows' | 'matches' | 'projects' | 'lists', string[]>;

/** Two demands on the list and one draft; a resource that ends soon, and one that ends late. */
async function aStart(street: Street): Promise<Known> {
  const demands = [await aDemand(db, street, { amount: 10 }), await aDemand(db, street, { amount: 5 })];
  const draft = await run(
    db,
    'raiseDemand',
    { areaId: street.community.id, category: 'ELDER_MEALS', title: '助餐', amount: 4, channel: 'visit' },
    { actor: street.clerk },
  );
  const resources = [
    await aResource(db, street, { amount: 8, to: '2026-11-30' }),
    await aResource(db, street, { amount: 8, to: '2026-12-31' }),
  ];
  return {
    demands: [...demands, draft].map(({ id }) => id),
    resources: resources.map(({ id }) => id),
    windows: resources.map(({ windows }) => windows[0].id),
    matches: [],
    projects: [],
    lists: [],
  };
}

interface Attempt {
  act: Exclude<(typeof ACTS)[number], 'expire'>;
  amount: number;
  which: number;
  now: Date;
}

async function attempt(
  { street, community, unit }: Street,
  known: Known,
  { act, amount, which, now }: Attempt,
) {
  const of = (kind: keyof Known) => known[kind][which % known[kind].length] ?? community.id;
  const reason = '试试';
  const inputs: Record<Attempt['act'], object> = {
    publishDemand: { id: of('demands') },
    withdrawDemand: { id: of('demands'), reason },
    admitResource: { id: of('resources') },
    withdrawResource: { id: of('resources'), reason },
    promiseResource: { demandId: of('demands'), windowId: of('windows'), amount },
    keepMatch: { id: of('matches') },
    breakMatch: { id: of('matches'), reason },
    releaseMatch: { id: of('matches'), reason },
    proposeProject: { areaId: community.id, title: '项目', demandIds: [of('demands')] },
    approveProject: { id: of('projects') },
    startProject: { id: of('projects') },
    acceptProject: { id: of('projects') },
    evaluateProject: { id: of('projects'), rating: 4, appraisal: '好' },
    dropProject: { id: of('projects'), reason },
    generateProjectList: { areaId: street.id, quarter: '2026-11-01' },
    adoptProjectList: { id: of('lists') },
  };
  const actor =
    act === 'withdrawResource'
      ? anActor('DEPARTMENT_CLERK', { unitId: unit.id })
      : anActor('STREET_COMMANDER', { areaId: street.id });

  const answer = await run(db, act, inputs[act], { actor, now });
  if (act === 'promiseResource' && answer.__typename === 'Match') known.matches.push(answer.id);
  if (act === 'proposeProject' && answer.__typename === 'Project') known.projects.push(answer.id);
  if (act === 'generateProjectList' && answer.__typename === 'ProjectList') known.lists.push(answer.id);
}

/** Each history follows its table; what is promised is what the matches come to; who is matched has something promised. */
async function expectSound({ demands, resources, matches, projects, lists }: Known) {
  const walks = [
    ...demands.map((id) => [id, demandStates, 'DRAFT'] as const),
    ...resources.map((id) => [id, resourceStates, 'OFFERED'] as const),
    ...matches.map((id) => [id, matchStates, 'PROMISED'] as const),
    ...projects.map((id) => [id, projectStates, 'PROPOSED'] as const),
    ...lists.map((id) => [id, projectListStates, 'DRAFT'] as const),
  ];
  for (const [id, states, start] of walks)
    expectWalk<string, string>(await historyOf(db, id), states as never, start);

  const [{ unsound }] = await db.query(UNSOUND, [demands, resources]);
  expect(unsound).toEqual([]);
}

const UNSOUND = /* SQL */ `
  select coalesce(array_agg(what), '{}') as unsound from (
    select 'demand ' || state || ' ' || promised as what from demand d
    where id = any($1::uuid[]) and (
      promised <> (select coalesce(sum(amount), 0) from list_match m
                   where m.demand_id = d.id and m.state in ('PROMISED', 'KEPT'))
      or (state = 'PUBLISHED' and promised > 0) or (state = 'MATCHED' and promised = 0)
      or (state in ('IN_PROJECT', 'MET')) <> (project_id is not null)
    )
    union all
    select 'resource ' || state || ' ' || promised from resource r join resource_window w on w.resource_id = r.id
    where r.id = any($2::uuid[]) and (
      promised <> (select coalesce(sum(amount), 0) from list_match m
                   where m.window_id = w.id and m.state <> 'RELEASED')
      or (state = 'AVAILABLE' and promised = amount) or (state in ('RESERVED', 'CONSUMED') and promised < amount)
    )
  ) as found
`;
