import { randomUUID } from 'node:crypto';
import { everything, poolOf, scopeSql } from '@jinlin/database';
import type { Language } from '@jinlin/graphql';
import type { Actor } from '@jinlin/identity';
import { vault } from '@jinlin/privacy';
import { Area, jurisdictions, Unit } from '@jinlin/replicas';
import { anActor } from '@jinlin/testing';
import { graphql } from 'graphql';
import type { DataSource } from 'typeorm';
import { Case } from './case/case.entity';
import { contextOf } from './context';
import { localities } from './locality';
import { schema } from './schema';

/** A Monday morning in Hejiang. */
export const NOW = new Date('2026-11-23T09:30:00+08:00');

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
        openedAt: NOW,
        returnCount: 0,
        reopenCount: 0,
        ...given,
      }),
    ),
  );
};

/** A category that Hejiang's profile has. */
export const CATEGORY = localities.named('510522').categories(NOW)[0]!.code;

/** Runs with everything in reach, as the service's own work does. */
export const withReach = <Answer>(db: DataSource, run: (manager: DataSource['manager']) => Promise<Answer>) =>
  db.transaction(async (tx) => {
    await tx.query(scopeSql(everything));
    return run(tx);
  });

export interface Asking {
  actor?: Actor | null;
  now?: Date;
  language?: Language;
}

const seal = vault(Buffer.alloc(32, 7).toString('base64'));

/** Asks the subgraph as the gateway would, and hands back the data. */
export async function ask(
  db: DataSource,
  source: string,
  variableValues: Record<string, unknown> = {},
  { actor = anActor('OPERATOR'), now = NOW, language = 'en' }: Asking = {},
) {
  const service = contextOf({ db, vault: seal, localities, scopeOf: jurisdictions(poolOf(db)) });
  const contextValue = await service({ actor, language, now });
  try {
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    if (errors?.[0]) throw errors[0];
    return JSON.parse(JSON.stringify(data));
  } finally {
    await contextValue.end();
  }
}
