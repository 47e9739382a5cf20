import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { fictionalName, idOf, seededRandom } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import type { Course, CourseAttendance, CourseEnrolment, CourseSession } from '../course/course.entity';
import { courseLife, enrolmentLife } from '../course/course.life';
import type { CourseSubject } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { sealedPerson } from '../person';
import type { ServiceSite } from '../site/site.entity';
import { lived } from './lived';
import type { Places } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** Courses of a locality, who learns in them, and the history of each. */
export interface LoadedCourses {
  courses: Row<Course>[];
  sessions: CourseSession[];
  enrolments: Row<CourseEnrolment>[];
  attendance: CourseAttendance[];
  history: HistoryRow[];
}

interface CoursePlan {
  community: string;
  title: string;
  programme: string;
  subject: CourseSubject;
  /** Of the first of its sessions, which follow week by week. */
  daysFromNow: number;
}

/** What the farmers' night school teaches in 思源社区 (D20), and what comes to a community of Shenyang (S21). */
const plans: Record<string, readonly CoursePlan[]> = {
  '522701': [
    {
      community: '522701004012',
      title: '脱盲识字班',
      programme: 'NIGHT_SCHOOL',
      subject: 'LITERACY',
      daysFromNow: -90,
    },
    {
      community: '522701004012',
      title: '普通话口语班',
      programme: 'NIGHT_SCHOOL',
      subject: 'MANDARIN',
      daysFromNow: -25,
    },
    {
      community: '522701004012',
      title: '新市民适应课',
      programme: 'NIGHT_SCHOOL',
      subject: 'NEW_CITIZEN',
      daysFromNow: 7,
    },
    {
      community: '522701004012',
      title: '家政技能培训',
      programme: 'JOB_TRAINING',
      subject: 'EMPLOYMENT',
      daysFromNow: 10,
    },
  ],
  '210100': [
    {
      community: '210103005024',
      title: '智能手机课堂',
      programme: 'DELIVERED',
      subject: 'DIGITAL',
      daysFromNow: -80,
    },
    {
      community: '210103005024',
      title: '书法入门',
      programme: 'DELIVERED',
      subject: 'CULTURE',
      daysFromNow: 5,
    },
    {
      community: '210103005024',
      title: '养老护理员培训',
      programme: 'JOB_TRAINING',
      subject: 'EMPLOYMENT',
      daysFromNow: 12,
    },
  ],
};
const DAY = 86_400_000;
const SESSIONS = 8;
const LEARNERS = 12;

export function livedCourses(
  { locality, byCode }: Places,
  rules: LocalityRules,
  sites: readonly { row: Pick<ServiceSite, 'id' | 'kind' | 'communityId'> }[],
  vault: Vault,
  now: Date,
) {
  const loaded: LoadedCourses = { courses: [], sessions: [], enrolments: [], attendance: [], history: [] };
  const random = seededRandom(`courses ${locality}`);

  (plans[locality] ?? []).forEach(({ community, daysFromNow, ...plan }, number) => {
    const area = byCode.get(community)!;
    const school = sites.find(({ row }) => row.kind === 'NIGHT_SCHOOL' && row.communityId === area.id);
    const courseId = idOf('course', `${community}:${number}`);
    const startOf = (session: number) =>
      new Date(`${dateIn(new Date(now.getTime() + (daysFromNow + 7 * session) * DAY))}T19:00:00+08:00`);
    const plannedAt = new Date(startOf(0).getTime() - 20 * DAY);
    const held = Array.from({ length: SESSIONS }, (_, at) => at).filter((at) => startOf(at) < now);
    const isOver = held.length === SESSIONS;
    const startsOn = dateIn(startOf(0));
    const { completionPercent, ruleVersion } = rules.education(startsOn)!;
    /** Every fourth learner is at half of the sessions alone. */
    const isThere = (learner: number, session: number) => learner % 4 > 0 || session % 2 === 0;
    const learners = Array.from({ length: LEARNERS }, (_, learner) => learner);
    const present = (session: number) => learners.filter((learner) => isThere(learner, session)).length;

    for (const learner of learners) {
      const id = idOf('course-enrolment', `${courseId}:${learner}`);
      const attended = held.filter((session) => isThere(learner, session));
      const stayed = attended.length * 100 >= held.length * completionPercent;
      const { state, history } = lived(
        enrolmentLife,
        id,
        { action: 'ENROL', at: plannedAt, role: 'COMMUNITY_CLERK', state: 'ENROLLED' },
        isOver
          ? [{ action: stayed ? 'COMPLETE' : 'FALL_SHORT', at: now, role: 'COMMUNITY_CLERK', ruleVersion }]
          : [],
      );
      loaded.enrolments.push({
        id,
        courseId,
        state,
        ...sealedPerson(vault, { name: fictionalName(random) }),
        personId: null,
        seekerId: null,
        isRelocated: locality === '522701',
        attended: attended.length,
        enrolledAt: plannedAt,
        areaId: area.id,
        areaPath: area.path,
      });
      loaded.attendance.push(...attended.map((session) => ({ enrolmentId: id, session: session + 1 })));
      loaded.history.push(...history);
    }

    const { state, history } = lived(
      courseLife,
      courseId,
      { action: 'PLAN', at: plannedAt, role: 'COMMUNITY_CLERK', state: 'OPEN', ruleVersion },
      [
        ...held.map((session) => ({
          action: 'HOLD_SESSION' as const,
          at: new Date(startOf(session).getTime() + 0.1 * DAY),
          role: 'COMMUNITY_CLERK' as const,
          facts: { session: session + 1, present: present(session) },
        })),
        ...(isOver ? [{ action: 'COMPLETE' as const, at: now, role: 'COMMUNITY_CLERK' as const }] : []),
      ],
    );
    loaded.courses.push({
      ...plan,
      id: courseId,
      localityCode: locality,
      state,
      siteId: school?.row.id ?? null,
      providerId: null,
      places: 20,
      enrolled: LEARNERS,
      personTimes: held.reduce((sum, session) => sum + present(session), 0),
      startsOn,
      ruleVersion,
      areaId: area.id,
      areaPath: area.path,
      communityId: area.id,
    });
    loaded.sessions.push(
      ...Array.from({ length: SESSIONS }, (_, at) => ({
        courseId,
        number: at + 1,
        startsAt: startOf(at),
        endsAt: new Date(startOf(at).getTime() + DAY / 16),
        present: startOf(at) < now ? present(at) : null,
      })),
    );
    loaded.history.push(...history);
  });
  return loaded;
}
