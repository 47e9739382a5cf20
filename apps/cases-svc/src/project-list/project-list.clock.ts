import { isAlone } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { everything, type Scope } from '@jinlin/database';
import { Area } from '@jinlin/replicas';
import { type DataSource, In, IsNull } from 'typeorm';
import { byClock } from '../clock';
import type { Localities } from '../locality';
import { drawUp, presentList } from './project-list.service';
import { quarterOf } from './quarter';

/** Draws up the project lists of the present quarter where profiles say so and none is there (F14), each once, however many processes run this. */
export const tickProjectLists = (
  db: DataSource,
  localities: Localities,
  now: Date,
  scope: Scope = everything,
) =>
  byClock(db, { now, scope }, async (acting) => {
    if (!(await isAlone(acting, 'project lists'))) return { drawnUp: 0 };

    const codes = localities.all.flatMap((locality) => locality.threeLists(now)?.quarterlyFor ?? []);
    const areas = await acting.tx.findBy(Area, { code: In(codes), validTo: IsNull() });
    const quarter = quarterOf(dateIn(now));
    let drawnUp = 0;
    for (const area of areas) {
      if (await presentList(acting, area.id, quarter)) continue;
      await drawUp(acting, localities, area, quarter);
      drawnUp += 1;
    }
    return { drawnUp };
  });
