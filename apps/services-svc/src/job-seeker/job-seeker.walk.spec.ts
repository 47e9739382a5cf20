import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { JobSeekerState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, aUnit, run } from '../testing';
import { seekerStates } from './job-seeker.states';

const db = testDatabase(tables);

type Deed = 'REFER' | 'HIRE' | 'DECLINE' | 'RESUME' | 'WITHDRAW';

test('whatever is tried, nobody has two jobs, and a posting is filled by those who were hired (S20)', async () => {
  const deed = fc.constantFrom<Deed>('REFER', 'REFER', 'HIRE', 'DECLINE', 'RESUME', 'WITHDRAW');

  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 9 }), async (deeds) => {
      const community = await anArea(db, { code: '210103005024' });
      const actor = anActor('COMMUNITY_CLERK', { areaId: community.id });
      const act = (name: string, input: object) => run(db, name, input as never, { actor });
      const employer = await aUnit(db, { kind: 'ENTERPRISE' });
      const at = { areaId: community.id };
      const released = {
        ...at,
        employerId: employer.id,
        title: '保洁员',
        releasedOn: '2026-11-01',
        vacancies: 2,
      };
      const { id: postingId } = await act('releaseJobs', released);
      const wanted = { ...at, name: '赵冬梅', occupations: ['DOMESTIC'], schooling: 'JUNIOR' };
      const { id: seekerId } = await act('registerJobSeeker', wanted);
      let state: JobSeekerState = 'SEEKING';
      let referral: string | null = null;
      let hired = 0;

      const tries: Record<Deed, () => Promise<void>> = {
        async REFER() {
          const answer = await act('referJobSeeker', { seekerId, postingId });
          const isReferred: boolean = state === 'SEEKING' && referral === null && hired < 2;
          expect(answer.__typename === 'JobReferral').toBe(isReferred);
          if (isReferred) referral = answer.id;
        },
        async HIRE() {
          if (!referral) return;
          expect(await act('hireReferredSeeker', { id: referral })).toMatchObject({ state: 'HIRED' });
          hired += 1;
          state = 'PLACED';
          referral = null;
        },
        async DECLINE() {
          if (!referral) return;
          await act('declineJobReferral', { id: referral, by: 'SEEKER', reason: '太远' });
          referral = null;
        },
        async RESUME() {
          const answer = await act('resumeJobSearch', { id: seekerId, reason: '合同到期' });
          expect(answer.__typename === 'JobSeeker').toBe(seekerStates.next(state, 'RESUME') !== undefined);
          state = seekerStates.next(state, 'RESUME') ?? state;
        },
        async WITHDRAW() {
          const answer = await act('withdrawJobSeeker', { id: seekerId, reason: '升学' });
          expect(answer.__typename === 'JobSeeker').toBe(seekerStates.next(state, 'WITHDRAW') !== undefined);
          if (state === 'SEEKING') referral = null;
          state = seekerStates.next(state, 'WITHDRAW') ?? state;
        },
      };
      for (const tried of deeds) await tries[tried]();

      const [posting] = await db.query('select filled from job_posting where id = $1', [postingId]);
      expect(posting.filled).toBe(hired);
    }),
    { numRuns: 12 },
  );
}, 60_000);
