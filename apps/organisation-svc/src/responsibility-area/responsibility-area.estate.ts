import { type Act, carryAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { ResponsibilityArea } from './responsibility-area.entity';
import { responsibilityAreaLife } from './responsibility-area.life';

/** A responsibility area lies in the area that came after, with the places in it that go on. */
export const responsibilityAreaEstate: Estate<ResponsibilityArea> = {
  title: { en: 'responsibility areas', zh: '责任区' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(ResponsibilityArea, {
      where: { areaId: In([...areaIds]), state: 'ACTIVE' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  passOn: (act, areas, heir, on) =>
    carryAll(act, responsibilityAreaLife, { ids: areas.map(({ id }) => id), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    ),
};

/** Takes places that end out of whatever responsibility areas they are in. */
export const takeOutPlacesAt = ({ tx }: Act, areaIds: readonly string[], on: string) =>
  tx.query(TAKE_OUT, [areaIds, on]);

/** What was taken in on the day or later, was never in it as of any day. */
const TAKE_OUT = /* SQL */ `
  with ended as (
    update responsibility_place set to_on = $2::date
    where area_id = any($1::uuid[]) and to_on is null and from_on < $2::date
  )
  delete from responsibility_place where area_id = any($1::uuid[]) and to_on is null and from_on >= $2::date
`;
