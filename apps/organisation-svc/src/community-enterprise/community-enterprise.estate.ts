import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { CommunityEnterprise } from './community-enterprise.entity';
import { communityEnterpriseLife } from './community-enterprise.life';

/** What a community runs, the community that came after runs. What it had earned stays in the ledger of the first. */
export const communityEnterpriseEstate: Estate<CommunityEnterprise> = {
  title: { en: 'enterprises of communities', zh: '社办企业' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(CommunityEnterprise, {
      where: { areaId: In([...areaIds]), state: 'RUNNING' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  passOn: (act, enterprises, heir, on) =>
    carryAll(
      act,
      communityEnterpriseLife,
      { ids: enterprises.map(({ id }) => id), action: 'PASS_ON' },
      (row) => passing(row, heir, on),
    ),
};
