import { randomUUID } from 'node:crypto';
import { type Act, act, begin, beginAll, lockName, take, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { notFound, refusal, remembered, say } from '@jinlin/graphql';
import { Area, pathsAbove } from '@jinlin/replicas';
import { In } from 'typeorm';
import type { Context } from '../context';
import type { Demand } from '../demand/demand.entity';
import { demandLife } from '../demand/demand.life';
import type { AdoptProjectListInput, GenerateProjectListInput } from '../generated/graphql';
import { areaInReach, beyondReach } from '../guards';
import { matchLife } from '../list-matching/match.life';
import { lockResources, rowsIn, useUp } from '../list-matching/match.service';
import { openDemandsIn, openWindowsFor } from '../list-matching/open';
import { planFor } from '../list-matching/propose';
import type { ListRule } from '../list-matching/score';
import type { Localities } from '../locality';
import type { Project } from '../project/project.entity';
import { projectLife } from '../project/project.life';
import { includeDemands, lockDemands, unknownMeeting } from '../project/project.service';
import { ResourceWindow } from '../resource/resource.entity';
import { ProjectList, ProjectListEntry } from './project-list.entity';
import { projectListLife } from './project-list.life';
import { quarterOf } from './quarter';

/** So many matches are written by one statement. */
const BATCH = 1_000;

export const generateProjectList = (ctx: Context, input: GenerateProjectListInput) =>
  act(ctx, ProjectList, 'generateProjectList', input, async (generating) => {
    const { areaId } = input;
    const area = await areaInReach(generating, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);

    const quarter = quarterOf(input.quarter);
    await lockName(generating.tx, `project list ${areaId} ${quarter}`);
    const present = await presentList(generating, areaId, quarter);
    if (present?.state === 'ADOPTED') return adoptedAlready(ctx, present);
    if (present) await take(generating, projectListLife, { id: present.id, action: 'REPLACE' });

    return (await drawUp(generating, ctx.localities, area, quarter)) ?? notFound(ctx, 'Area', areaId);
  });

export const adoptProjectList = (ctx: Context, input: AdoptProjectListInput) =>
  act(ctx, ProjectList, 'adoptProjectList', input, (adopting) =>
    take(
      adopting,
      projectListLife,
      {
        id: input.id,
        action: 'ADOPT',
        unless: async (list) =>
          beyondReach(ctx, 'ProjectList', list) ??
          (await unknownMeeting(adopting, input.meetingId)) ??
          (await outdated(adopting, list)),
      },
      async (list) => {
        const demands = await promiseAll(adopting, list);
        await agreeOnProjects(adopting, ctx.localities, list, demands, input);
        return { reason: input.note, ruleVersion: list.ruleVersion };
      },
    ),
  );

/** The list of a quarter that is not replaced, if there is one. */
export const presentList = ({ tx }: Act, areaId: string, quarter: string) =>
  tx.findOneBy(ProjectList, { areaId, quarter, state: In(['DRAFT', 'ADOPTED']) });

/** Weighs every open demand of an area against what there is for it; null where the locality keeps no lists. */
export async function drawUp(acting: Act, localities: Localities, area: Area, quarter: string) {
  const { code: localityCode, threeLists } = localities.of(area.code);
  const rule = threeLists(acting.now);
  if (!rule) return null;

  const { weighed, worth } = await weigh(acting, area, rule);
  const included = weighed.filter(({ leftOut }) => leftOut === null);
  const leftOut = weighed.filter((demand) => demand.leftOut !== null);
  const { ruleVersion } = rule;
  const list = await begin(
    acting,
    projectListLife,
    'GENERATE',
    {
      localityCode,
      state: 'DRAFT',
      areaId: area.id,
      areaPath: area.path,
      quarter,
      generatedAt: acting.now,
      ruleVersion,
      worth,
      includedCount: included.length,
      leftOutCount: leftOut.length,
    },
    { ruleVersion, facts: { included: included.length, leftOut: leftOut.length } },
  );
  const entries = [...included, ...leftOut].map((entry, i) => ({ ...entry, rank: i + 1 }));
  await acting.tx.query(INSERT_ENTRIES, [list.id, JSON.stringify(entries)]);
  return list;
}

async function weigh(acting: Act, { path }: Area, rule: ListRule) {
  const rows = rowsIn(acting);
  const demands = await openDemandsIn(rows, path);
  const offered = { paths: pathsAbove(path), below: path, today: dateIn(acting.now) };
  const windows = await openWindowsFor(rows, offered);
  return planFor(demands, windows, rule, acting.now);
}

const INSERT_ENTRIES = /* SQL */ `
  insert into project_list_entry (list_id, rank, demand_id, proposals, still_missing, left_out)
  select $1, rank, "demandId", proposals, "stillMissing", "leftOut"
  from jsonb_to_recordset($2::jsonb) as entry (
    rank int, "demandId" uuid, proposals jsonb, "stillMissing" int, "leftOut" text
  )
`;

/** Refuses a list of which something no longer holds; locks all that it would promise. */
async function outdated(adopting: Act, { id: listId }: ProjectList) {
  const entries = await proposedBy(adopting, listId);
  const demands = await lockDemands(
    adopting,
    entries.map(({ demandId }) => demandId),
  );
  const proposals = entries.flatMap((entry) => entry.proposals);
  const resources = await lockResources(
    adopting,
    proposals.map(({ resourceId }) => resourceId),
  );
  const windows = await adopting.tx.findBy(ResourceWindow, {
    id: In(proposals.map(({ windowId }) => windowId)),
  });

  const wanting = new Map(
    demands.filter(isStillOpen).map(({ id, amount, promised }) => [id, amount - promised]),
  );
  const offering = new Set(resources.filter(({ state }) => state === 'AVAILABLE').map(({ id }) => id));
  const left = new Map(
    windows.filter(({ resourceId }) => offering.has(resourceId)).map((w) => [w.id, w.amount - w.promised]),
  );
  const gone = entries.flatMap(({ demandId, proposals }) =>
    proposals.filter(
      ({ windowId, amount }) => !draw(wanting, demandId, amount) || !draw(left, windowId, amount),
    ),
  );
  return gone.length === 0 ? null : listOutdated(adopting, gone.length);
}

const isStillOpen = ({ state }: Demand) => state === 'PUBLISHED' || state === 'MATCHED';

/** Takes an amount out of what there is under a key; false when that is less. */
function draw(there: Map<string, number>, key: string, amount: number) {
  const rest = (there.get(key) ?? 0) - amount;
  there.set(key, rest);
  return rest >= 0;
}

const proposedBy = ({ tx }: Act, listId: string) =>
  tx
    .createQueryBuilder(ProjectListEntry, 'e')
    .where('e.list_id = :listId and e.left_out is null', { listId })
    .orderBy('e.rank')
    .getMany();

/** Promises all that a list proposes; answers with the demands, which are matched by then. */
async function promiseAll(adopting: Act, { id: listId, ruleVersion }: ProjectList) {
  const entries = await proposedBy(adopting, listId);
  const matches = entries.flatMap(({ demandId, proposals }) =>
    proposals.map(({ outOf: _, ...proposal }) => ({
      id: randomUUID(),
      state: 'PROMISED' as const,
      demandId,
      ...proposal,
      decidedAt: adopting.now,
      endedAt: null,
    })),
  );
  await useUp(adopting, matches);
  for (let from = 0; from < matches.length; from += BATCH) {
    await beginAll(adopting, matchLife, 'PROMISE', matches.slice(from, from + BATCH), () => ({
      ruleVersion,
    }));
  }

  const promised = new Map<string, number>();
  for (const { demandId, amount } of matches) promised.set(demandId, (promised.get(demandId) ?? 0) + amount);
  return takeAll(adopting, demandLife, { ids: [...promised.keys()], action: 'MATCH' }, (demand) => ({
    set: {
      promised: demand.promised + promised.get(demand.id)!,
      matchedAt: demand.matchedAt ?? adopting.now,
    },
    facts: { listId },
  }));
}

/** What is asked for alike in one place is one project. */
async function agreeOnProjects(
  adopting: Act,
  localities: Localities,
  list: ProjectList,
  demands: readonly Demand[],
  { meetingId, note }: AdoptProjectListInput,
) {
  const alike = new Map<string, Demand[]>();
  for (const demand of demands) {
    remembered(alike, `${demand.areaId} ${demand.category}`, () => []).push(demand);
  }
  const areas = await adopting.tx.findBy(Area, { id: In(demands.map(({ areaId }) => areaId)) });
  const nameOf = new Map(areas.map(({ id, name }) => [id, name]));
  const categories = localities.named(list.localityCode).threeLists(adopting.now)?.categories ?? [];

  const groups = [...alike.values()];
  const projects = groups.map((group) => {
    // A group is made for a demand.
    const { areaId, areaPath, category } = group[0]!;
    const known = categories.find(({ key }) => key === category);
    const title = `${nameOf.get(areaId) ?? ''}${known?.title.zh ?? category}`;
    return projectOf(list, { title, class: known?.class ?? category, areaId, areaPath }, adopting.now);
  });
  await beginAll(adopting, projectLife, 'PROPOSE', projects);
  const ids = projects.map(({ id }) => id);
  await takeAll(adopting, projectLife, { ids, action: 'APPROVE' }, () => ({
    set: { approvedAt: adopting.now, meetingId: meetingId ?? null },
    reason: note,
  }));
  for (const [i, group] of groups.entries()) {
    await includeDemands(
      adopting,
      ids[i]!,
      group.map(({ id }) => id),
    );
  }
}

const projectOf = (
  { id: listId, localityCode }: ProjectList,
  about: Pick<Project, 'title' | 'class' | 'areaId' | 'areaPath'>,
  proposedAt: Date,
): Omit<Project, '__typename'> => ({
  id: randomUUID(),
  localityCode,
  state: 'PROPOSED',
  ...about,
  agreementId: null,
  listId,
  meetingId: null,
  siteId: null,
  proposedAt,
  approvedAt: null,
  startedAt: null,
  acceptedAt: null,
  rating: null,
  appraisal: null,
});

const adoptedAlready = (ctx: Context, list: ProjectList) =>
  refusal(
    'ProjectListAdopted',
    'PROJECT_LIST_ADOPTED',
    say(ctx, { en: 'The list of that quarter has been taken on already.', zh: '该季度项目清单已采纳。' }),
    { list },
  );

const listOutdated = (ctx: Act, count: number) =>
  refusal(
    'ProjectListOutdated',
    'PROJECT_LIST_OUTDATED',
    say(ctx, {
      en: `${count} of its proposals no longer hold: draw the list up anew.`,
      zh: `其中 ${count} 项建议已失效，请重新生成清单。`,
    }),
    { count },
  );
