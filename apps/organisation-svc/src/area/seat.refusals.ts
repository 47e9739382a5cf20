import type { Act } from '@jinlin/acts';
import { invalidInput } from '@jinlin/graphql';
import type { Area } from './area.entity';

/** Whatever sits in an area and can move to another: a unit, a Party organisation. */
interface Sitting {
  id: string;
  name: string;
  areaId: string;
}

/** Nothing moves to where it sits, nor before it came there. */
export const wrongMove = async (moving: Act, sitting: Sitting, seat: Area, on: string) =>
  sitsThere(moving, sitting, seat) ?? (await beforeItLastMoved(moving, sitting, on));

const sitsThere = (moving: Act, { name, areaId }: Sitting, seat: Area) =>
  areaId === seat.id
    ? invalidInput(moving, 'areaId', {
        en: `${name} sits in ${seat.name} already.`,
        zh: `${name}已设在${seat.name}。`,
      })
    : null;

async function beforeItLastMoved(moving: Act, { id }: Sitting, day: string) {
  const [{ moved }] = await moving.tx.query(
    'select max(until_on)::text as moved from former_seat where record_id = $1',
    [id],
  );
  if (!moved || day > moved) return null;
  return invalidInput(moving, 'on', {
    en: `"on" must be after ${moved}, when it came to where it sits.`,
    zh: `“on”须晚于其迁至现址之日 ${moved}。`,
  });
}
