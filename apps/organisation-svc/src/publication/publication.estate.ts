import { carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { Publication } from './publication.entity';
import { publicationLife } from './publication.life';

/** What a place told and was about to tell is told by what came after it; letters go on reaching its households. */
export const publicationEstate: Estate<Publication> = {
  title: { en: 'publications', zh: '宣传稿件' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Publication, {
      where: { areaId: In([...areaIds]), state: In(['DRAFT', 'SUBMITTED', 'PUBLISHED']) },
      order: { draftedOn: 'asc', id: 'asc' },
    }),
  passOn: (act, publications, heir, on) =>
    carryAll(act, publicationLife, { ids: publications.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};
