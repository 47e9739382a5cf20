import { born, historyOf, type Loaded, step } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { type HistoryRow, historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import type { PlanList } from '../generated/graphql';
import { PlanItem, PlanReport } from '../plan-item/plan-item.entity';
import { planItemStates } from '../plan-item/plan-item.states';
import { desk, organiser, type Row } from './keep';
import type { Places } from './places';

/** The items of Shenyang's “1+2” plan (S3); their wording was not published. */
const ITEMS = 156;
const SHENYANG = '210100';

/** How many stand on each list; only the sum of them was published. */
const lists: readonly (readonly [PlanList, number, string])[] = [
  ['TASK', 60, '任务'],
  ['MEASURE', 48, '措施'],
  ['RESPONSIBILITY', 30, '责任'],
  ['ENGINEERING', 18, '工程项目'],
];
const fields = [
  '党建引领',
  '邻里服务',
  '网格治理',
  '物业管理',
  '养老托育',
  '社区用房',
  '队伍建设',
  '智慧社区',
];

/** Loads the plan of a locality that has published one: each of its units answers for some items, each district for some. */
export async function loadPlan({ client, db }: Loading, places: Places) {
  if (places.locality.code !== SHENYANG) return;

  const items = planOf(places);
  const reports = items.flatMap(({ row, entries }) =>
    entries
      .filter(({ action }) => action === 'REPORT')
      .map(({ at, facts, reason }, nth) => ({
        id: idOf('plan-report', `${row.id}:${nth}`),
        planItemId: row.id,
        percent: facts!.percent as number,
        note: reason!,
        at: new Date(at),
      })),
  );
  const history: HistoryRow[] = items.flatMap((item) => historyOf('PlanItem', item));

  await copyRows(
    client,
    db.getMetadata(PlanItem),
    items.map(({ row }) => row),
  );
  await copyRows(client, db.getMetadata(PlanReport), reports);
  await copyInto(client, 'history', historyColumns, history.map(historyCells));
}

function planOf({ locality, units, ofLevel }: Places) {
  const owners = units.filter(({ linked }) => linked !== null);
  const districts = ofLevel('COUNTY');
  const kinds = lists.flatMap(([list, count, title]) =>
    Array.from({ length: count }, () => ({ list, title })),
  );

  return Array.from({ length: ITEMS }, (_, index) => {
    const { list, title } = kinds[index]!;
    const row: Row<PlanItem> = {
      id: idOf('plan-item', `${locality.code}:${index + 1}`),
      state: 'PLANNED',
      areaId: locality.id,
      number: index + 1,
      list,
      content: `${fields[index % fields.length]}${title}第${index + 1}项`,
      ownerIds: [...new Set([owners[index % owners.length]!.id, owners[(index * 7) % owners.length]!.id])],
      districtIds: [districts[index % districts.length]!.id],
      dueAt: index % 3 === 0 ? '2022-06-30' : '2022-12-31',
      percent: 0,
      doneOn: null,
    };
    const item = born(row, 'REGISTER', organiser('2022-01-10'));
    progress(item, index);
    return item;
  });
}

/** By the day of the figures some are done, most run, and a few have not begun. */
function progress(item: Loaded<Row<PlanItem>>, index: number) {
  if (index % 12 === 11) return;
  for (const [percent, day] of [
    [30, '2022-04-01'],
    [60 + (index % 4) * 5, '2022-07-01'],
  ] as const) {
    const doing = {
      ...desk(day),
      reason: `进度${percent}%`,
      facts: { percent },
    };
    step(item, planItemStates, 'REPORT', doing, { percent });
  }
  if (index % 3 !== 0) return;
  const finished = { ...organiser('2022-08-10'), reason: '验收合格' };
  step(item, planItemStates, 'FINISH', finished, { percent: 100, doneOn: '2022-08-10' });
}
