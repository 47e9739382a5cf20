import { randomUUID } from 'node:crypto';
import type { Actor } from '@jinlin/identity';
import { type Asking, anActor, NOW } from '@jinlin/testing';
import type { GraphQLUnionType } from 'graphql';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit, schema } from '../testing';

/** What a test sees of the thing that an act answers with. */
const SEEN: Record<string, string> = {
  Demand: 'id state amount promised project { id }',
  Resource: 'id state windows { id amount promised left }',
  Match: 'id state score demand { id state promised } resource { id state windows { left } }',
  Project: 'id state title class { key } demands { id state } site { id }',
  ProjectList: 'id state quarter includedCount leftOutCount worth',
  MatchUnfit: 'because code',
  CapacityTaken: 'left code',
  InvalidInput: 'field code',
};

/** Runs one act on the lists as its input type says, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: object, asking: Asking = {}) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}`;
  const answers = (schema.getType(`${type}Result`) as GraphQLUnionType).getTypes();
  const seen = answers.map(({ name }) => `... on ${name} { ${SEEN[name] ?? 'code message'} }`).join(' ');
  const source = `mutation ($input: ${type}Input!) { ${act}(input: $input) { __typename ${seen} } }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

/** A street with a community, the clerk there, and a unit with its clerk. */
export async function aStreet(db: DataSource) {
  const label = randomUUID().slice(0, 8);
  const street = await anArea(db, { level: 'TOWNSHIP', code: '350102004', path: `/${label}/` });
  const community = await anArea(db, {
    level: 'COMMUNITY',
    code: '350102004001',
    name: '东街社区',
    parentId: street.id,
    path: `/${label}/c/`,
  });
  const unit = await aUnit(db, { name: '聚春楼餐饮公司', kind: 'ENTERPRISE' });
  return {
    street,
    community,
    unit,
    clerk: anActor('COMMUNITY_CLERK', { areaId: community.id }),
    commander: anActor('STREET_COMMANDER', { areaId: street.id }),
    unitClerk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
  };
}

type Street = Awaited<ReturnType<typeof aStreet>>;

/** Elders of the community who cannot cook: a demand on its list. */
export async function aDemand(db: DataSource, { community, clerk }: Street, given: object = {}, now = NOW) {
  const wanted = { areaId: community.id, category: 'ELDER_MEALS', title: '独居老人吃饭难', amount: 100 };
  const by = { actor: clerk, now };
  const { id } = await run(db, 'raiseDemand', { ...wanted, channel: 'visit', ...given }, by);
  return run(db, 'publishDemand', { id }, by);
}

/** Meals that the unit offers to the street: a resource on its list. */
export async function aResource(
  db: DataSource,
  { street, community, commander, unitClerk }: Street,
  given: { amount?: number; from?: string; to?: string; by?: Actor } & Record<string, unknown> = {},
) {
  const { amount = 100, from = '2026-11-01', to = '2026-12-31', by = unitClerk, ...rest } = given;
  const offered = await run(
    db,
    'offerResource',
    {
      areaId: community.id,
      offeredToId: street.id,
      category: 'ELDER_MEALS',
      title: '助餐套餐',
      windows: [{ from, to, amount }],
      ...rest,
    },
    { actor: by },
  );
  if (offered.__typename !== 'Resource') return offered;
  return run(db, 'admitResource', { id: offered.id }, { actor: commander });
}

/** A demand and a resource that fits it, and so much of it promised. */
export async function aMatch(db: DataSource, street: Street, amount = 60) {
  const demand = await aDemand(db, street);
  const resource = await aResource(db, street);
  const match = await promise(db, street, demand.id, resource.windows[0].id, amount);
  return { demand, resource, match };
}

export const promise = (
  db: DataSource,
  { clerk }: Street,
  demandId: string,
  windowId: string,
  amount: number,
) => run(db, 'promiseResource', { demandId, windowId, amount }, { actor: clerk });
