import { born, historyOf } from '@jinlin/acts';
import { type AreaSeed, idOf } from '@jinlin/localities';
import { CentreWindow } from '../centre/centre.entity';
import { keepRecords, type Row, type Start } from './keep';

/** Where a governance centre was told of, and since when (D15). */
const COUNTY = '522701';
const OPENED_ON = '2021-06-01';

/** Nine windows; the names of three were published, the others are to be confirmed locally. */
const WINDOWS = [
  '信访接待',
  '行政调解',
  '多元调解',
  '第4窗口',
  '第5窗口',
  '第6窗口',
  '第7窗口',
  '第8窗口',
  '第9窗口',
];

/** The offices that have their rooms there (D16). */
const STANDING_OFFICES = ['扫黑除恶办', '山林水事调处办'];

/** Loads the windows of governance centres. */
export const loadCentreWindows = (start: Start) =>
  keepRecords(
    start,
    CentreWindow,
    start.grounds.flatMap(({ areas }) => livedCentreWindows(areas)),
  );

/** The windows that a locality's governance centre starts with, by the areas of today. */
function livedCentreWindows(areas: readonly AreaSeed[]) {
  const county = areas.find(({ code }) => code === COUNTY);
  if (!county) return [];

  const at = new Date(`${OPENED_ON}T09:00:00+08:00`);
  const lived = (kind: Row<CentreWindow>['kind'], title: string, number: number) => {
    const row: Row<CentreWindow> = {
      id: idOf('centre-window', `${COUNTY} ${kind} ${number}`),
      state: 'OPEN',
      kind,
      areaId: county.id,
      areaPath: county.path,
      number,
      title,
      unitId: null,
      openedOn: OPENED_ON,
      closedOn: null,
    };
    return { row, history: historyOf('CentreWindow', born(row, 'OPEN', { at, role: 'LEADER' })) };
  };
  return [
    ...WINDOWS.map((title, i) => lived('WINDOW', title, i + 1)),
    ...STANDING_OFFICES.map((title, i) => lived('STANDING_OFFICE', title, i + 1)),
  ];
}
