import { born, type Loaded, step } from '@jinlin/acts';
import { copyRows } from '@jinlin/database';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { Deployment, DeploymentCall, DeploymentShift } from '../deployment/deployment.entity';
import {
  deploymentCallStates,
  deploymentShiftStates,
  deploymentStates,
} from '../deployment/deployment.states';
import { RosterSheet } from '../deployment/roster-sheet.entity';
import { ResponsibilityArea, ResponsibilityPlace } from '../responsibility-area/responsibility-area.entity';
import { keep, on, type Row } from './keep';
import type { Places } from './places';
import { numbered, type Roster } from './roster';
import { shareOf } from './share';

/** How many went to the front line in the spring of 2022, by the sheets of their units. */
interface Campaign {
  /** Published as more than 156 000 members (S25), and as 79 000 cadres (F8). */
  members: number;
  others: number;
  unitsEach: number;
  from: string;
  to: string;
}

const campaigns: Record<string, Campaign> = {
  '210100': { members: 156_400, others: 21_000, unitsEach: 2, from: '2022-03-15', to: '2022-04-30' },
  '350100': { members: 71_000, others: 8_000, unitsEach: 2, from: '2022-03-20', to: '2022-04-25' },
};

/** One sheet in so many was followed by another for the last days, of fewer people. */
const FOLLOWED_EVERY = 9;

/** The district of Shenyang whose emergency-point heads have their compounds in their care, by name (S25). */
const shenhe = '210103';

/** How many of Hejiang's members answered the call of the flood season, by name. */
const FLOOD_HELPERS = 24;

/** Loads who went to the front line: sheets where only counts were published, some people by name. */
export async function loadFrontLine(loading: Loading, places: Places, roster: Roster) {
  const { code } = places.locality;
  const campaign = campaigns[code];
  if (campaign) await mobilise(loading, places, campaign);
  if (code === '210100') await giveIntoCare(loading, places, roster);
  if (code === '510522') await answerTheFlood(loading, places, roster);
}

async function mobilise(loading: Loading, { locality, units, ofLevel }: Places, campaign: Campaign) {
  const { members, others, unitsEach, from, to } = campaign;
  const senders = units.filter(({ linked }) => linked !== null);
  const communities = ofLevel('COMMUNITY').filter((area) => area.governed);
  const sheets = communities.length * unitsEach;

  const call = born<Row<DeploymentCall>>(
    {
      id: idOf('deployment-call', `${locality.code}:2022`),
      state: 'OPEN',
      title: '疫情防控党员干部下沉一线',
      areaId: locality.id,
      fromOn: from,
      toOn: to,
      needed: members + others,
      signedUp: 0,
    },
    'CALL',
    on(from, 'ORGANISER'),
  );
  step(call, deploymentCallStates, 'STAND_DOWN', { ...on(to, 'ORGANISER'), reason: '疫情平稳' });

  const id = numbered('roster-sheet', locality.code);
  const sheet = (at: number, part: number, fromOn: string, toOn: string) => {
    const sent = Math.floor(shareOf(members, at, sheets) * part);
    const row: Row<RosterSheet> = {
      id: id(),
      state: 'HANDED_IN',
      callId: call.row.id,
      unitId: senders[(at + Math.floor(at / communities.length) * 7) % senders.length]!.id,
      areaId: communities[at % communities.length]!.id,
      fromOn,
      toOn,
      people: sent + Math.floor(shareOf(others, at, sheets) * part),
      members: sent,
    };
    return born(row, 'HAND_IN', on(toOn, 'DEPARTMENT_CLERK'));
  };
  const handedIn = Array.from({ length: sheets }, (_, at) => [
    sheet(at, 1, from, '2022-04-10'),
    ...(at % FOLLOWED_EVERY === 0 ? [sheet(at, 0.5, '2022-04-11', to)] : []),
  ]).flat();

  await keep(loading, DeploymentCall, [call]);
  await keep(loading, RosterSheet, handedIn);
}

