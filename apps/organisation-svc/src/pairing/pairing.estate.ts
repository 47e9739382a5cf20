import { type Act, begin, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, later } from '../area/area.estate';
import { Pairing } from './pairing.entity';
import { pairingLife } from './pairing.life';

/** A pairing ends with its community, and the unit is paired with what came after, unless that has a unit already. */
export const pairingEstate: Estate<Pairing> = {
  title: { en: 'pairings', zh: '结对' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(Pairing, {
      where: { areaId: In([...areaIds]), state: 'ADOPTED' },
      order: { fromOn: 'asc', id: 'asc' },
    }),
  async passOn(act, pairings, heir, on) {
    await takeAll(act, pairingLife, { ids: idsOf(pairings), action: 'END' }, ({ fromOn }) => ({
      set: { toOn: later(on, fromOn!) },
      reason: 'AREA_ENDED',
      facts: { to: on, heirId: heir.id },
    }));

    const [first] = pairings;
    if (!first || (await act.tx.existsBy(Pairing, { areaId: heir.id, state: 'ADOPTED' }))) return;
    const { allocationId, unitId, reasons, fromOn } = first;
    await begin(
      act,
      pairingLife,
      'ADOPT',
      {
        state: 'ADOPTED',
        allocationId,
        unitId,
        areaId: heir.id,
        reasons,
        proposedAt: act.now,
        fromOn: later(on, fromOn!),
      },
      { reason: 'AREA_ENDED' },
    );
  },
};

/** Discards what is proposed for communities that end. */
export async function discardPairingsAt(act: Act, areaIds: readonly string[]) {
  const proposed = await act.tx.findBy(Pairing, { areaId: In([...areaIds]), state: 'PROPOSED' });
  await takeAll(act, pairingLife, { ids: idsOf(proposed), action: 'DISCARD' }, () => ({
    reason: 'AREA_CLOSED',
  }));
}

const idsOf = (pairings: readonly Pairing[]) => pairings.map(({ id }) => id);
