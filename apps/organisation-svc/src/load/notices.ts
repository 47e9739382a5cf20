import { born, historyOf } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { localities } from '../locality';
import { descentFrom } from '../notice/chain';
import { Notice, NoticeReceipt } from '../notice/notice.entity';
import type { Row } from './keep';
import type { Places } from './places';
import type { Roster } from './roster';

const XIANYOU = '350322';
const SENT_ON = '2022-07-01';

/** One post-holder in so many has not yet acknowledged it. */
const WAITING_EVERY = 10;

/** Loads a notice that went down one town of Xianyou through its five tiers, to the heads of its units (X5). */
export async function loadNotices({ client, db }: Loading, { locality, ofLevel }: Places, roster: Roster) {
  const town = ofLevel('TOWNSHIP')[0];
  if (locality.code !== XIANYOU || !town) return;

  const template = localities
    .named(XIANYOU)
    .templates(SENT_ON)
    .find(({ chain }) => chain.length > 0)!;
  const posts = descentFrom(town, template)
    .posts.map(({ code }) => code)
    .filter((post) => post !== 'HOUSEHOLD_HEAD');
  const row: Row<Notice> = {
    id: idOf('notice', `${XIANYOU}:1`),
    state: 'SENT',
    template: template.code,
    posts,
    areaId: town.id,
    title: '汛期值班安排',
    text: '七月起实行汛期二十四小时值班，险情逐级上报。',
    sentOn: SENT_ON,
  };
  const at = new Date(`${SENT_ON}T01:00:00Z`);
  const notice = born(row, 'SEND', { at, role: 'STREET_COMMANDER', ruleVersion: template.ruleVersion });

  const within = new Set(
    (['COMMUNITY', 'GRID', 'UNIT'] as const)
      .flatMap(ofLevel)
      .filter(({ path }) => path.startsWith(town.path))
      .map(({ id }) => id),
  );
  const read = new Date(`${SENT_ON}T10:00:00Z`);
  const receipts = roster.appointments
    .filter(({ post, areaId }) => posts.includes(post) && within.has(areaId))
    .filter((_, index) => index % WAITING_EVERY !== WAITING_EVERY - 1)
    .map(({ id: appointmentId }): Row<NoticeReceipt> => {
      const id = idOf('notice-receipt', `${row.id}:${appointmentId}`);
      return { id, state: 'GIVEN', noticeId: row.id, appointmentId, at: read };
    });
  const history = [
    ...historyOf('Notice', notice),
    ...receipts.flatMap((receipt) =>
      historyOf('NoticeReceipt', born(receipt, 'ACKNOWLEDGE', { at: read, role: 'GRID_WORKER' })),
    ),
  ];

  await copyRows(client, db.getMetadata(Notice), [row]);
  await copyRows(client, db.getMetadata(NoticeReceipt), receipts);
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}
