import { randomUUID } from 'node:crypto';
import { type Asking, anActor, countStatements, NOW, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { ask } from '../testing';
import {
  aProposal,
  aRunningProject,
  BOUTIQUE,
  CRITERIA,
  fourOnes,
  inspected,
  run as runOn,
} from './renewal-project.testing';

const db = testDatabase(tables);

const run = (act: string, input: object, asking: Asking) => runOn(db, act, input, asking);
const approve = (id: string, actor: Asking['actor'], acceptanceDueOn = '2026-12-31') =>
  run('approveRenewalProject', { id, acceptanceDueOn }, { actor: actor ?? null });

describe('a renewal project (H22, H23, D22, F18, F19)', () => {
  it('is proposed, funded, approved, carried out, accepted and evaluated', async () => {
    const { id, pledge, leader, clerk } = await aProposal(db);
    await pledge(500_000);

    expect(await approve(id, leader)).toMatchObject({ state: 'APPROVED', pledged: 500_000, received: 0 });
    expect(await run('beginRenewalProject', { id }, { actor: clerk })).toMatchObject({ state: 'RUNNING' });
    expect(
      await run('inspectRenewalProject', { id, ...inspected(CRITERIA) }, { actor: leader }),
    ).toMatchObject({ state: 'ACCEPTED', acceptedOn: '2026-11-23' });
    expect(
      await run('evaluateRenewalProject', { id, score: 96, remark: '居民满意' }, { actor: leader }),
    ).toMatchObject({ state: 'EVALUATED', evaluationScore: 96 });

    const { renewalProject } = await ask(db, PROJECT, { id });
    expect(renewalProject).toMatchObject({
      kind: { key: 'OLD_COMPOUND', mechanism: 'H23', needsFourOnes: true },
      buildings: 6,
      households: 180,
      ruleVersion: '510522/renewals/1',
      inspections: [{ isPassed: true, criteria: expect.arrayContaining([{ isMet: true }]) }],
    });
    expect(renewalProject.history.map(({ action }: { action: string }) => action)).toEqual([
      'PROPOSE',
      'APPROVE',
      'BEGIN',
      'ACCEPT',
      'EVALUATE',
    ]);
  });

  it.each([
    ['FIRST_SECRETARY', { ...fourOnes, firstSecretaryId: null }],
    ['COMMUNITY_SECRETARY', { ...fourOnes, communitySecretaryId: null }],
    ['WORKING_GROUP', { ...fourOnes, workingGroup: ' ' }],
  ])(
    'is not approved while its %s is missing: one project, two secretaries, one working group (“4个1”, H23)',
    async (one, given) => {
      const { id, pledge, leader, clerk } = await aProposal(db, { fourOnes: given });
      await pledge(500_000);

      expect(await approve(id, leader)).toMatchObject({ code: 'FOUR_ONES_MISSING', missing: [one] });

      expect(await run('nameFourOnes', { id, fourOnes }, { actor: clerk })).toMatchObject({
        fourOnes: { isComplete: true },
      });
      expect(await approve(id, leader)).toMatchObject({ state: 'APPROVED' });
    },
  );

  it('needs no four ones where its kind does not (H22)', async () => {
    const { id, pledge, leader } = await aProposal(db, { kind: 'MICRO_RENEWAL', fourOnes: null });
    await pledge(500_000);

    expect(await approve(id, leader)).toMatchObject({ state: 'APPROVED', fourOnes: { isComplete: false } });
  });

  it('has sources of money that add up, to the fen (H22, F19)', async () => {
    const { id, pledge, leader, clerk, unit } = await aProposal(db);
    await pledge(300_000, { source: 'HIGHER_GOVERNMENT' });

    expect(await approve(id, leader)).toMatchObject({
      code: 'FUNDS_DO_NOT_ADD_UP',
      budget: 500_000,
      pledged: 300_000,
    });
    expect(await pledge(200_001)).toMatchObject({ code: 'FUNDS_DO_NOT_ADD_UP', pledged: 500_001 });
    const fund = await pledge(200_000, { source: 'LINKED_UNITS', unitId: unit.id });
    expect(fund).toMatchObject({ state: 'PLEDGED', project: { pledged: 500_000, received: 0 } });

    const withdraw = (reason: string) =>
      run('withdrawRenewalFunds', { id: fund.id, reason }, { actor: clerk });
    expect(await withdraw('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await withdraw('改由居民出资')).toMatchObject({
      state: 'WITHDRAWN',
      project: { pledged: 300_000 },
    });
    const residents = await pledge(200_000, { source: 'RESIDENTS' });
    await approve(id, leader);
    expect(
      await run('withdrawRenewalFunds', { id: residents.id, reason: '反悔' }, { actor: clerk }),
    ).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(await run('receiveRenewalFunds', { id: residents.id }, { actor: clerk })).toMatchObject({
      state: 'RECEIVED',
      project: { pledged: 500_000, received: 200_000 },
    });
  });

  it('is not promised more than it costs by pledges made at once', async () => {
    const { pledge } = await aProposal(db);

    const answers = await Promise.all(Array.from({ length: 4 }, () => pledge(200_000)));

    expect(answers.filter(({ state }) => state === 'PLEDGED')).toHaveLength(2);
    expect(answers.filter(({ code }) => code === 'FUNDS_DO_NOT_ADD_UP')).toHaveLength(2);
  });

  it('is accepted once its milestones are reached or dropped', async () => {
    const { id, leader, clerk } = await aRunningProject(db);
    const plan = (title: string, dueOn = '2026-12-01') =>
      run('planRenewalMilestone', { projectId: id, title, dueOn }, { actor: clerk });
    const inspect = () => run('inspectRenewalProject', { id, ...inspected(CRITERIA) }, { actor: leader });
    const roof = await plan('屋面防水完工');
    const lift = await plan('加装电梯');

    expect(await plan('早已过去', '2026-11-01')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await plan(' ')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await inspect()).toMatchObject({
      code: 'MILESTONES_OPEN',
      milestones: expect.arrayContaining([{ title: '屋面防水完工' }, { title: '加装电梯' }]),
    });
    const reach = (reachedOn: string) =>
      run('reachRenewalMilestone', { id: roof.id, reachedOn }, { actor: clerk });
    expect(await reach('2026-11-24')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await reach('2026-11-20')).toMatchObject({ state: 'REACHED' });
    const drop = (reason: string) => run('dropRenewalMilestone', { id: lift.id, reason }, { actor: leader });
    expect(await drop('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await drop('业主未达成一致')).toMatchObject({ state: 'DROPPED' });
    expect(await inspect()).toMatchObject({ state: 'ACCEPTED' });
    expect(await plan('再来一个')).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('goes on when its inspection finds something that is not met, and says when it is overdue', async () => {
    const { id, leader } = await aRunningProject(db);
    const inspect = (given: object) => run('inspectRenewalProject', { id, ...given }, { actor: leader });

    expect(await inspect(inspected(['quality', 'safety']))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await inspect({ ...inspected(CRITERIA), inspectedOn: '2026-12-01' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await inspect(inspected(CRITERIA, false))).toMatchObject({ state: 'RUNNING', acceptedOn: null });

    const later = new Date(NOW.getTime() + 60 * 86_400_000);
    const overdue = async (now: Date) =>
      (await ask(db, OVERDUE, { id }, { now })).renewalProjects.nodes.some(
        (project: { id: string }) => project.id === id,
      );
    expect(await overdue(NOW)).toBe(false);
    expect(await overdue(later)).toBe(true);
  });

  it('is awarded once, on acceptance, and within the range of its kind (F18)', async () => {
    const boutique = { kind: 'BOUTIQUE_COMPOUND', title: '精品小区创建', fourOnes: null };
    const { id, leader } = await aRunningProject(db, boutique, '350102004001');
    const award = (amount: number) => run('awardRenewalProject', { id, amount }, { actor: leader });

    expect(await award(120_000_000)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    await run('inspectRenewalProject', { id, ...inspected(BOUTIQUE) }, { actor: leader });
    expect(await award(99_999_999)).toMatchObject({
      code: 'AWARD_OUT_OF_RANGE',
      least: 100_000_000,
      most: 200_000_000,
    });
    expect(await award(200_000_001)).toMatchObject({ code: 'AWARD_OUT_OF_RANGE' });
    expect(await award(200_000_000)).toMatchObject({ award: 200_000_000 });
    expect(await award(100_000_000)).toMatchObject({ code: 'INVALID_INPUT' });

    const plain = await aRunningProject(db);
    await run('inspectRenewalProject', { id: plain.id, ...inspected(CRITERIA) }, { actor: plain.leader });
    expect(
      await run('awardRenewalProject', { id: plain.id, amount: 1 }, { actor: plain.leader }),
    ).toMatchObject({ message: 'Projects of this kind are not awarded.' });
  });

  it('counts what it brings about (D22)', async () => {
    const { id, clerk, community } = await aRunningProject(db, {}, '522701001003');
    const count = (output: string, quantity: number) =>
      run('recordRenewalOutput', { id, output, quantity }, { actor: clerk });

    await count('ADVERTISEMENTS', 40);
    expect(await count('ADVERTISEMENTS', 45)).toMatchObject({
      outputs: [{ key: 'ADVERTISEMENTS', quantity: 85 }],
    });
    expect(await count('TREES', 1)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await count('RUBBISH', 0)).toMatchObject({ code: 'INVALID_INPUT' });
    expect((await talliesOf([community.id]))[0].renewalTally.outputs).toEqual([
      { key: 'ADVERTISEMENTS', title: 'Advertisements cleaned off', quantity: 85 },
    ]);
  });

  it('is turned down or given up with the reason, and then no longer counted', async () => {
    const declined = await aProposal(db);
    const stopped = await aRunningProject(db);

    expect(
      await run('declineRenewalProject', { id: declined.id, reason: ' ' }, { actor: declined.leader }),
    ).toMatchObject({ code: 'INVALID_INPUT' });
    expect(
      await run(
        'declineRenewalProject',
        { id: declined.id, reason: '不具备条件' },
        { actor: declined.leader },
      ),
    ).toMatchObject({ state: 'DECLINED' });
    expect(await declined.pledge(1)).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
    expect(
      await run('stopRenewalProject', { id: stopped.id, reason: '拆迁' }, { actor: stopped.leader }),
    ).toMatchObject({ state: 'STOPPED' });
    expect(await talliesOf([declined.community.id, stopped.community.id])).toMatchObject([
      { renewalTally: { projects: 0, budget: 0, averageAward: null } },
      { renewalTally: { projects: 0, pledged: 0 } },
    ]);
  });

  it('is refused for what cannot be, and where somebody else is at home', async () => {
    const { id, compound, clerk, pledge } = await aProposal(db);
    const { leader: stranger } = await aProposal(db);
    const propose = (given: object) =>
      run(
        'proposeRenewalProject',
        {
          areaId: compound.id,
          kind: 'OLD_COMPOUND',
          title: '改造',
          budget: 1,
          buildings: 1,
          households: 1,
          ...given,
        },
        { actor: clerk },
      );

    expect(await propose({ kind: 'CASTLE' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await propose({ title: '' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await propose({ budget: 0 })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await propose({ buildings: -1 })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await propose({ areaId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await pledge(0)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await pledge(1, { unitId: randomUUID() })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await approve(id, stranger)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run('stopRenewalProject', { id, reason: '外人' }, { actor: stranger })).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('is open to everybody, by place, kind and state', async () => {
    const { id, community } = await aRunningProject(db);
    const find = async (where: object) =>
      (await ask(db, LIST, { where: { areaId: community.id, ...where } }, { actor: null })).renewalProjects;

    expect(await find({ kind: 'OLD_COMPOUND', states: ['RUNNING'], hasFourOnes: true })).toEqual({
      totalCount: 1,
      nodes: [{ id, funds: [{ source: 'LOCAL_GOVERNMENT' }], milestones: [] }],
    });
    expect(await find({ kind: 'MICRO_RENEWAL' })).toMatchObject({ totalCount: 0 });
    expect(await find({ proposedBefore: '2026-01-01T00:00:00+08:00' })).toMatchObject({ totalCount: 0 });
    expect((await ask(db, KINDS)).renewalKinds).toContainEqual({
      key: 'BOUTIQUE_COMPOUND',
      leastAward: 100_000_000,
      mostAward: 200_000_000,
    });
  });

  it('costs as many statements for a hundred areas as for one', async () => {
    const { community } = await aRunningProject(db);
    const { community: other } = await aRunningProject(db);
    const cost = async (ids: string[]) => (await countStatements(() => talliesOf(ids))).statements.length;

    const hundred = Array.from({ length: 100 }, (_, i) => (i % 2 ? community.id : other.id));
    expect(await cost(hundred)).toBe(await cost([community.id]));
  });
});

const talliesOf = async (ids: string[]) => {
  const areas = ids.map((id) => ({ __typename: 'Area', id }));
  return (await ask(db, TALLIES, { areas }, { actor: anActor('RESIDENT') }))._entities;
};

const PROJECT = `query ($id: ID!) {
  renewalProject(id: $id) {
    kind { key mechanism needsFourOnes } buildings households ruleVersion
    inspections { isPassed criteria { isMet } } history { action }
  }
}`;
const LIST = `query ($where: RenewalProjectFilter) {
  renewalProjects(first: 5, where: $where) { totalCount nodes { id funds { source } milestones { title } } }
}`;
const OVERDUE = `{ renewalProjects(first: 100, where: { isOverdue: true }) { nodes { id } } }`;
const KINDS = `{ renewalKinds(localityCode: "350100") { key leastAward mostAward } }`;
const TALLIES = `query ($areas: [_Any!]!) {
  _entities(representations: $areas) {
    ... on Area {
      renewalTally { projects buildings households budget pledged received averageAward outputs { key title quantity } }
      renewalProjects(first: 3) {
        totalCount nodes { id title pledged funds { amount } milestones { title } outputs { key } history { action } }
      }
    }
  }
}`;
