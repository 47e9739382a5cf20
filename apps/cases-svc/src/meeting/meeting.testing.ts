import { randomUUID } from 'node:crypto';
import type { Area } from '@jinlin/replicas';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit } from '../testing';

const SEEN = {
  Council: `id state availableActions lastMetOn nextMeetingDueOn voterCount quorum
    members { id role duty side { key title } person { id } unit { id } }`,
  Meeting: 'id state number availableActions minutes agenda { id state } present { id }',
  Matter: `id state availableActions kind { key form } dueAt isLate resolution result meeting { id } case { id }
    votes { inFavour against abstained } consultedUnits { id } tasks { id state dueAt unit { id } }`,
  MatterTask: 'id state result isLate',
};

type Changed = keyof typeof SEEN;

/** The type of record that each act changes, and the facts of the refusals that only some have. */
const ACTS: Record<string, [Changed, string?]> = {
  foundCouncil: ['Council', 'InvalidInput { field }'],
  seatCouncilMembers: ['Council', 'InvalidInput { field }'],
  unseatCouncilMember: ['Council'],
  dissolveCouncil: ['Council', 'InvalidInput { field }'],
  callMeeting: ['Meeting', 'InvalidInput { field }'],
  openMeeting: ['Meeting', 'NoQuorum { presentCount neededCount missingSides { key } }'],
  closeMeeting: ['Meeting', 'InvalidInput { field }'],
  cancelMeeting: ['Meeting', 'InvalidInput { field }'],
  finishMatterTask: ['MatterTask', 'InvalidInput { field }'],
  settleMatter: ['Matter', 'MatterTasksOpen { tasks { id } }'],
  raiseMatter: ['Matter', 'InvalidInput { field }'],
  resolveMatter: ['Matter', 'InvalidInput { field }'],
};

/** Runs one act as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: object, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const [changed, facts] = ACTS[act] ?? ['Matter'];
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on ${changed} { ${SEEN[changed]} }
      ${facts ? `... on ${facts}` : ''}
      ... on Refusal { code message }
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

/** A community of Hejiang whose joint meeting has three members with a voice and a liaison officer. */
export async function aCouncil(db: DataSource, given?: Area) {
  const community = given ?? (await anArea(db, { level: 'COMMUNITY', code: '510522001006', name: '社区' }));
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id });
  const leader = anActor('LEADER', { areaId: community.id });
  const units = await Promise.all([aUnit(db), aUnit(db), aUnit(db)]);
  const founding = {
    areaId: community.id,
    kind: 'JOINT_MEETING',
    name: '社区党建联席会议',
    foundedOn: '2026-06-30',
  };
  const { id } = await run(db, 'foundCouncil', founding, { actor: clerk });
  const members = [
    { unitId: units[0].id, role: 'CHAIR', duty: '召集会议' },
    { unitId: units[1].id, personId: randomUUID(), role: 'MEMBER' },
    { unitId: units[2].id, role: 'MEMBER' },
    { personId: randomUUID(), role: 'LIAISON', duty: '联络成员单位' },
  ];
  const council = await run(db, 'seatCouncilMembers', { id, members }, { actor: clerk });
  const seatOf = (unitId: string): string =>
    council.members.find(({ unit }: { unit: { id: string } | null }) => unit?.id === unitId).id;
  return {
    id: id as string,
    community,
    clerk,
    leader,
    units,
    seats: units.map((unit) => seatOf(unit.id)),
    desks: units.map((unit) => anActor('DEPARTMENT_CLERK', { unitId: unit.id })),
  };
}

/** A meeting of such a council, called for the afternoon. */
export async function aMeeting(db: DataSource, community?: Area) {
  const council = await aCouncil(db, community);
  const calling = {
    councilId: council.id,
    purpose: 'PROMOTE',
    scheduledFor: '2026-11-23T14:00:00+08:00',
    venue: '党群服务中心',
  };
  const { id } = await run(db, 'callMeeting', calling, { actor: council.clerk });
  return { ...council, councilId: council.id, id: id as string };
}

export type Held = Awaited<ReturnType<typeof aMeeting>>;

/** A matter of a kind on the agenda of a meeting. */
export async function aMatter(db: DataSource, held: Held, kind = 'MAJOR', given: object = {}) {
  const { id: meetingId, community, clerk } = held;
  const raising = { areaId: community.id, kind, source: 'MEMBER', title: '加装充电桩', ...given };
  const { id } = await run(db, 'raiseMatter', raising, { actor: clerk });
  await run(db, 'scheduleMatter', { id, meetingId }, { actor: clerk });
  return id as string;
}
