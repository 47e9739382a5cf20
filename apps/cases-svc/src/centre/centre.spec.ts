import { randomUUID } from 'node:crypto';
import { type Asking, anActor, testDatabase } from '@jinlin/testing';
import { run as runCase } from '../case/case.testing';
import { tables } from '../tables';
import { anArea, ask, aUnit, CATEGORY } from '../testing';
import { centreWindowStates } from './centre.states';

const db = testDatabase(tables);

const run = async (act: string, input: object, asking: Asking) => {
  const type = `${act[0]!.toUpperCase()}${act.slice(1)}Input`;
  const source = `mutation ($input: ${type}!) {
    ${act}(input: $input) { __typename ... on CentreWindow { id state number availableActions } ... on Refusal { code } ... on InvalidInput { field } }
  }`;
  return (await ask(db, source, { input: { clientKey: randomUUID(), ...input } }, asking))[act];
};

async function aCentre() {
  const county = await anArea(db, { level: 'COUNTY', code: '510522', path: `/${randomUUID().slice(0, 8)}/` });
  const community = await anArea(db, { level: 'COMMUNITY', code: '510522001006', path: `${county.path}c/` });
  const unit = await aUnit(db);
  const hotline = anActor('HOTLINE_CLERK', { areaId: county.id });
  const open = (given: object, actor = hotline) =>
    run('openCentreWindow', { areaId: county.id, number: 1, title: '信访接待', ...given }, { actor });
  return { county, community, unit, hotline, open };
}

describe('a window of a governance centre (D15)', () => {
  it('takes cases in, and knows which', async () => {
    const { community, unit, hotline, open } = await aCentre();
    const window = await open({ unitId: unit.id });
    const openCase = (windowId: string, areaId = community.id) =>
      runCase(
        db,
        'openCase',
        { areaId, channel: 'window', category: CATEGORY, title: '咨询', windowId },
        { actor: hotline },
      );
    const { id } = await openCase(window.id);

    const query = `query ($id: ID!, $window: ID!) {
      case(id: $id) { window { title number unit { id } } }
      centreWindow(id: $window) { cases(first: 5) { totalCount nodes { id } } }
    }`;
    expect(await ask(db, query, { id, window: window.id }, { actor: hotline })).toEqual({
      case: { window: { title: '信访接待', number: 1, unit: { id: unit.id } } },
      centreWindow: { cases: { totalCount: 1, nodes: [{ id }] } },
    });

    expect(await openCase(randomUUID())).toMatchObject({ code: 'NOT_FOUND' });
    const elsewhere = await aCentre();
    const away = await elsewhere.open({});
    expect(await openCase(away.id)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is closed with a reason, and then takes nothing in; its number is free again', async () => {
    const { community, hotline, open } = await aCentre();
    const { id } = await open({});
    const close = (reason: string, actor = hotline) => run('closeCentreWindow', { id, reason }, { actor });

    expect(await open({ title: '行政调解' })).toMatchObject({ field: 'number' });
    expect(await open({ kind: 'STANDING_OFFICE', title: '山林水事调处办' })).toMatchObject({ state: 'OPEN' });
    expect(await close('')).toMatchObject({ code: 'INVALID_INPUT' });
    const elsewhere = await aCentre();
    expect(await close('撤并', elsewhere.hotline)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await close('撤并')).toMatchObject({ state: 'CLOSED', availableActions: [] });
    expect(await close('撤并')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    const given = {
      areaId: community.id,
      channel: 'window',
      category: CATEGORY,
      title: '咨询',
      windowId: id,
    };
    expect(await runCase(db, 'openCase', given, { actor: hotline })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open({ title: '行政调解' })).toMatchObject({ state: 'OPEN', number: 1 });
  });

  it('is refused where there is no centre, without a title or a number, and out of reach', async () => {
    const { community, open } = await aCentre();
    const elsewhere = await aCentre();

    expect(await open({ areaId: community.id })).toMatchObject({ field: 'areaId' });
    expect(await open({ title: ' ' })).toMatchObject({ field: 'title' });
    expect(await open({ number: 0 })).toMatchObject({ field: 'number' });
    expect(await open({ unitId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await open({}, elsewhere.hotline)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is listed by its number, apart from the standing offices (D16)', async () => {
    const { county, open } = await aCentre();
    await db.query('update area set valid_to = $1 where code = $2 and id <> $3', [
      '2026-01-01',
      '510522',
      county.id,
    ]);
    for (const number of [3, 1, 2]) await open({ number });
    await open({ kind: 'STANDING_OFFICE', title: '扫黑除恶办' });

    const { centreWindows } = await ask(
      db,
      'query { centreWindows(first: 9, where: { areaCode: "510522", kind: WINDOW, isOpen: true }) { totalCount nodes { number } } }',
    );
    expect(centreWindows).toEqual({ totalCount: 3, nodes: [{ number: 1 }, { number: 2 }, { number: 3 }] });
  });

  it('has a life in which every state can be reached', () => {
    expect([...centreWindowStates.reachable('OPEN')].sort()).toEqual([...centreWindowStates.states].sort());
  });
});
