import { begin, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later } from '../area/area.estate';
import { CommunityUnitLink } from './unit-link.entity';
import { unitLinkLife } from './unit-link.life';

/**
 * A link ends with its community, which keeps it as its last, and another begins with what came after. There a unit
 * is linked once, and one leads: the one that leads already, or that is named first.
 */
export const unitLinkEstate: Estate<CommunityUnitLink> = {
  title: { en: 'linked units', zh: '联系单位' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(CommunityUnitLink, {
      where: { areaId: In([...areaIds]), state: 'LINKED' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, links, heir, on) {
    await takeAll(act, unitLinkLife, { ids: links.map(({ id }) => id), action: 'END' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn) },
      reason: 'AREA_ENDED',
      facts: { to: on, heirId: heir.id },
    }));

    // What was linked to the heir until later than this day, was so by its own link.
    const standing: CommunityUnitLink[] = await act.tx.query(LINKS_SINCE, [heir.id, on]);
    const linked = new Set(standing.map(({ unitId }) => unitId));
    let isLed = standing.some(({ role }) => role === 'LEAD');
    for (const { unitId, role, fromOn } of links) {
      if (linked.has(unitId)) continue;
      linked.add(unitId);
      const leads = role === 'LEAD' && !isLed;
      isLed ||= leads;
      await begin(
        act,
        unitLinkLife,
        'LINK',
        {
          state: 'LINKED',
          unitId,
          areaId: heir.id,
          role: leads ? 'LEAD' : 'CONTACT',
          fromOn: later(on, fromOn),
        },
        { reason: 'AREA_ENDED', facts: { was: role } },
      );
    }
  },
};

const LINKS_SINCE = /* SQL */ `
  select unit_id as "unitId", role from community_unit_link
  where area_id = $1 and (to_on is null or to_on > $2)
`;
