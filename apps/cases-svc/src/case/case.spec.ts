import { randomUUID } from 'node:crypto';
import { anActor, NOW, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, anArea, ask, CATEGORY } from '../testing';
import { aDesk, aSignedCase, run } from './case.testing';

const db = testDatabase(tables);

const opening = async () => {
  const { grid, hotline } = await aDesk(db);
  const input = {
    clientKey: randomUUID(),
    areaId: grid.id,
    channel: 'hotline',
    category: CATEGORY,
    title: '路灯不亮',
  };
  return { grid, hotline, input };
};

describe('a case (SM-1)', () => {
  it('goes from the hotline to its verified end', async () => {
    const { grid, unit, community, commander, hotline, clerk } = await aDesk(db);
    const opened = await run(
      db,
      'openCase',
      { areaId: grid.id, channel: 'hotline', category: CATEGORY, title: '路灯不亮' },
      { actor: hotline },
    );
    const { id } = opened;

    expect(opened).toMatchObject({
      state: 'RECEIVED',
      availableActions: ['PLACE', 'REGISTER', 'MERGE', 'WITHDRAW'],
    });
    expect(opened.reference).toMatch(/^510522-2026-\d{6}$/);
    expect(await run(db, 'registerCase', { id }, { actor: community })).toMatchObject({
      state: 'REGISTERED',
    });
    expect(await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander })).toMatchObject({
      state: 'DISPATCHED',
    });
    expect(await run(db, 'signCase', { id }, { actor: clerk })).toMatchObject({ state: 'SIGNED' });
    expect(
      await run(db, 'handleCase', { id, outcome: 'RESOLVED', note: '换了灯泡' }, { actor: clerk }),
    ).toMatchObject({ state: 'HANDLED', outcome: 'RESOLVED' });
    expect(await run(db, 'replyToCase', { id, reply: '路灯已修好。' }, { actor: clerk })).toMatchObject({
      state: 'REPLIED',
    });
    expect(
      await run(
        db,
        'visitBackCase',
        { id, wasContacted: true, wasSolved: true, satisfaction: 'SATISFIED' },
        { actor: hotline },
      ),
    ).toMatchObject({ state: 'VISITED' });
    expect(await run(db, 'closeCase', { id }, { actor: hotline })).toMatchObject({
      state: 'CLOSED',
      availableActions: ['ARCHIVE'],
    });
    expect(await run(db, 'archiveCase', { id }, { actor: hotline })).toMatchObject({
      state: 'ARCHIVED',
      availableActions: [],
    });

    const { case: seen } = await ask(db, HISTORY, { id }, { actor: hotline });
    expect(seen.history.map(({ action }: { action: string }) => action)).toEqual([
      'OPEN',
      'REGISTER',
      'DISPATCH',
      'SIGN',
      'HANDLE',
      'REPLY',
      'VISIT_BACK',
      'CLOSE',
      'ARCHIVE',
    ]);
    expect(seen.history.map(({ sequence }: { sequence: number }) => sequence)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it('found on patrol may be solved where it was found (H11)', async () => {
    const { id, community } = await aDesk(db, { state: 'DISCOVERED', channel: 'patrol' });

    expect(await run(db, 'resolveCaseOnSite', { id, reply: '已清理。' }, { actor: community })).toMatchObject(
      {
        state: 'RESOLVED_AT_GRID',
        outcome: 'RESOLVED',
      },
    );
  });

  it('is due on the working calendar, from its dispatch on, under the rule that then held', async () => {
    const { id, unit, commander } = await aDesk(db, { state: 'REGISTERED', requestType: 'HELP' });

    await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
    const { case: seen } = await ask(db, DEADLINE, { id }, { actor: commander });

    expect(seen.deadline).toMatchObject({
      startedAt: NOW.toISOString(),
      isBreached: false,
      isProvisional: false,
      ruleVersion: '510522/deadlines/1',
    });
    expect(new Date(seen.deadline.dueAt).getTime()).toBeGreaterThan(NOW.getTime());

    const muchLater = { actor: commander, now: new Date('2027-11-23T01:30:00Z') };
    expect((await ask(db, DEADLINE, { id }, muchLater)).case.deadline.isBreached).toBe(true);
  });

  it('is not handled before it is signed', async () => {
    const { id, unit, clerk } = await aDesk(db, { state: 'REGISTERED' });
    await withReach(db, (tx) => tx.update('case', { id }, { state: 'DISPATCHED', ...at(unit) }));

    expect(await run(db, 'handleCase', { id, outcome: 'RESOLVED', note: '…' }, { actor: clerk })).toEqual({
      __typename: 'ActionNotAllowed',
      code: 'ACTION_NOT_ALLOWED',
      message: 'Cannot HANDLE while DISPATCHED.',
    });
  });

  it('is closed without an answer once its return visit was tried as often as the rule asks', async () => {
    const { id, hotline, community } = await aDesk(db, { state: 'REPLIED', outcome: 'RESOLVED' });
    const miss = (why: string, actor = hotline) => run(db, 'recordMissedVisit', { id, why }, { actor });
    const giveUp = () => run(db, 'giveUpVisit', { id }, { actor: hotline });

    await miss('NO_ANSWER');
    expect(await miss('UNAVAILABLE', community)).toMatchObject({ state: 'REPLIED' });
    expect(await giveUp()).toMatchObject({ code: 'VISITS_TOO_FEW' });
    await miss('DECLINED');
    expect(await giveUp()).toMatchObject({ state: 'VISITED', outcome: 'RESOLVED' });

    const seen = 'query ($id: ID!) { case(id: $id) { missedVisits returnVisit { wasSolved } } }';
    expect((await ask(db, seen, { id }, { actor: hotline })).case).toEqual({
      missedVisits: 3,
      returnVisit: null,
    });
    expect(await run(db, 'closeCase', { id }, { actor: hotline })).toMatchObject({ state: 'CLOSED' });
  });

  it('is visited anew, and tried anew, when it goes round again', async () => {
    const { id, hotline } = await aDesk(db, { state: 'VISITED', outcome: 'RESOLVED', missedVisits: 3 });

    await run(db, 'reopenCase', { id, reason: '来电要求重办' }, { actor: hotline });
    const { case: seen } = await ask(
      db,
      'query ($id: ID!) { case(id: $id) { missedVisits } }',
      { id },
      { actor: hotline },
    );

    expect(seen.missedVisits).toBe(0);
  });

  it('is given back once, then stays with whoever has it (首接负责制)', async () => {
    const { id, unit, clerk, commander } = await aDesk(db, { state: 'REGISTERED' });
    const dispatch = () => run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
    const giveBack = () => run(db, 'returnCase', { id, legalBasis: '职责目录第3条' }, { actor: clerk });

    await dispatch();
    expect(await giveBack()).toMatchObject({ state: 'RETURNED', returnCount: 1 });
    expect(await giveBack()).toMatchObject({ __typename: 'ActionNotAllowed' });
    await dispatch();

    expect(await giveBack()).toMatchObject({ __typename: 'ReturnLimitReached' });
  });

  it('is not given back after the time for that is over', async () => {
    const { id, unit, clerk, commander } = await aDesk(db, { state: 'REGISTERED' });
    await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });
    const threeDaysLater = new Date(NOW.getTime() + 3 * 86_400_000);

    expect(
      await run(db, 'returnCase', { id, legalBasis: '目录' }, { actor: clerk, now: threeDaysLater }),
    ).toMatchObject({ code: 'RETURN_TOO_LATE' });
  });

  it('rises from the community to the street, which grades it before it is dispatched (D6)', async () => {
    const { id, unit, community, commander } = await aDesk(db, { state: 'REGISTERED' });

    expect(await run(db, 'escalateCase', { id, reason: ' ' }, { actor: community })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'escalateCase', { id, reason: '需部门联动' }, { actor: community })).toMatchObject({
      state: 'ESCALATED',
    });
    expect(await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
    });
    await run(db, 'gradeCase', { id, grade: 'I', reason: '有险情' }, { actor: commander });
    await run(db, 'dispatchCase', { id, unitId: unit.id }, { actor: commander });

    const { case: seen } = await ask(db, DEADLINE, { id }, { actor: commander });
    expect(seen.deadline).toMatchObject({
      dueAt: new Date(NOW.getTime() + 2 * 3_600_000).toISOString(),
      ruleVersion: '510522/response/1',
    });
  });

  it('is taken back by whoever asked, before anything was done (WITHDRAWN is an outcome, not a state)', async () => {
    const personId = randomUUID();
    const { id, clerk } = await aSignedCase(db, { reporterPersonId: personId });
    const resident = anActor('RESIDENT', { personId });

    expect(await run(db, 'withdrawCase', { id, reason: '' }, { actor: resident })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await run(db, 'withdrawCase', { id, reason: '已自行解决' }, { actor: resident })).toMatchObject({
      state: 'CLOSED',
      outcome: 'WITHDRAWN',
    });
    expect(
      await run(db, 'handleCase', { id, outcome: 'RESOLVED', note: '已办' }, { actor: clerk }),
    ).toMatchObject({ code: 'ACTION_NOT_ALLOWED' });
  });

  it('tells when its unit first spoke with whoever asked, and when it set to work', async () => {
    const { id, clerk, helping } = await aSignedCase(db);
    const later = new Date(NOW.getTime() + 3_600_000);

    await run(db, 'contactReporter', { id }, { actor: clerk });
    await run(db, 'contactReporter', { id }, { actor: clerk, now: later });
    await run(db, 'beginHandlingCase', { id }, { actor: clerk, now: later });

    const { case: seen } = await ask(
      db,
      'query ($id: ID!) { case(id: $id) { state firstContactAt begunAt } }',
      { id },
      { actor: clerk },
    );
    expect(seen).toEqual({
      state: 'HANDLING',
      firstContactAt: NOW.toISOString(),
      begunAt: later.toISOString(),
    });
    expect(await run(db, 'contactReporter', { id }, { actor: helping })).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is sent round again once when the person says that it is not solved', async () => {
    const { id, hotline } = await aDesk(db, { state: 'VISITED', outcome: 'RESOLVED', visitedAt: NOW });

    expect(await run(db, 'reopenCase', { id, reason: '灯又灭了' }, { actor: hotline })).toMatchObject({
      state: 'REGISTERED',
      outcome: null,
      reopenCount: 1,
    });
    await withReach(db, (tx) => tx.update('case', { id }, { state: 'VISITED' }));
    expect(await run(db, 'reopenCase', { id, reason: '又灭了' }, { actor: hotline })).toMatchObject({
      __typename: 'ReopenLimitReached',
    });
  });

  it('is refused with the name of what is wrong', async () => {
    const { hotline, input } = await opening();
    const open = (given: object) =>
      run(db, 'openCase', { ...input, clientKey: randomUUID(), ...given }, { actor: hotline });

    expect(await open({ channel: 'pigeon' })).toMatchObject({
      __typename: 'InvalidInput',
      message: expect.stringContaining('"channel" must be one of: hotline, first-secretary, '),
    });
    expect(await open({ category: '9999' })).toMatchObject({ __typename: 'InvalidInput' });
    expect(await open({ title: '  ' })).toMatchObject({ message: '"title" must not be blank.' });
    expect(await open({ areaId: randomUUID() })).toMatchObject({ __typename: 'NotFound' });
  });

  it('is not opened in a place that is closed, nor outside the clerk’s area', async () => {
    const { hotline, input } = await opening();
    const closed = await anArea(db, { validTo: '2022-01-01' });
    const elsewhere = await anArea(db);

    for (const { id } of [closed, elsewhere]) {
      const answer = await run(db, 'openCase', { ...input, areaId: id }, { actor: hotline });
      expect(answer).toMatchObject({ __typename: 'NotFound' });
    }
  });
});

