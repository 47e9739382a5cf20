import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { Deployment, DeploymentCall } from './deployment.entity';
import { deploymentCallLife, deploymentLife } from './deployment.life';

/** A call that goes on is for the area that came after. */
export const deploymentCallEstate: Estate<DeploymentCall> = {
  title: { en: 'calls to the front line', zh: '下沉令' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(DeploymentCall, {
      where: { areaId: In([...areaIds]), state: 'OPEN' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  passOn: (act, calls, heir, on) =>
    carryAll(act, deploymentCallLife, { ids: calls.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};

/** Whoever is on the way or there is at the place that came after. */
export const deploymentEstate: Estate<Deployment> = {
  title: { en: 'people at the front line', zh: '下沉人员' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Deployment, {
      where: { areaId: In([...areaIds]), state: In(['SIGNED_UP', 'ASSIGNED', 'ON_DUTY']) },
      order: { id: 'asc' },
    }),
  passOn: (act, deployments, heir, on) =>
    carryAll(act, deploymentLife, { ids: deployments.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
