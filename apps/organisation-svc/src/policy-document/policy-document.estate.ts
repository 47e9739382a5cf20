import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, leaveSeats, passing } from '../area/area.estate';
import { PolicyDocument } from './policy-document.entity';
import { policyDocumentLife } from './policy-document.life';

/** What is drafted or in force for an area goes on for what came after. */
export const policyDocumentEstate: Estate<PolicyDocument> = {
  title: { en: 'policy documents', zh: '政策文件' },
  standingAt: ({ tx }, areaIds) =>
    tx.findBy(PolicyDocument, {
      areaId: In([...areaIds]),
      state: In(['DRAFT', 'UNDER_REVIEW', 'IN_FORCE']),
    }),
  async passOn(act, documents, heir, on) {
    const ids = documents.map(({ id }) => id);
    await leaveSeats(act, documents, on);
    await carryAll(act, policyDocumentLife, { ids, action: 'PASS_ON' }, (row) => passing(row, heir, on));
  },
};
