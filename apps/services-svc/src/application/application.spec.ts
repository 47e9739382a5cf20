import { randomUUID } from 'node:crypto';
import { anActor, countStatements, testDatabase } from '@jinlin/testing';
import { localities } from '../locality';
import { tables } from '../tables';
import { anArea, ask, askArea, run } from '../testing';
import { applicationStates } from './application.states';

const db = testDatabase(tables);

const at = (clock: string) => new Date(`${clock}+08:00`);
const civilAffairs = localities.named('522701').windowServices('2026-11-23')!.services[0]!.unitId;
const allMaterials = ['APPLICATION_FORM', 'IDENTITY_CARD', 'INCOME_STATEMENT'];

/** A community of Duyun with its window, and the department at the back. */
async function aWindow() {
  const community = await anArea(db, { code: '522701001003', name: '平桥社区' });
  const clerk = anActor('COMMUNITY_CLERK', { areaId: community.id, scopes: ['pii:read'] });
  const official = anActor('DEPARTMENT_CLERK', { unitId: civilAffairs });
  const act = (name: string, input: object, actor = clerk, now?: Date) =>
    run(db, name, input as never, { actor, ...(now && { now }) });
  const receive = (given: object = {}, actor = clerk, now?: Date) =>
    act(
      'receiveApplication',
      {
        service: 'SUBSISTENCE_ALLOWANCE',
        areaId: community.id,
        name: '韦小满',
        phone: '13900001234',
        materials: allMaterials,
        ...given,
      },
      actor,
      now,
    );
  /** An application as far as the unit that decides. */
  const forwarded = async (given: object = {}, now?: Date) => {
    const { id } = await receive(given, clerk, now);
    await act('acceptMaterials', { id }, clerk, now);
    await act('forwardApplication', { id }, clerk, now);
    return id as string;
  };
  const see = async (id: string, fields = 'state', actor: typeof clerk | null = clerk, now?: Date) =>
    (
      await ask(
        db,
        `query ($id: ID!) { serviceApplication(id: $id) { ${fields} } }`,
        { id },
        { actor, ...(now && { now }) },
      )
    ).serviceApplication;
  return { community, clerk, official, act, receive, forwarded, see };
}

