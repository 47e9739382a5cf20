import { born, type Loaded, step } from '@jinlin/acts';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import type { AreaLevel, StreetBodyKind } from '../generated/graphql';
import { localities } from '../locality';
import { PowerList } from '../power-list/power-list.entity';
import { powerListStates } from '../power-list/power-list.states';
import { PowerUse } from '../power-use/power-use.entity';
import { powerUseStates } from '../power-use/power-use.states';
import { StreetBody } from '../street-body/street-body.entity';
import { keep, on, type Row } from './keep';
import type { Places } from './places';

/** When the lists of the localities that have some came into force. */
const inForceFrom: Record<string, string> = { '210100': '2022-01-01', '522701': '2021-06-01' };
const DUYUN = '522701';

/** Loads which offices may decide what (S7, D10), and the institutions of Duyun's streets (D10, D11). */
export async function loadPowers(loading: Loading, places: Places) {
  const { code } = places.locality;
  const from = inForceFrom[code];
  if (!from) return;

  const lists = (['TOWNSHIP', 'COMMUNITY'] as const).map((level) => listOf(places, level, from));
  await keep(loading, PowerList, lists);
  if (code !== DUYUN) return;

  await keep(loading, StreetBody, bodiesOf(places, from));
  await keep(loading, PowerUse, adviceOf(places, lists[0]!.row));
}

/** All that the profile names for a level. */
function listOf({ locality }: Places, level: AreaLevel, from: string) {
  const { powers, ruleVersion } = localities.named(locality.code).powers(from)!;
  const row: Row<PowerList> = {
    id: idOf('power-list', `${locality.code}:${level}`),
    state: 'DRAFT',
    title: level === 'TOWNSHIP' ? '街道权责清单' : '社区权责清单',
    areaId: locality.id,
    level,
    number: null,
    powers: powers.filter((power) => power.level === level).map(({ key }) => key),
    policyDocumentId: null,
    fromOn: null,
    toOn: null,
    ruleVersion,
  };
  const list = born(row, 'DRAFT', on(from, 'ORGANISER'));
  step(list, powerListStates, 'ISSUE', on(from, 'ORGANISER'), { fromOn: from, number: 1 });
  return list;
}

const streetsOf = ({ ofLevel }: Places) => ofLevel('TOWNSHIP').filter((street) => street.governed);

/** Each street has its five platforms (D10), and the team, the centre and the window that were moved down (D11). */
function bodiesOf(places: Places, fromOn: string): Loaded<Row<StreetBody>>[] {
  const { platforms } = localities.named(DUYUN).powers(fromOn)!;
  const unitId = (key: string) => places.units.find((unit) => unit.key === key)?.id ?? null;

  return streetsOf(places).flatMap((street) => {
    const body = (kind: StreetBodyKind, name: string, given: Partial<Row<StreetBody>> = {}) => {
      const row: Row<StreetBody> = {
        id: idOf('street-body', `${street.code}:${kind}:${name}`),
        state: 'RUNNING',
        name: `${street.name}${name}`,
        kind,
        platform: null,
        areaId: street.id,
        unitId: null,
        staff: 6,
        windows: [],
        fromOn,
        toOn: null,
        ...given,
      };
      return born(row, 'SET_UP', on(fromOn, 'STREET_COMMANDER'));
    };
    return [
      ...platforms.map(({ key, title }) => body('PLATFORM', title.zh, { platform: key })),
      body('ENFORCEMENT_TEAM', '综合执法中队', { unitId: unitId('urban-management'), staff: 18 }),
      body('SERVICE_CENTRE', '国企退休人员服务中心', {
        unitId: unitId('human-resources'),
        windows: ['党员关系', '待遇认证', '文体活动'],
      }),
      body('WINDOW', '物业管理窗口', { unitId: unitId('housing'), staff: 2, windows: ['物业管理'] }),
    ];
  });
}

/** Streets advise on how those whom departments posted there are appraised; one piece of advice was not taken up. */
function adviceOf(places: Places, list: Row<PowerList>): Loaded<Row<PowerUse>>[] {
  const unit = places.units.find(({ key }) => key === 'urban-management')!;
  return streetsOf(places).map((street, index) => {
    const row: Row<PowerUse> = {
      id: idOf('power-use', `${street.code}:2021`),
      state: 'GIVEN',
      areaId: street.id,
      power: 'PERSONNEL_ADVICE',
      listId: list.id,
      unitId: unit.id,
      day: '2021-12-10',
      content: '建议将派驻中队年度考核评为优秀。',
      answer: null,
      answeredOn: null,
    };
    const use = born(row, 'GIVE', {
      ...on('2021-12-10', 'STREET_COMMANDER'),
      ruleVersion: `power-list/${list.id}/1`,
    });
    const isAdopted = index > 0;
    const answer = isAdopted ? '已采纳，计入考核。' : '优秀名额已满，评为称职。';
    step(
      use,
      powerUseStates,
      isAdopted ? 'ADOPT' : 'DECLINE',
      { ...on('2021-12-28', 'DEPARTMENT_CLERK'), reason: answer },
      { answer, answeredOn: '2021-12-28' },
    );
    return use;
  });
}