/** Whoever heads the emergency point of a compound has it in their care. */
async function giveIntoCare(loading: Loading, { ofLevel, locality }: Places, { appointments }: Roster) {
  const headOf = new Map(
    appointments.filter(({ post }) => post === 'EMERGENCY_POINT_HEAD').map((head) => [head.areaId, head]),
  );
  const id = numbered('responsibility-area', locality.code);
  const places: Row<ResponsibilityPlace>[] = [];
  const areas = ofLevel('COMPOUND')
    .filter((compound) => compound.code.startsWith(shenhe) && headOf.has(compound.id))
    .map((compound) => {
      const { personId, fromOn } = headOf.get(compound.id)!;
      const row: Row<ResponsibilityArea> = {
        id: id(),
        state: 'ACTIVE',
        name: `${compound.name}党员责任区`,
        kind: 'MEMBER',
        areaId: compound.id,
        holderId: personId,
        fromOn,
        toOn: null,
      };
      places.push({ responsibilityAreaId: row.id, areaId: compound.id, fromOn, toOn: null, kind: 'MEMBER' });
      return born(row, 'ASSIGN', on(fromOn, 'COMMUNITY_CLERK'));
    });
  await keep(loading, ResponsibilityArea, areas);
  await copyRows(loading.client, loading.db.getMetadata(ResponsibilityPlace), places);
}

/** Members of Hejiang who were placed in buildings help in the flood season; some still wait, some never came. */
async function answerTheFlood(loading: Loading, { locality }: Places, { appointments }: Roster) {
  const helpers = appointments.filter(({ post }) => post === 'BUILDING_PARTY_MEMBER').slice(0, FLOOD_HELPERS);
  const days = { fromOn: '2022-06-20', toOn: '2022-07-20' };
  const call = born<Row<DeploymentCall>>(
    {
      id: idOf('deployment-call', `${locality.code}:flood`),
      state: 'OPEN',
      title: '汛期值守下沉',
      areaId: locality.id,
      ...days,
      needed: 30,
      signedUp: 0,
    },
    'CALL',
    on('2022-06-18', 'ORGANISER'),
  );

  const id = numbered('deployment', locality.code);
  const shiftId = numbered('deployment-shift', locality.code);
  const shifts: Loaded<Row<DeploymentShift>>[] = [];
  const deployments = helpers.map(({ personId, areaId }, index) => {
    const row: Row<Deployment> = {
      id: id(),
      state: 'SIGNED_UP',
      callId: call.row.id,
      personId,
      unitId: null,
      areaId: locality.id,
      signedUpOn: '2022-06-18',
      fromOn: null,
      toOn: null,
      reportedInAt: null,
      releasedAt: null,
    };
    const deployment = born(row, 'SIGN_UP', on('2022-06-18', 'RESIDENT'));
    if (index % 6 === 5) {
      step(deployment, deploymentStates, 'LET_GO', {
        ...on('2022-06-19', 'ORGANISER'),
        reason: '因故未能参加',
      });
      return deployment;
    }
    step(deployment, deploymentStates, 'ASSIGN', on('2022-06-19', 'ORGANISER'), { areaId, ...days });
    const cameOn = on('2022-06-20', 'COMMUNITY_CLERK');
    step(deployment, deploymentStates, 'REPORT_IN', cameOn, { reportedInAt: cameOn.at });
    const shift = born<Row<DeploymentShift>>(
      {
        id: shiftId(),
        state: 'PLANNED',
        deploymentId: row.id,
        personId,
        areaId,
        startsAt: new Date('2022-06-21T00:00:00Z'),
        endsAt: new Date('2022-06-21T08:00:00Z'),
        task: '低洼楼院巡查',
      },
      'PLAN',
      cameOn,
    );
    step(deployment, deploymentStates, 'PLAN_SHIFT', cameOn);
    step(
      shift,
      deploymentShiftStates,
      index % 8 === 7 ? 'MISS' : 'SERVE',
      on('2022-06-22', 'COMMUNITY_CLERK'),
    );
    shifts.push(shift);
    const leftOn = on('2022-07-20', 'ORGANISER');
    step(
      deployment,
      deploymentStates,
      'RELEASE',
      { ...leftOn, reason: '汛期结束' },
      { releasedAt: leftOn.at },
    );
    return deployment;
  });
  call.row.signedUp = deployments.filter(({ row }) => row.state === 'RELEASED').length;
  step(call, deploymentCallStates, 'STAND_DOWN', { ...on('2022-07-20', 'ORGANISER'), reason: '汛期结束' });

  await keep(loading, DeploymentCall, [call]);
  await keep(loading, Deployment, deployments);
  await keep(loading, DeploymentShift, shifts);
}