describe('an act on a case', () => {
  it('is done once under one client key, also by twins at the same moment', async () => {
    const { hotline, input } = await opening();

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => run(db, 'openCase', input, { actor: hotline })),
    );
    const again = await run(db, 'openCase', input, { actor: hotline });

    expect(new Set([...answers, again].map(({ id }) => id)).size).toBe(1);
  });

  it('is refused when its client key was used for something else', async () => {
    const { hotline, input } = await opening();
    await run(db, 'openCase', input, { actor: hotline });

    expect(await run(db, 'openCase', { ...input, title: '另一件事' }, { actor: hotline })).toMatchObject({
      __typename: 'KeyReused',
    });
  });

  it('happens once, however many clerks try at the same moment', async () => {
    const { id, unit, clerk } = await aDesk(db, { state: 'DISPATCHED' });
    await withReach(db, (tx) => tx.update('case', { id }, at(unit)));

    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        run(db, 'signCase', { id }, { actor: { ...clerk, id: randomUUID() } }),
      ),
    );

    expect(answers.filter(({ __typename }) => __typename === 'Case')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'ActionNotAllowed')).toHaveLength(49);
  });

  it('leaves nothing behind when it is refused', async () => {
    const { id, commander } = await aDesk(db, { state: 'REGISTERED' });

    await run(db, 'dispatchCase', { id, unitId: randomUUID() }, { actor: commander });

    const left = await db.query(
      'select (select count(*) from outbox where subject = $1) + (select count(*) from history where record_id = $1) as n',
      [id],
    );
    expect(left).toEqual([{ n: 0 }]);
  });

  it('tells others what happened, without names or texts', async () => {
    const { hotline, input } = await opening();
    const reporter = { name: '张安宁', phone: '15400001234' };

    const { id } = await run(
      db,
      'openCase',
      { ...input, reporter, description: '家门口' },
      { actor: hotline },
    );

    const [event] = await db.query('select type, data from outbox where subject = $1', [id]);
    expect(event).toMatchObject({ type: 'case.open', data: { to: 'RECEIVED', sequence: 1 } });
    expect(JSON.stringify(event)).not.toMatch(/张安宁|15400001234|家门口|路灯/);
  });

  it('is seen by what follows it in the same request', async () => {
    const { id, community, unit } = await aDesk(db);
    const actor = { ...community };
    const both = `mutation ($a: RegisterCaseInput!, $b: DispatchCaseInput!) {
      first: registerCase(input: $a) { ... on Case { history { action } } }
      second: dispatchCase(input: $b) { ... on Case { state history { action } } }
    }`;

    const { first, second } = await ask(
      db,
      both,
      { a: { clientKey: randomUUID(), id }, b: { clientKey: randomUUID(), id, unitId: unit.id } },
      { actor },
    );

    expect(first.history).toHaveLength(1);
    expect(second).toMatchObject({
      state: 'DISPATCHED',
      history: [{ action: 'REGISTER' }, { action: 'DISPATCH' }],
    });
  });

  it('answers in Chinese or English', async () => {
    const { id, community } = await aDesk(db, { state: 'CLOSED', outcome: 'RESOLVED' });

    expect(await run(db, 'registerCase', { id }, { actor: community, language: 'zh-CN' })).toMatchObject({
      code: 'ACTION_NOT_ALLOWED',
      message: '当前状态 CLOSED 不能执行 REGISTER。',
    });
  });
});