describe('an application at the one window (D12, SM-6)', () => {
  it('goes from the counter to the unit that decides, and back to whoever applied', async () => {
    const { official, act, receive, see } = await aWindow();
    const { id, reference, state } = await receive();
    expect(reference).toMatch(/^SL-2026-\d{8}$/);
    expect(state).toBe('RECEIVED');

    expect(await act('acceptMaterials', { id })).toMatchObject({ state: 'MATERIALS_OK' });
    expect(await act('forwardApplication', { id })).toMatchObject({ state: 'FORWARDED' });
    expect(await act('takeOnApplication', { id }, official)).toMatchObject({ state: 'BACK_OFFICE' });
    const decide = (reason: string) => act('decideApplication', { id, outcome: 'GRANTED', reason }, official);
    expect(await decide(' ')).toMatchObject({ __typename: 'InvalidInput' });
    expect(await decide('符合条件')).toMatchObject({ state: 'DONE' });
    expect(await act('giveApplicationFeedback', { id, rating: 6 })).toMatchObject({
      message: '"rating" must be from 1 to 5.',
    });
    expect(await act('giveApplicationFeedback', { id, rating: 5 })).toMatchObject({ state: 'FEEDBACK' });

    expect(await see(id, 'outcome rating availableActions history { action }')).toEqual({
      outcome: 'GRANTED',
      rating: 5,
      availableActions: [],
      history: ['RECEIVE', 'ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON', 'DECIDE', 'GIVE_FEEDBACK'].map(
        (action) => ({ action }),
      ),
    });
  });

  it('is not complete while something required is wanting', async () => {
    const { act, receive } = await aWindow();
    const { id } = await receive({ materials: ['IDENTITY_CARD', 'MEDICAL_RECORD'] });

    expect(await act('acceptMaterials', { id })).toMatchObject({
      __typename: 'MaterialsMissing',
      message: 'Wanting: Application form, Statement of income.',
    });
    expect(await act('forwardApplication', { id })).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await act('askForMaterials', { id, reason: '' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await act('askForMaterials', { id, reason: '请补申请书和收入证明' })).toMatchObject({
      state: 'SUPPLEMENT',
    });
    expect(await act('handInMaterials', { id, materials: [] })).toMatchObject({
      message: 'An application comes with materials.',
    });
    expect(
      await act('handInMaterials', { id, materials: ['APPLICATION_FORM', 'INCOME_STATEMENT'] }),
    ).toMatchObject({ state: 'RECEIVED', missingMaterials: [] });
    expect(await act('acceptMaterials', { id })).toMatchObject({ state: 'MATERIALS_OK' });
  });

  it('is refused with the name of what is wrong', async () => {
    const { act, receive } = await aWindow();
    const street = await anArea(db, { level: 'TOWNSHIP', code: '522701001' });
    const commander = anActor('STREET_COMMANDER', { areaId: street.id });
    const { id } = await receive();

    expect(await receive({ materials: [] })).toMatchObject({
      message: 'An application comes with materials.',
    });
    expect(await receive({ materials: [''] })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await receive({ materials: ['PASSPORT'] })).toMatchObject({
      message: 'The service does not ask for PASSPORT.',
    });
    expect(await receive({ service: 'MARRIAGE' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await receive({ name: ' ' })).toMatchObject({ message: '"name" must not be blank.' });
    expect(await receive({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
    expect(await receive({ areaId: street.id }, commander)).toMatchObject({
      message: 'People live in a community; this area is above that level.',
    });
    expect(await act('withdrawApplication', { id, reason: '' })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await act('withdrawApplication', { id, reason: '不再需要' })).toMatchObject({
      state: 'WITHDRAWN',
    });
  });

  it('is decided once, also when two do so at the same moment', async () => {
    const { official, act, forwarded } = await aWindow();
    const id = await forwarded();
    await act('takeOnApplication', { id }, official);
    const decide = (outcome: string) =>
      act('decideApplication', { id, outcome, reason: '审核结束' }, official);

    const answers = await Promise.all([decide('GRANTED'), decide('REFUSED')]);

    expect(answers.map(({ __typename }) => __typename).sort()).toEqual([
      'ActionNotAllowed',
      'ServiceApplication',
    ]);
  });
});

describe('on somebody’s behalf (红色代办, X10)', () => {
  const consent = {
    agentName: '莫向阳',
    consent: 'SIGNED_LETTER',
    consentReference: '委托书2026-17',
    consentedOn: '2026-11-20',
  };

  it('takes proof of their consent', async () => {
    const { community, receive, see } = await aWindow();
    const helper = anActor('GRID_WORKER', { areaId: community.id });
    const { id } = await receive({ onBehalf: consent }, helper);

    expect(await see(id, 'maskedName onBehalf { maskedAgent consent consentReference consentedOn }')).toEqual(
      {
        maskedName: '韦**',
        onBehalf: {
          maskedAgent: '莫**',
          consent: 'SIGNED_LETTER',
          consentReference: '委托书2026-17',
          consentedOn: '2026-11-20',
        },
      },
    );
  });

  it('is refused without it, and where one comes in person', async () => {
    const { community, receive } = await aWindow();
    const resident = anActor('RESIDENT', { areaId: community.id, personId: randomUUID() });
    const inPerson = { service: 'UNEMPLOYMENT_REGISTRATION', materials: ['IDENTITY_CARD'] };

    expect(await receive({ onBehalf: { ...consent, consentReference: '' } })).toMatchObject({
      message: '"consentReference" must not be blank.',
    });
    expect(await receive({ onBehalf: { ...consent, consentedOn: '2026-12-01' } })).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await receive({ onBehalf: consent, ...inPerson })).toMatchObject({
      message: 'This is applied for in person.',
    });
    expect(await receive({ onBehalf: consent }, resident)).toMatchObject({ __typename: 'InvalidInput' });
  });
});

describe('its clock', () => {
  it('counts working days, and stands still while materials are wanted', async () => {
    const { clerk, act, receive, see } = await aWindow();
    const monday = at('2026-11-02T10:00:00');
    const given = {
      service: 'UNEMPLOYMENT_REGISTRATION',
      materials: ['IDENTITY_CARD'],
    };
    const { id, deadline } = await receive(given, clerk, monday);
    expect(deadline).toMatchObject({ dueAt: at('2026-11-05T17:30:00').toISOString(), pausedSince: null });

    const asked = at('2026-11-03T09:00:00');
    expect(await act('askForMaterials', { id, reason: '请补证明' }, clerk, asked)).toMatchObject({
      deadline: { dueAt: null, pausedSince: asked.toISOString(), isBreached: false },
    });
    const handed = at('2026-11-11T16:00:00');
    const { deadline: resumed } = await act(
      'handInMaterials',
      { id, materials: ['DISMISSAL'] },
      clerk,
      handed,
    );
    expect(resumed).toMatchObject({ dueAt: at('2026-11-13T17:30:00').toISOString(), pausedSince: null });

    const { explanation } = (await see(id, 'deadline { explanation }')).deadline;
    expect(explanation).toContain('The clock stood still from 2026-11-03 09:00 to 2026-11-11 16:00.');
    const late = at('2026-11-14T09:00:00');
    expect(await see(id, 'deadline { isBreached }', clerk, late)).toEqual({ deadline: { isBreached: true } });
  });
});

describe('who applied', () => {
  it('is seen by themselves, their window and the unit that it went to; the database holds to it', async () => {
    const { community, clerk, official, act, receive, see } = await aWindow();
    const personId = randomUUID();
    const resident = anActor('RESIDENT', { areaId: community.id, personId });
    const { id } = await receive({}, resident);

    expect(await see(id, 'id', resident)).toEqual({ id });
    expect(await see(id, 'id', official)).toBeNull();
    expect(await act('takeOnApplication', { id }, official)).toMatchObject({ __typename: 'NotFound' });
    await act('acceptMaterials', { id });
    await act('forwardApplication', { id });
    expect(await see(id, 'id', official)).toEqual({ id });
    for (const actor of [
      null,
      anActor('RESIDENT', { areaId: community.id, personId: randomUUID() }),
      anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }),
      anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id }),
    ]) {
      expect(await see(id, 'id', actor)).toBeNull();
    }
    expect(await db.query('select id from service_application where id = $1', [id])).toEqual([]);
    expect(await see(id, 'inClear(purpose: "核对身份") { name phone agent }', clerk)).toEqual({
      inClear: { name: '韦小满', phone: '13900001234', agent: null },
    });
    await expect(see(id, 'inClear(purpose: "核对身份") { name }', official)).rejects.toThrow('pii:read');
  });
});

test('the catalogue says what is applied for and with what, where there is a window', async () => {
  const catalogue = async (code: string) =>
    (await ask(db, CATALOGUE, { code }, { actor: null })).windowServices;

  expect((await catalogue('522701001003'))[0]).toEqual({
    key: 'SUBSISTENCE_ALLOWANCE',
    title: 'Subsistence allowance',
    unit: { id: civilAffairs },
    limit: { amount: 20, unit: 'WORKING_DAYS' },
    mayBeOnBehalf: true,
    materials: expect.arrayContaining([
      { key: 'MEDICAL_RECORD', title: 'Medical record', isRequired: false },
    ]),
  });
  expect(await catalogue('210100')).toEqual([]);
});

test('a desk finds what is overdue, and the window’s work is counted; three in as many statements as one', async () => {
  const { community, clerk, official, act, receive, forwarded, see } = await aWindow();
  const september = at('2026-09-01T10:00:00');
  const late = await forwarded({}, september);
  await forwarded({}, september);
  await receive({
    onBehalf: {
      agentName: '莫向阳',
      consent: 'WITNESSED',
      consentReference: '见证书',
      consentedOn: '2026-11-20',
    },
  });
  await act('takeOnApplication', { id: late }, official);
  await act('decideApplication', { id: late, outcome: 'REFUSED', reason: '收入超标' }, official);
  const list = async (where: object, first = 1) =>
    (await ask(db, LIST, { first, where: { areaId: community.id, ...where } }, { actor: clerk }))
      .serviceApplications;

  const { reference } = await see(late, 'reference');
  expect((await list({ reference })).totalCount).toBe(1);
  expect((await list({ isOverdue: true })).totalCount).toBe(1);
  expect((await list({ isOverdue: false, states: ['RECEIVED', 'DONE'] })).totalCount).toBe(2);
  expect((await list({ isOnBehalf: true, service: 'SUBSISTENCE_ALLOWANCE' })).totalCount).toBe(1);
  expect((await list({ unitId: civilAffairs, from: '2026-09-01', to: '2026-09-01' })).totalCount).toBe(2);
  const one = await countStatements(() => list({}, 1));
  const three = await countStatements(() => list({}, 3));
  expect(three.statements.length).toBe(one.statements.length);
  expect(await askArea(db, [community.id], WORK, { actor: clerk })).toEqual([
    {
      windowWork: {
        received: 3,
        onBehalf: 1,
        open: 2,
        overdue: 1,
        decided: 1,
        onTime: 0,
        onTimeRate: 0,
        meanRating: null,
      },
    },
  ]);
  expect(await askArea(db, [community.id], WORK, { actor: null })).toEqual([{ windowWork: null }]);
  const street = anActor('STREET_COMMANDER', { areaId: community.id });
  const grid = await anArea(db, { level: 'GRID', path: `${community.path}g/` });
  const count = (ids: string[]) => countStatements(() => askArea(db, ids, WORK, { actor: street }));
  const [ofOne, ofTwo] = [await count([community.id]), await count([community.id, grid.id])];
  expect(ofTwo.statements.length).toBe(ofOne.statements.length);
});

test('a desk reads what is open by what is due soonest, page by page; what waits for materials comes last', async () => {
  const { community, clerk, act, receive, see } = await aWindow();
  const received = async (on: string) => (await receive({}, clerk, at(`${on}T10:00:00`))).id as string;
  const second = await received('2026-11-10');
  const first = await received('2026-11-02');
  const waiting = await received('2026-10-12');
  const gone = await received('2026-10-01');
  await act('askForMaterials', { id: waiting, reason: '缺收入证明' }, clerk, at('2026-10-13T09:00:00'));
  await act('withdrawApplication', { id: gone, reason: '不再需要' });
  const page = async (size: number, after?: string) => {
    const variables = { first: size, after, where: { areaId: community.id, isOpen: true } };
    return (await ask(db, DUE_FIRST, variables, { actor: clerk })).serviceApplications;
  };

  const whole = await page(5);
  expect(whole.nodes.map(({ id }: { id: string }) => id)).toEqual([first, second, waiting]);
  expect((await see(waiting, 'deadline { dueAt }')).deadline.dueAt).toBeNull();
  const walked: string[] = [];
  for (let after: string | undefined; walked.length < 3; ) {
    const { nodes, pageInfo } = await page(1, after);
    walked.push(nodes[0].id);
    after = pageInfo.endCursor;
    expect(pageInfo.hasNextPage).toBe(walked.length < 3);
  }
  expect(walked).toEqual([first, second, waiting]);
});

test('every state of an application can be reached', () => {
  expect([...applicationStates.reachable('RECEIVED')].sort()).toEqual([...applicationStates.states].sort());
});

const WORK =
  'windowWork(from: "2026-09-01") { received onBehalf open overdue decided onTime onTimeRate meanRating }';
const CATALOGUE = /* GraphQL */ `
  query ($code: AreaCode!) {
    windowServices(localityCode: $code) {
      key title unit { id } limit { amount unit } mayBeOnBehalf materials { key title isRequired }
    }
  }
`;
const DUE_FIRST = /* GraphQL */ `
  query ($first: Int!, $after: String, $where: ServiceApplicationFilter) {
    serviceApplications(first: $first, after: $after, where: $where, orderBy: DUE_FIRST) {
      nodes { id }
      pageInfo { hasNextPage endCursor }
    }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: ServiceApplicationFilter) {
    serviceApplications(first: $first, where: $where) {
      totalCount
      nodes { reference materials { key } unit { id } deadline { dueAt } history { action } }
    }
  }
`;
