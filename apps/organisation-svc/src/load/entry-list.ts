import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { AssessmentItem, EntryRequest, SentDownMatter } from '../entry-list/entry-list.entity';
import {
  assessmentItemStates,
  entryRequestStates,
  sentDownMatterStates,
} from '../entry-list/entry-list.states';
import { localities } from '../locality';
import { desk, organiser, type Row } from './keep';
import type { Places } from './places';

/** “More than a hundred” assessment items were cancelled in Duyun (D13); which they were was not published. */
const CANCELLED = 103;
const KEPT = 17;
const DUYUN = '522701';

const kinds = ['台账检查', '微信群打卡', '挂牌评比', '材料报送', '创建达标', '入户登记考核'];

/** Loads what departments asked of communities where that was told of: what was cancelled, let in and approved. */
export async function loadEntryList({ client, db }: Loading, places: Places) {
  if (places.locality.code !== DUYUN) return;

  const items = assessed(places);
  const matters = sentDown(places);
  const request = approved(places);
  const history: HistoryRow[] = [
    ...items.flatMap((item) => historyOf('AssessmentItem', item)),
    ...matters.flatMap((matter) => historyOf('SentDownMatter', matter)),
    ...historyOf('EntryRequest', request),
  ];

  await copyRows(
    client,
    db.getMetadata(AssessmentItem),
    items.map(({ row }) => row),
  );
  await copyRows(
    client,
    db.getMetadata(SentDownMatter),
    matters.map(({ row }) => row),
  );
  await copyRows(client, db.getMetadata(EntryRequest), [request.row]);
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

/** Departments assessed communities on this and that; the list came, and most of it went. */
function assessed({ locality, units }: Places) {
  const departments = units.filter(({ kind }) => kind === 'DEPARTMENT');
  const { ruleVersion } = localities.named(locality.code).entryList('2022-01-01');

  return Array.from({ length: CANCELLED + KEPT }, (_, index) => {
    const department = departments[index % departments.length]!;
    const row: Row<AssessmentItem> = {
      id: idOf('assessment-item', `${locality.code}:${index + 1}`),
      state: 'ACTIVE',
      title: `${kinds[index % kinds.length]}第${index + 1}项`,
      unitId: department.id,
      areaId: locality.id,
      cancelledOn: null,
      cancelReason: null,
    };
    const item = born(row, 'REGISTER', desk('2021-03-01'));
    if (index < CANCELLED) {
      const day = dateOfDay(dayOfDate('2022-01-04') + index);
      const cancelReason = '不在准入清单之内';
      const doing = { ...organiser(day), reason: cancelReason, ruleVersion };
      step(item, assessmentItemStates, 'CANCEL', doing, { cancelledOn: day, cancelReason });
    }
    return item;
  });
}

/** Each listed matter with a department of its own was sent down once; the first half is done. */
function sentDown({ locality }: Places): Loaded<Row<SentDownMatter>>[] {
  const { entries, ruleVersion } = localities.named(locality.code).entryList('2022-01-01');

  return entries.map(({ code, title, unitId }, index) => {
    const row: Row<SentDownMatter> = {
      id: idOf('sent-down-matter', `${locality.code}:${code}`),
      state: 'SENT',
      title: title.zh,
      entryCode: code,
      entryRequestId: null,
      unitId: unitId!,
      areaId: locality.id,
      dueAt: '2022-06-30',
      ruleVersion,
    };
    const matter = born(row, 'SEND_DOWN', { ...desk('2022-03-01'), ruleVersion });
    if (index * 2 < entries.length) step(matter, sentDownMatterStates, 'FINISH', desk('2022-06-15'));
    return matter;
  });
}

/** One matter that is not listed was let in for the autumn. */
function approved({ locality }: Places) {
  const row: Row<EntryRequest> = {
    id: idOf('entry-request', `${locality.code}:1`),
    state: 'REQUESTED',
    title: '适龄儿童入学摸底',
    reason: '秋季招生需要，部门力量不足',
    unitId: idOf('unit', `${locality.code}:education`),
    areaId: locality.id,
    requestedOn: '2022-06-01',
    validUntil: null,
  };
  const request = born(row, 'REQUEST', desk('2022-06-01'));
  const validUntil = '2022-09-30';
  step(
    request,
    entryRequestStates,
    'APPROVE',
    { ...organiser('2022-06-08'), facts: { validUntil } },
    { validUntil },
  );
  return request;
}