describe('who sees a case', () => {
  const see = async (id: string, actor: Parameters<typeof ask>[3]) =>
    (await ask(db, SEEN, { id }, actor)).case;

  it('is whoever works for its area, sits at its unit, or asked', async () => {
    const person = randomUUID();
    const { id, unit, hotline, clerk } = await aDesk(db, { reporterPersonId: person, state: 'DISPATCHED' });
    await withReach(db, (tx) => tx.update('case', { id }, at(unit)));
    const elsewhere = await anArea(db);

    const mayNot = [
      null,
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }),
      anActor('STREET_COMMANDER', { areaId: elsewhere.id }),
    ];
    for (const actor of [hotline, clerk, anActor('RESIDENT', { personId: person })]) {
      expect(await see(id, { actor })).toMatchObject({ id });
    }
    for (const actor of mayNot) expect(await see(id, { actor })).toBeNull();
  });

  it('is held to it by the database, with the service’s own filter taken away', async () => {
    const { id } = await aDesk(db);

    expect(await db.query('select id from "case" where id = $1', [id])).toEqual([]);
  });

  it('sees the person who asked only masked, and analysts no text at all', async () => {
    const { hotline, input, grid } = await opening();
    const reporter = { name: '张安宁', phone: '15400001234' };
    const { id } = await run(
      db,
      'openCase',
      { ...input, reporter, description: '家门口' },
      { actor: hotline },
    );
    const analyst = anActor('DATA_ANALYST', { areaId: grid.id });

    expect(await see(id, { actor: hotline })).toMatchObject({
      description: '家门口',
      reporter: { maskedName: '张**', maskedPhone: '154****1234' },
    });
    expect(await see(id, { actor: analyst })).toMatchObject({ description: null, reporter: null });
  });

  it('reads clear names only with the scope and a purpose, and leaves a record of it', async () => {
    const { hotline, input } = await opening();
    const { id } = await run(db, 'openCase', { ...input, reporter: { name: '张安宁' } }, { actor: hotline });
    const trusted = { ...hotline, scopes: ['pii:read'] };

    await expect(ask(db, IN_CLEAR, { id, purpose: '回电核实' }, { actor: hotline })).rejects.toThrow(
      'pii:read',
    );
    await expect(ask(db, IN_CLEAR, { id, purpose: ' ' }, { actor: trusted })).rejects.toThrow('purpose');
    const answer = await ask(db, IN_CLEAR, { id, purpose: '回电核实' }, { actor: trusted });

    expect(answer.case.reporterInClear).toEqual({ name: '张安宁' });
    expect(await db.query('select actor_id, purpose from access_record where record_id = $1', [id])).toEqual([
      { actor_id: trusted.id, purpose: '回电核实' },
    ]);
  });
});

