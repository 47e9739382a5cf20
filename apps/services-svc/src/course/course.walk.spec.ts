import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { anArea, run } from '../testing';

const db = testDatabase(tables);

const PLACES = 3;
const later = new Date('2026-12-31T09:00:00+08:00');

type Deed = 'ENROL' | 'WITHDRAW' | 'HOLD' | 'COMPLETE' | 'CANCEL';

test('whoever comes and goes in whatever order, a course is never over its places and counts everybody once (D20, S21)', async () => {
  const deed = fc.constantFrom<Deed>(
    'ENROL',
    'ENROL',
    'ENROL',
    'WITHDRAW',
    'HOLD',
    'HOLD',
    'COMPLETE',
    'CANCEL',
  );

  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 10 }), async (deeds) => {
      const community = await anArea(db, { code: '522701004012' });
      const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
      const act = (name: string, input: object) => run(db, name, input as never, { actor, now: later });
      const sessions = [1, 2, 3].map((day) => ({
        startsAt: `2026-12-0${day}T19:00:00+08:00`,
        endsAt: `2026-12-0${day}T20:00:00+08:00`,
      }));
      const given = {
        title: '普通话班',
        programme: 'NIGHT_SCHOOL',
        subject: 'MANDARIN',
        areaId: community.id,
      };
      const { id } = await run(db, 'planCourse', { ...given, places: PLACES, sessions }, { actor });
      let learners: string[] = [];
      let held = 0;
      let personTimes = 0;
      let isOpen = true;

      const tries: Record<Deed, () => Promise<void>> = {
        async ENROL() {
          const answer = await act('enrolInCourse', { courseId: id, name: '罗春花' });
          const isTaken = isOpen && learners.length < PLACES;
          expect(answer.__typename === 'CourseEnrolment').toBe(isTaken);
          if (isTaken) learners.push(answer.id);
        },
        async WITHDRAW() {
          const [first] = learners;
          if (!first) return;
          const answer = await act('withdrawEnrolment', { id: first });
          expect(answer.__typename === 'CourseEnrolment').toBe(isOpen);
          if (isOpen) learners = learners.slice(1);
        },
        async HOLD() {
          const answer = await act('holdCourseSession', { id, session: held + 1, present: learners });
          const isHeld = isOpen && held < sessions.length;
          expect(answer.__typename === 'Course').toBe(isHeld);
          if (!isHeld) return;
          held += 1;
          personTimes += learners.length;
        },
        async COMPLETE() {
          const answer = await act('completeCourse', { id });
          expect(answer.__typename === 'Course').toBe(isOpen && held > 0);
          isOpen &&= held === 0;
        },
        async CANCEL() {
          const answer = await act('cancelCourse', { id, reason: '停课' });
          expect(answer.__typename === 'Course').toBe(isOpen);
          if (isOpen) learners = [];
          isOpen = false;
        },
      };
      for (const wanted of deeds) await tries[wanted]();

      const [course] = await db.query('select enrolled, person_times from course where id = $1', [id]);
      expect(course).toEqual({ enrolled: learners.length, person_times: personTimes });
    }),
    { numRuns: 12 },
  );
}, 60_000);
