import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { type AreaSeed, between, idOf, oneOf, type Random, seededRandom } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { Appointment } from '../appointment/appointment.entity';
import { appointmentStates } from '../appointment/appointment.states';
import { CareerMove, CommunityWorker, WorkerAssessment } from '../community-worker/community-worker.entity';
import { communityWorkerStates } from '../community-worker/community-worker.states';
import type { Education } from '../generated/graphql';
import { on, organiser, type Row } from './keep';
import type { Places } from './places';
import { numbered, type Roster } from './roster';

/** Staff of each street of Shenyang: fifty at the least were published (S16); one street in so many has not got there. */
const streetStaff = { least: 50, more: 9, short: 47, shortEvery: 40 };
/** Workers for each community, where the articles do not tell how many there are. */
const workersEach: Record<string, number> = { '350100': 3, '510522': 8, '522701': 5 };
/** Of these, how many entered public institutions in 2021 (F21). */
const careerMoves: Record<string, number> = { '350100': 14 };
/** Where everybody had finished college, and was forty on average in 2022 (H9). */
const xinglong = { code: '510522002002', bornIn: [1974, 1990, 1978, 1986, 1980, 1984, 1982, 1982] };

const educations: readonly Education[] = [
  'SECONDARY',
  'COLLEGE',
  'COLLEGE',
  'BACHELOR',
  'BACHELOR',
  'POSTGRADUATE',
];
const POST = 'COMMUNITY_WORKER';
const HIRED_BEFORE = '2018-07-01';

const street = (day: string) => on(day, 'STREET_COMMANDER');

/** The community workers of one locality with what is kept of them; nobody is real. */
class CommunityWork {
  readonly workers: Loaded<Row<CommunityWorker>>[] = [];
  readonly assessments: Row<WorkerAssessment>[] = [];
  readonly moves: Row<CareerMove>[] = [];
  /** Posts that ended when those who held them moved on. */
  readonly formerPosts: Loaded<Row<Appointment>>[] = [];
  readonly random: Random;
  readonly id: () => string;

  constructor(
    readonly places: Places,
    readonly roster: Roster,
  ) {
    this.random = seededRandom(`community workers of ${places.locality.code}`);
    this.id = numbered('community-worker', places.locality.code);
  }

  /** Takes somebody into service on the day of their post. */
  hire(
    { id: appointmentId, personId, areaId, fromOn }: Row<Appointment>,
    grade: string,
    education = oneOf(this.random, educations),
  ) {
    const row: Row<CommunityWorker> = {
      id: this.id(),
      state: 'SERVING',
      personId,
      areaId,
      appointmentId,
      grade,
      gradedOn: fromOn,
      education,
      fromOn,
      toOn: null,
    };
    const worker = born(row, 'HIRE', { ...street(fromOn), facts: { grade } });
    this.workers.push(worker);
    return worker;
  }

  /** Assesses a worker for 2021, as those in service then were (D27). */
  assess(worker: Loaded<Row<CommunityWorker>>) {
    const { id: workerId, personId, areaId } = worker.row;
    const level = between(this.random, 1, 6) === 6 ? 'EXCELLENT' : 'COMPETENT';
    step(worker, communityWorkerStates, 'ASSESS', { ...street('2022-01-10'), facts: { year: 2021, level } });
    this.assessments.push({ workerId, year: 2021, personId, areaId, level });
  }
}

/** Who works for the communities and streets of a locality; localities whose articles do not tell of it have nobody. */
export function communityWorkOf(places: Places, roster: Roster) {
  const work = new CommunityWork(places, roster);
  const { code } = places.locality;
  if (code === '210100') {
    staffStreets(work);
    hireWithPosts(work);
  }
  const each = workersEach[code];
  if (each) hireEverywhere(work, each);
  moveOn(work, careerMoves[code] ?? 0);
  return work;
}

function staffStreets({ places, roster }: CommunityWork) {
  const streets = places.ofLevel('TOWNSHIP').filter(({ governed }) => governed);
  for (const [index, area] of streets.entries()) {
    const { least, more, short, shortEvery } = streetStaff;
    const staff = index % shortEvery === shortEvery - 1 ? short : least + (index % more);
    for (let nth = 0; nth < staff; nth++) roster.appoint(roster.person(area), 'STREET_STAFF', area);
  }
}

