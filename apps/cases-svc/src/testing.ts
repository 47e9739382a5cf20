import { randomUUID } from 'node:crypto';
import { poolOf } from '@jinlin/database';
import { vault } from '@jinlin/privacy';
import { Area, jurisdictions, Unit } from '@jinlin/replicas';
import { asker, NOW, withReach } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { Case } from './case/case.entity';
import { contextOf } from './context';
import { localities } from './locality';
import { buildSchema } from './schema';
import { addresses } from './webhook/addresses';

/** Builders: a row with sensible values; a test spells out only what it is about. */
export const anArea = (db: DataSource, given: Partial<Area> = {}) => {
  const label = randomUUID().slice(0, 8);
  return db.manager.save(Area, {
    id: randomUUID(),
    code: '510522001006001',
    name: '第一网格',
    level: 'GRID',
    parentId: null,
    path: `/t/${label}/`,
    urban: true,
    householdCount: 300,
    validFrom: '2020-01-01',
    validTo: null,
    ...given,
  });
};

export const aUnit = (db: DataSource, given: Partial<Unit> = {}) =>
  db.manager.save(Unit, {
    id: randomUUID(),
    name: '住房和城乡建设局',
    kind: 'DEPARTMENT',
    areaId: null,
    active: true,
    ...given,
  });

export const aCase = async (db: DataSource, given: Partial<Case> = {}) => {
  const area = given.areaId ? null : await anArea(db);
  return withReach(db, (manager) =>
    manager.save(
      manager.create(Case, {
        reference: `510522-2026-${randomUUID()}`,
        localityCode: '510522',
        state: 'RECEIVED',
        channel: 'hotline',
        category: CATEGORY,
        requestType: 'HELP',
        urgency: 'GENERAL',
        title: '楼道灯不亮',
        isConfidential: false,
        areaId: area?.id ?? randomUUID(),
        areaPath: area?.path ?? '/t/',
        isResolvedOnSite: false,
        isDeadlineProvisional: false,
        extensionCount: 0,
        assistingUnitIds: [],
        alerts: [],
        calledUnitIds: [],
        isWeighed: given.requestType !== 'COMPLAINT',
        classes: [],
        openedAt: NOW,
        returnCount: 0,
        reopenCount: 0,
        missedVisits: 0,
        placing: 'GIVEN',
        ...given,
      }),
    ),
  );
};

/** A category that Hejiang's profile has. */
export const CATEGORY = localities.named('510522').categories(NOW)[0]!.code;

export const seal = vault(Buffer.alloc(32, 7).toString('base64'));

/** Tests receive call-backs on this machine. */
export const nearby = addresses(['127.0.0.0/8']);

export const schema = buildSchema();

/** Asks the subgraph as the gateway would, and hands back the data. */
export const ask = asker(schema, (db, asked) =>
  contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)), addresses: nearby })(asked),
);
