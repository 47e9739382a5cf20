import { randomUUID } from 'node:crypto';
import { anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { Agreement, Commitment } from '../agreement/agreement.entity';
import { Alliance, AllianceMembership } from '../alliance/alliance.entity';
import type { Area } from '../area/area.entity';
import { aCounty, anArea, aUnit } from '../testing';
import type { Unit } from '../unit/unit.entity';

let made = 0;

/** A community of a locality, told by its code, with a unit beside it and those who act for each. */
export async function aPair(db: DataSource, locality = '510522') {
  const laid = await aCounty(db);
  made += 1;
  const prefix = locality.replace(/(00)+$/, '');
  const code = prefix + String(made).padStart(12 - prefix.length, '9');
  const community = await anArea(db, { code }, laid.street);
  const unit = await aUnit(db, laid.county);
  return {
    ...laid,
    community,
    unit,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    desk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
    stranger: anActor('DEPARTMENT_CLERK', { unitId: (await aUnit(db, laid.county)).id }),
  };
}

export type PairOf = Awaited<ReturnType<typeof aPair>>;

/** A row with sensible values. */
export const anAlliance = (db: DataSource, area: Area, given: Partial<Alliance> = {}) =>
  db.manager.save(
    db.manager.create(Alliance, {
      state: 'ACTIVE',
      kind: 'NEIGHBOUR_RED_ALLIANCE',
      name: `${area.name}近邻红色联盟`,
      areaId: area.id,
      foundedOn: '2021-03-01',
      ...given,
    }),
  );

export const aMembership = (
  db: DataSource,
  { id: allianceId, areaId }: Alliance,
  { id: unitId }: Unit,
  given: Partial<AllianceMembership> = {},
) =>
  db.manager.save(
    db.manager.create(AllianceMembership, {
      state: 'MEMBER',
      allianceId,
      unitId,
      areaId,
      role: 'MEMBER',
      fromOn: '2021-03-01',
      ...given,
    }),
  );

/** A signed agreement, with one commitment of the unit. */
export async function anAgreement(
  db: DataSource,
  { community, unit }: Pick<PairOf, 'community' | 'unit'>,
  given: Partial<Commitment> = {},
) {
  const agreement = await db.manager.save(
    db.manager.create(Agreement, {
      state: 'IN_FORCE',
      title: '共建协议',
      areaId: community.id,
      unitId: unit.id,
      proposedBy: 'COMMUNITY',
      fromOn: '2026-01-01',
      toOn: '2027-12-31',
      signedOn: '2026-01-05',
    }),
  );
  const commitment = await db.manager.save(
    db.manager.create(Commitment, {
      id: randomUUID(),
      state: 'PROMISED',
      agreementId: agreement.id,
      areaId: community.id,
      unitId: unit.id,
      promisedBy: 'UNIT',
      content: '修缮活动室',
      wantedOn: '2026-11-30',
      dueOn: '2026-11-30',
      ...given,
    }),
  );
  return { agreement, commitment };
}
