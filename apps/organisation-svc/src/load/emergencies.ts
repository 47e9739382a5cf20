import { born, historyOf, step } from '@jinlin/acts';
import { copyInto, copyRows } from '@jinlin/database';
import { historyCells, historyColumns } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { EmergencyPeriod } from '../emergency/emergency.entity';
import { emergencyPeriodStates } from '../emergency/emergency.states';
import { localities } from '../locality';
import { organiser } from './keep';
import type { Places } from './places';

/** 沈河区, whose compounds have their three heads and five members. */
const SHENHE = '210103';
const TEMPLATE = 'three-heads-five-members';

/** Loads a drill in which the teams of a district turned to emergency and back (平急转换, S13); no real one is told of. */
export async function loadEmergencies({ client, db }: Loading, { locality, ofLevel }: Places) {
  const district = ofLevel('COUNTY').find(({ code }) => code === SHENHE);
  if (!district) return;

  const { ruleVersion } = localities
    .named(locality.code)
    .templates('2022-05-10')
    .find(({ code }) => code === TEMPLATE)!;
  const row: Omit<EmergencyPeriod, '__typename'> = {
    id: idOf('emergency-period', `${SHENHE}:1`),
    state: 'CALLED',
    template: TEMPLATE,
    areaId: district.id,
    fromOn: '2022-05-10',
    untilOn: '2022-05-13',
    toOn: null,
    reason: '平急转换演练',
    authority: '区应急指挥部',
    ruleVersion,
  };
  const { reason, authority, untilOn: until } = row;
  const drill = born(row, 'CALL', {
    ...organiser('2022-05-10'),
    reason,
    ruleVersion,
    facts: { authority, until },
  });
  const over = { ...organiser('2022-05-12'), reason: '演练结束' };
  step(drill, emergencyPeriodStates, 'END', over, { toOn: '2022-05-12' });

  await copyRows(client, db.getMetadata(EmergencyPeriod), [drill.row]);
  await copyInto(client, 'history', historyColumns, historyOf('EmergencyPeriod', drill).map(historyCells));
}