test('a case that was solved on the spot counts once in the statistics of every area above it', async () => {
  const { id, street, community } = await aDesk(db, { state: 'DISCOVERED' });
  await aCase(db, { areaId: randomUUID(), areaPath: `${street.path}other/` });

  await run(db, 'resolveCaseOnSite', { id, reply: '已清理。' }, { actor: community });
  const { _entities } = await ask(
    db,
    STATISTICS,
    { ids: [{ __typename: 'Area', id: street.id }] },
    { actor: community },
  );

  expect(_entities).toEqual([{ caseStatistics: { total: 2, open: 2, overdue: 0, resolved: 1 } }]);
});

const at = ({ id }: { id: string }) => ({ responsibleUnitId: id, deskUnitId: id });

const HISTORY = `query ($id: ID!) { case(id: $id) { history { sequence action fromState toState role } } }`;
const DEADLINE = `query ($id: ID!) { case(id: $id) { deadline { startedAt dueAt isBreached isProvisional ruleVersion } } }`;
const SEEN = `query ($id: ID!) { case(id: $id) { id description reporter { maskedName maskedPhone } } }`;
const IN_CLEAR = `query ($id: ID!, $purpose: String!) { case(id: $id) { reporterInClear(purpose: $purpose) { name } } }`;
const STATISTICS = `
  query ($ids: [_Any!]!) {
    _entities(representations: $ids) { ... on Area { caseStatistics { total open overdue resolved } } }
  }
`;
