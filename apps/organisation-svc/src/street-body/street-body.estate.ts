import { carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later, passing } from '../area/area.estate';
import { StreetBody } from './street-body.entity';
import { streetBodyLife } from './street-body.life';

/** Institutions go on at the street that came after; where that has its one team or platform, theirs ends. */
export const streetBodyEstate: Estate<StreetBody> = {
  title: { en: 'institutions of streets', zh: '街道机构' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(StreetBody, {
      where: { areaId: In([...areaIds]), state: 'RUNNING' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, bodies, heir, on) {
    const standing = await act.tx.findBy(StreetBody, { areaId: heir.id, state: 'RUNNING' });
    const taken = new Set(standing.flatMap(onlyOne));
    const going = bodies.filter((body) => onlyOne(body).every((one) => !taken.has(one) && taken.add(one)));
    const staying = bodies.filter((body) => !going.includes(body));

    await carryAll(act, streetBodyLife, { ids: idsOf(going), action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await takeAll(act, streetBodyLife, { ids: idsOf(staying), action: 'CLOSE' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn) },
      reason: 'AREA_ENDED',
    }));
  },
};

/** What a street has only one of, if this is of that kind. */
const onlyOne = ({ kind, platform }: StreetBody) =>
  kind === 'ENFORCEMENT_TEAM' || kind === 'PLATFORM' ? [platform ?? kind] : [];

const idsOf = (bodies: readonly StreetBody[]) => bodies.map(({ id }) => id);