/** Shenyang's workers hold their posts already. As many are paid below the middle grade as above it (S17). */
function hireWithPosts(work: CommunityWork) {
  const posts = work.roster.appointments.filter(({ post }) => post === POST);
  const paired = posts.length - (posts.length % 4);
  for (const [index, post] of posts.entries()) {
    const quarter = index < paired ? index % 4 : 0;
    work.hire(post, quarter === 1 ? 'JUNIOR' : quarter === 3 ? 'SENIOR' : 'MIDDLE');
  }
}

function hireEverywhere(work: CommunityWork, each: number) {
  for (const community of workplaces(work)) {
    const isXinglong = community.code === xinglong.code;
    for (let nth = 0; nth < each; nth++) {
      const personId = work.roster.person(community);
      if (isXinglong) work.roster.people.at(-1)!.birthYear = xinglong.bornIn[nth % xinglong.bornIn.length]!;
      work.roster.appoint(personId, POST, community, { source: 'COMMUNITY_WORKER' });
      const post = work.roster.appointments.at(-1)!;
      const grade = (['JUNIOR', 'MIDDLE', 'SENIOR'] as const)[nth % 3]!;
      const worker = isXinglong ? work.hire(post, grade, 'COLLEGE') : work.hire(post, grade);
      if (post.fromOn < '2022-01-01') work.assess(worker);
    }
  }
}

/** Those who had served for years, and left their communities for public institutions in the course of 2021. */
function moveOn(work: CommunityWork, count: number) {
  const communities = workplaces(work);
  for (let nth = 0; nth < count; nth++) {
    const { id: areaId } = communities[(nth * 11) % communities.length]!;
    const on = `2021-${String((nth % 12) + 1).padStart(2, '0')}-15`;
    const personId = work.roster.person({ id: areaId });
    const id = idOf('appointment', `former community worker ${work.places.locality.code}:${nth}`);
    const post = born<Row<Appointment>>(
      {
        id,
        state: 'SERVING',
        personId,
        post: POST,
        areaId,
        unitId: null,
        partyOrganisationId: null,
        fromOn: HIRED_BEFORE,
        toOn: null,
        source: 'COMMUNITY_WORKER',
        rank: null,
        document: null,
        policyDocumentId: null,
        isConcurrent: false,
      },
      'APPOINT',
      street(HIRED_BEFORE),
    );
    const worker = work.hire(post.row, 'SENIOR', 'BACHELOR');
    step(post, appointmentStates, 'END', { ...organiser(on), reason: 'CAREER_MOVE' }, { toOn: on });
    step(worker, communityWorkerStates, 'ENTER_INSTITUTION', organiser(on), { toOn: on });
    work.formerPosts.push(post);
    work.moves.push({
      id: idOf('career-move', worker.row.id),
      workerId: worker.row.id,
      personId,
      areaId,
      kind: 'PUBLIC_INSTITUTION',
      institutionPostAt: null,
      movedOn: on,
      leftOn: null,
    });
  }
}

/** The urban communities of the programme. */
const workplaces = ({ places }: CommunityWork): AreaSeed[] =>
  places.ofLevel('COMMUNITY').filter(({ governed, urban }) => governed && urban);

export async function loadCommunityWork({ client, db }: Loading, work: CommunityWork) {
  const { workers, formerPosts } = work;
  await copyRows(
    client,
    db.getMetadata(Appointment),
    formerPosts.map(({ row }) => row),
  );
  await copyRows(
    client,
    db.getMetadata(CommunityWorker),
    workers.map(({ row }) => row),
  );
  await copyRows(client, db.getMetadata(WorkerAssessment), work.assessments);
  await copyRows(client, db.getMetadata(CareerMove), work.moves);

  const history = [
    ...workers.flatMap((worker) => historyOf('CommunityWorker', worker)),
    ...formerPosts.flatMap((post) => historyOf('Appointment', post)),
  ];
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}
