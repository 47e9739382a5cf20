import { randomUUID } from 'node:crypto';
import { idOf } from '@jinlin/localities';
import { anActor } from '@jinlin/testing';
import { wholeGraph } from './graph';

const graph = wholeGraph(['510522']);
const area = (code: string) => idOf('area', code);
const housing = idOf('unit', '510522:housing');

const hotline = anActor('HOTLINE_CLERK', { areaId: area('510522') });
const community = anActor('COMMUNITY_CLERK', { areaId: area('510522001006') });
const street = anActor('STREET_COMMANDER', { areaId: area('510522001') });
const department = anActor('DEPARTMENT_CLERK', { unitId: housing });
const organiser = anActor('ORGANISER', { areaId: area('510522') });
const resident = anActor('RESIDENT', { areaId: area('510522001006'), personId: randomUUID() });

const SEEN = '... on Case { id state } ... on Refusal { message }';
const run = (act: string, input: object, as: typeof hotline) => graph.act(act, input, as, SEEN);

const open = async (as = hotline, given: object = {}) =>
  (
    await run(
      'openCase',
      {
        areaId: area('510522001006001'),
        channel: 'hotline',
        category: '0201',
        title: '楼道灯不亮',
        ...given,
      },
      as,
    )
  ).id;

describe('a case at the gateway (SM-1)', () => {
  it('passes through the hands of everybody whose step it is, to its verified end', async () => {
    const id = await open();

    await run('registerCase', { id }, community);
    await run('dispatchCase', { id, unitId: housing }, street);
    await run('signCase', { id }, department);
    await run('handleCase', { id, outcome: 'RESOLVED', note: '灯已更换' }, department);
    await run('replyToCase', { id, reply: '灯已更换，请放心。' }, department);
    const said = { wasContacted: true, wasSolved: true, satisfaction: 'SATISFIED' };
    await run('visitBackCase', { id, ...said }, hotline);
    await run('closeCase', { id }, community);

    const { data, errors } = await graph.ask(WHOLE_CASE, { id }, hotline);
    expect(errors).toBeUndefined();
    expect(data.case).toMatchObject({
      state: 'CLOSED',
      outcome: 'RESOLVED',
      community: { name: '桂圆林社区' },
      responsibleUnit: { name: '合江县住房和城乡建设局' },
      deadline: { isBreached: false },
      returnVisit: said,
    });
    expect(data.case.history.map(({ action, role }: Step) => `${action} by ${role}`)).toEqual([
      'OPEN by HOTLINE_CLERK',
      'REGISTER by COMMUNITY_CLERK',
      'DISPATCH by STREET_COMMANDER',
      'SIGN by DEPARTMENT_CLERK',
      'HANDLE by DEPARTMENT_CLERK',
      'REPLY by DEPARTMENT_CLERK',
      'VISIT_BACK by HOTLINE_CLERK',
      'CLOSE by COMMUNITY_CLERK',
    ]);
  });

  it('may be opened by the resident whom it concerns, who then follows it', async () => {
    const id = await open(resident, { channel: 'online' });

    const { data } = await graph.ask('query ($id: ID!) { case(id: $id) { state } }', { id }, resident);

    expect(data.case.state).toBe('RECEIVED');
  });

  it('is refused a step out of turn, and stays where it is', async () => {
    const id = await open();

    expect(await run('closeCase', { id }, community)).toEqual({
      __typename: 'ActionNotAllowed',
      message: 'Cannot CLOSE while RECEIVED.',
    });
  });

  it('is not touched by those whose step it is not', async () => {
    const id = await open();

    await expect(run('registerCase', { id }, department)).rejects.toThrow('may not run registerCase');
    await expect(run('registerCase', { id }, resident)).rejects.toThrow('may not run registerCase');
  });
});

describe('what organisation changes', () => {
  it('is heard by cases and services: an area’s new name', async () => {
    const renamed = { id: area('510522001006'), name: '桂圆林新社区', on: '2026-01-01' };
    await graph.act('renameArea', renamed, organiser);
    await graph.follow();

    for (const service of ['cases', 'services'] as const) {
      const [replica] = await graph.databases[service].query('select name from area where id = $1', [
        renamed.id,
      ]);
      expect(replica).toEqual({ name: '桂圆林新社区' });
    }
  });

  it('takes along what lies in an area that moves: its cases are those of the community it has come to', async () => {
    const [grid, next] = [area('510522001006002'), '510522001007'];
    const id = await open(hotline, { areaId: grid });
    const before = await casesIn(next);

    await graph.act('moveArea', { id: grid, parentId: area(next), on: '2026-01-01' }, organiser);
    await graph.follow();

    const { data } = await graph.ask(MOVED, { id, grid }, hotline);
    expect(await casesIn(next)).toBe(before + data.area.cases.totalCount);
    expect(data.case.community.name).toBe('义园街社区');
  });
});

async function casesIn(code: string) {
  const { data } = await graph.ask(CASES_IN, { code }, hotline);
  return data.areaByCode.cases.totalCount as number;
}

interface Step {
  action: string;
  role: string;
}

const WHOLE_CASE = /* GraphQL */ `
  query ($id: ID!) {
    case(id: $id) {
      state
      outcome
      community { name }
      responsibleUnit { name }
      deadline { isBreached }
      returnVisit { wasContacted wasSolved satisfaction }
      history { action role }
    }
  }
`;

const CASES_IN = /* GraphQL */ `
  query ($code: AreaCode!) { areaByCode(code: $code) { cases(first: 1) { totalCount } } }
`;

const MOVED = /* GraphQL */ `
  query ($id: ID!, $grid: ID!) {
    area(id: $grid) { cases(first: 1) { totalCount } }
    case(id: $id) { community { name } }
  }
`;
