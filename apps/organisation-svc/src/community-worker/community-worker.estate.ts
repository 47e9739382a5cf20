import { randomUUID } from 'node:crypto';
import { type Act, beginAll, carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { Appointment } from '../appointment/appointment.entity';
import { appointmentLife } from '../appointment/appointment.life';
import type { Area } from '../area/area.entity';
import { type Estate, later, passing } from '../area/area.estate';
import { CommunityWorker, WorkerAssessment } from './community-worker.entity';
import { communityWorkerLife, POST } from './community-worker.life';

/** Community workers go on at what came after their community, in the post that they held. */
export const communityWorkerEstate: Estate<CommunityWorker> = {
  title: { en: 'community workers', zh: '社区工作者' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(CommunityWorker, {
      where: { areaId: In([...areaIds]), state: 'SERVING' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, workers, heir, on) {
    const ids = workers.map(({ id }) => id);
    const postOf = await postsAtHeir(act, workers, heir, on);

    await carryAll(act, communityWorkerLife, { ids, action: 'PASS_ON' }, (worker) => {
      const { set, reason, facts } = passing(worker, heir, on);
      return { set: { ...set, appointmentId: postOf.get(worker.personId)! }, reason, facts };
    });
    await act.tx.update(WorkerAssessment, { workerId: In(ids) }, { areaId: heir.id });
  },
};

/** Ends the posts at the community that ended, and fills them at the heir where they are not held there already. */
async function postsAtHeir(act: Act, workers: readonly CommunityWorker[], heir: Area, on: string) {
  const posts = workers.map(({ appointmentId }) => appointmentId);
  await takeAll(act, appointmentLife, { ids: posts, action: 'END' }, ({ fromOn }) => ({
    set: { toOn: later(on, fromOn) },
    reason: 'AREA_ENDED',
    facts: { to: on, heirId: heir.id },
  }));

  const people = workers.map(({ personId }) => personId);
  const held = await act.tx.findBy(Appointment, {
    areaId: heir.id,
    post: POST,
    personId: In(people),
    state: 'SERVING',
  });
  const postOf = new Map(held.map(({ personId, id }) => [personId, id]));
  const filled = workers
    .filter(({ personId }) => !postOf.has(personId))
    .map(({ personId, fromOn }) => ({
      id: randomUUID(),
      state: 'SERVING' as const,
      personId,
      post: POST,
      areaId: heir.id,
      unitId: null,
      partyOrganisationId: null,
      fromOn: later(on, fromOn),
      toOn: null,
      source: 'COMMUNITY_WORKER' as const,
      rank: null,
      document: null,
      policyDocumentId: null,
      isConcurrent: false,
    }));
  await beginAll(act, appointmentLife, 'APPOINT', filled, () => ({ reason: 'AREA_ENDED' }));
  for (const { personId, id } of filled) postOf.set(personId, id);
  return postOf;
}
