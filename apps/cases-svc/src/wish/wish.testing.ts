import { randomUUID } from 'node:crypto';
import { type Asking, anActor } from '@jinlin/testing';
import type { DataSource } from 'typeorm';
import { anArea, ask, aUnit } from '../testing';

/** Runs an act on wishes as a client would, under a new client key unless one is given. */
export async function run(db: DataSource, act: string, input: object, asking: Asking) {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) {
      __typename
      ... on MicroWish { id state title claimCount expiresAt points ruleVersion availableActions }
      ... on Refusal { code message }
      ${act === 'postWish' ? '' : '... on InvalidInput { field }'}
    }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
}

/** A community of Xianyou that collects wishes, and everybody who has to do with them. */
export async function aWishingPlace(db: DataSource) {
  const community = await anArea(db, { level: 'COMMUNITY', code: '350322104009', name: '圣泉社区' });
  const grid = await anArea(db, { code: '350322104009001', path: `${community.path}g/` });
  const unit = await aUnit(db);
  const place = { areaId: community.id };
  return {
    community,
    grid,
    unit,
    clerk: anActor('COMMUNITY_CLERK', place),
    organiser: anActor('ORGANISER', place),
    gridWorker: anActor('GRID_WORKER', { areaId: grid.id }),
    desk: anActor('DEPARTMENT_CLERK', { unitId: unit.id }),
    wisher: anActor('RESIDENT', { personId: randomUUID() }),
    volunteer: anActor('RESIDENT', { personId: randomUUID() }),
    neighbour: anActor('RESIDENT', { personId: randomUUID() }),
  };
}

/** What somebody in a protected group wishes for, as it is taken down at the door. */
export const aWish = {
  channel: 'DOOR_VISIT',
  group: 'LEFT_BEHIND_CHILD',
  words: '林小雨想要一个新书包，电话13800001234',
  wisher: { name: '林小雨', phone: '13800001234', address: '圣泉社区3组8号' },
};

/** Such a wish, led by these acts from its collection on. */
export async function aWishAfter(db: DataSource, acts: readonly string[], given: object = {}) {
  const place = await aWishingPlace(db);
  const { clerk, volunteer, grid } = place;
  const { id } = await run(db, 'collectWish', { areaId: grid.id, ...aWish, ...given }, { actor: clerk });
  const steps: Record<string, { input: object; actor: typeof clerk }> = {
    reviewWish: { input: { title: '一个新书包' }, actor: clerk },
    postWish: { input: {}, actor: clerk },
    claimWish: { input: {}, actor: volunteer },
    realiseWish: { input: { realisation: '已将书包送到社区' }, actor: volunteer },
  };
  for (const act of acts) await run(db, act, { id, ...steps[act]!.input }, { actor: steps[act]!.actor });
  return { ...place, id: id as string };
}

export const POSTED = ['reviewWish', 'postWish'];
export const CLAIMED = [...POSTED, 'claimWish'];
export const REALISED = [...CLAIMED, 'realiseWish'];
