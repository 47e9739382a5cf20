import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import type { Appointment } from '../appointment/appointment.entity';
import type { HonourKind } from '../generated/graphql';
import { Honour } from '../honour/honour.entity';
import { honourStates } from '../honour/honour.states';
import { TrainingAttendance, TrainingCourse } from '../training/training.entity';
import { trainingCourseStates } from '../training/training.states';
import { organiser, type Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

const SECRETARY = 'COMMUNITY_SECRETARY';

/**
 * Fuzhou recommended ten community secretaries for honours of the province in 2021, 35 % of all whom it recommended
 * (F20): of 29, then, the rest of whom are members and organisations in the usual proportion.
 */
const province = { secretaries: 10, members: 12, organisations: 7, year: 2021, on: '2021-05-10' };
/** Shenyang's front runners among secretaries (S27); how many there are was not published. */
const frontRunners = { count: 20, year: 2022, on: '2022-06-20', conferredOn: '2022-07-01' };
/** One course each for all secretaries: training is to cover everybody (F20, S27). */
const courses: Record<string, { from: string; to: string; title: string }> = {
  '210100': { from: '2022-04-11', to: '2022-04-15', title: '社区党组织书记“头雁”培训班' },
  '350100': { from: '2021-04-12', to: '2021-04-16', title: '社区党组织书记全覆盖培训班' },
};
const HOURS = 40;
/** One secretary in so many has still to pass. */
const UNPASSED_EVERY = 60;

/** Who was trained and honoured in one locality. */
interface Honours {
  honours: Loaded<Row<Honour>>[];
  courses: Loaded<Row<TrainingCourse>>[];
  attendances: Row<TrainingAttendance>[];
}

/** What a locality did for those who hold posts; localities whose articles do not tell of it have nothing. */
export function honoursOf(places: Places, roster: Roster): Honours {
  const honours: Honours = { honours: [], courses: [], attendances: [] };
  const secretaries = roster.appointments.filter(({ post }) => post === SECRETARY);
  const { code } = places.locality;
  if (code === '350100') recommendToProvince(roster, secretaries, honours);
  if (code === '210100') chooseFrontRunners(secretaries, honours);
  if (courses[code]) train(places, roster, secretaries, honours);
  return honours;
}

function recommendToProvince(roster: Roster, secretaries: readonly Row<Appointment>[], { honours }: Honours) {
  const { year, on } = province;
  const put = (holder: Holder, kind: HonourKind) => {
    const honour = recommend(holder, kind, 'PROVINCE', year, on);
    step(honour, honourStates, 'PUT_FORWARD', organiser(on));
    honours.push(honour);
  };
  for (const secretary of spread(secretaries, province.secretaries)) {
    put(secretary, 'EXCELLENT_PARTY_WORKER');
  }
  const members = roster.appointments.filter(({ post }) => post === 'COMPOUND_SECRETARY');
  for (const { personId, areaId } of spread(members, province.members)) {
    put({ personId, areaId, post: null }, 'EXCELLENT_MEMBER');
  }
  const organisations = roster.partyOrganisations.filter(({ kind }) => kind === 'COMPOUND_BRANCH');
  for (const { id, areaId } of spread(organisations, province.organisations)) {
    put({ personId: null, areaId, post: null, partyOrganisationId: id }, 'ADVANCED_PARTY_ORGANISATION');
  }
}

function chooseFrontRunners(secretaries: readonly Row<Appointment>[], { honours }: Honours) {
  const { count, year, on, conferredOn } = frontRunners;
  for (const secretary of spread(secretaries, count)) {
    const honour = recommend(secretary, 'FRONT_RUNNER', 'PREFECTURE', year, on);
    step(honour, honourStates, 'PUT_FORWARD', organiser(on));
    step(honour, honourStates, 'CONFER', organiser(conferredOn), { conferredOn });
    honours.push(honour);
  }
}

type Holder = Pick<Honour, 'personId' | 'areaId' | 'post'> & { partyOrganisationId?: string | null };

function recommend(
  { personId, areaId, post, partyOrganisationId = null }: Holder,
  kind: HonourKind,
  level: Honour['level'],
  year: number,
  recommendedOn: string,
) {
  const row: Row<Honour> = {
    id: idOf('honour', `${kind}:${year}:${personId ?? partyOrganisationId}`),
    state: 'RECOMMENDED',
    kind,
    level,
    year,
    personId,
    // A secretary holds the post in a Party organisation, and is honoured all the same.
    partyOrganisationId: personId ? null : partyOrganisationId,
    post,
    areaId,
    recommendedOn,
    conferredOn: null,
  };
  return born(row, 'RECOMMEND', organiser(recommendedOn));
}

function train(
  { locality }: Places,
  roster: Roster,
  secretaries: readonly Row<Appointment>[],
  honours: Honours,
) {
  const { from, to, title } = courses[locality.code]!;
  const row: Row<TrainingCourse> = {
    id: idOf('training-course', `${locality.code}:${from}`),
    state: 'PLANNED',
    areaId: locality.id,
    title,
    posts: [SECRETARY],
    fromOn: from,
    toOn: to,
    hours: HOURS,
    attendees: 0,
  };
  const course = born(row, 'PLAN', organiser(from));
  const areaOf = new Map(roster.people.map(({ id, areaId }) => [id, areaId]));
  const people = [...new Set(secretaries.map(({ personId }) => personId))];
  for (const [index, personId] of people.entries()) {
    const hasPassed = index % UNPASSED_EVERY !== UNPASSED_EVERY - 1;
    honours.attendances.push({
      courseId: row.id,
      personId,
      areaId: areaOf.get(personId)!,
      hours: hasPassed ? HOURS : HOURS / 2,
      hasPassed,
    });
  }
  const attendees = people.length;
  step(
    course,
    trainingCourseStates,
    'RECORD_ATTENDANCE',
    { ...organiser(to), facts: { attendees } },
    { attendees },
  );
  step(course, trainingCourseStates, 'FINISH', organiser(to));
  honours.courses.push(course);
}

/** So many of them, evenly spread. */
const spread = <Thing>(things: readonly Thing[], count: number) =>
  Array.from({ length: count }, (_, nth) => things[Math.floor((nth * things.length) / count)]!);

export async function loadHonours({ client, db }: Loading, { honours, courses, attendances }: Honours) {
  await copyRows(
    client,
    db.getMetadata(Honour),
    honours.map(({ row }) => row),
  );
  await copyRows(
    client,
    db.getMetadata(TrainingCourse),
    courses.map(({ row }) => row),
  );
  await copyRows(client, db.getMetadata(TrainingAttendance), attendances);

  const history = [
    ...honours.flatMap((honour) => historyOf('Honour', honour)),
    ...courses.flatMap((course) => historyOf('TrainingCourse', course)),
  ];
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}
