import { randomUUID } from 'node:crypto';
import { type Asking, anActor, NOW, testDatabase, withReach } from '@jinlin/testing';
import { tables } from '../tables';
import { aCase, anArea, ask, aUnit } from '../testing';
import { answer, aPlace, aWhistle, blowing, minutesAfter, run, STEPS, SUMMONS } from './whistle.testing';

const db = testDatabase(tables);

const finish = (id: string, outcome: 'DONE' | 'FAILED', asking: Asking) =>
  run(db, 'finishWhistle', { id, outcome, result: '已清理并劝离。' }, asking);

const summonsOf = async (id: string, asking: Asking) =>
  (await ask(db, SUMMONS, { id }, asking)).whistle.summons;

describe('a whistle (SM-2)', () => {
  it('goes from the community’s call to its appraisal (H6)', async () => {
    const place = await aPlace(db);
    const { lead, communityClerk } = place;

    const blown = await run(db, 'blowWhistle', blowing(place), { actor: communityClerk });
    const { id } = blown;
    expect(blown).toMatchObject({
      state: 'NOTIFIED',
      grade: 'II',
      origin: 'COMMUNITY',
      ruleVersion: '510522/response/1',
      availableActions: ['ACKNOWLEDGE'],
    });
    expect(blown.summons.map(({ state }: { state: string }) => state)).toEqual([
      'NOTIFIED',
      'NOTIFIED',
      'NOTIFIED',
    ]);
    expect(blown.summons[0]).toMatchObject({ isLead: true, unit: { id: place.leadUnit.id } });

    for (const [i, state] of ['ACKNOWLEDGED', 'REPORTED_IN', 'ACTING'].entries()) {
      expect(await run(db, STEPS[i]!, { id }, { actor: lead })).toMatchObject({ state });
    }
    expect(await finish(id, 'DONE', { actor: lead })).toMatchObject({ state: 'DONE', outcome: 'DONE' });
    expect(
      await run(db, 'appraiseWhistle', { id, score: 5, remark: '来得快' }, { actor: communityClerk }),
    ).toMatchObject({
      state: 'APPRAISED',
      outcome: 'DONE',
      appraisal: { score: 5, remark: '来得快' },
      availableActions: [],
    });

    const { whistle } = await ask(db, HISTORY, { id }, { actor: communityClerk });
    expect(whistle.history.map(({ action }: { action: string }) => action)).toEqual([
      'BLOW',
      'NOTIFY',
      'ACKNOWLEDGE',
      'REPORT_IN',
      'ACT',
      'COMPLETE',
      'APPRAISE',
    ]);
    expect(whistle.history[0].ruleVersion).toBe('510522/response/1');
  });

  it.each([
    ['a grid (S14)', 'grid', 'gridWorker', 'GRID'],
    ['a community (H6, F9)', 'community', 'communityClerk', 'COMMUNITY'],
    ['a street (D6)', 'street', 'commander', 'STREET'],
  ] as const)('is blown by %s', async (_, area, who, origin) => {
    const place = await aPlace(db);

    const blown = await run(db, 'blowWhistle', blowing(place, { areaId: place[area].id }), {
      actor: place[who],
    });

    expect(blown).toMatchObject({ __typename: 'Whistle', origin });
  });

  it('calls every unit in the very transaction that blows it', async () => {
    const { id } = await aWhistle(db);

    const told = await db.query(
      `select type, count(*) from outbox where subject = $1 or data->>'whistleId' = $1::text group by type order by type`,
      [id],
    );
    expect(told).toEqual([
      { type: 'summons.notify', count: 3 },
      { type: 'whistle.blow', count: 1 },
      { type: 'whistle.notify', count: 1 },
    ]);
  });

  it('tells others what happened, without texts', async () => {
    const { id, lead } = await aWhistle(db);
    await answer(db, id, lead, 3);
    await finish(id, 'DONE', { actor: lead });

    const events = await db.query(
      `select data from outbox where subject = $1 or data->>'whistleId' = $1::text`,
      [id],
    );

    expect(JSON.stringify(events)).not.toMatch(/占道|清理/);
  });

  it('may fail, with the reason told', async () => {
    const { id, lead } = await aWhistle(db);
    await answer(db, id, lead, 3);

    expect(await finish(id, 'FAILED', { actor: lead })).toMatchObject({
      state: 'FAILED',
      outcome: 'FAILED',
      availableActions: ['APPRAISE'],
    });
    expect((await summonsOf(id, { actor: lead }))[0]).toMatchObject({
      state: 'FAILED',
      result: '已清理并劝离。',
    });
  });

  it('belongs to a case, when it is blown about one', async () => {
    const place = await aPlace(db);
    const { id: caseId } = await aCase(db, { areaId: place.grid.id, areaPath: place.grid.path });
    const { id } = await run(db, 'blowWhistle', blowing(place, { caseId }), { actor: place.communityClerk });

    const seen = await ask(db, OF_CASE, { id: caseId }, { actor: place.communityClerk });
    expect(seen.case.whistles).toEqual([{ id, case: { id: caseId } }]);
    // A unit that is called about a case sees the case.
    expect((await ask(db, CASE_OF, { id }, { actor: place.lead })).whistle).toEqual({ case: { id: caseId } });
  });
});

describe('the units that a whistle calls (D6)', () => {
  it('go each its own way, and only the accountable one moves the whistle', async () => {
    const { id, lead, assisting, communityClerk } = await aWhistle(db);

    await answer(db, id, assisting, 2);
    await answer(db, id, lead, 1);

    const { whistle } = await ask(db, STATES, { id }, { actor: communityClerk });
    expect(whistle.state).toBe('ACKNOWLEDGED');
    expect(whistle.summons[0]).toEqual({ isLead: true, state: 'ACKNOWLEDGED' });
    expect(
      whistle.summons
        .slice(1)
        .map(({ state }: { state: string }) => state)
        .sort(),
    ).toEqual(['NOTIFIED', 'REPORTED_IN']);
  });

  it('may have only one that is accountable', async () => {
    const place = await aPlace(db);

    const twice = blowing(place, { assistingUnitIds: [place.leadUnit.id] });

    expect(await run(db, 'blowWhistle', twice, { actor: place.communityClerk })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'assistingUnitIds',
    });
    expect((await aWhistleSeen()).summons.filter(({ isLead }: { isLead: boolean }) => isLead)).toHaveLength(
      1,
    );
  });

  it('are not done before those at work on it are (事不完、人不撤)', async () => {
    const { id, lead, assisting, assistingUnits } = await aWhistle(db);
    await answer(db, id, lead, 3);
    await answer(db, id, assisting, 3);

    expect(await finish(id, 'DONE', { actor: lead })).toMatchObject({
      __typename: 'UnitsStillActing',
      units: [{ id: assistingUnits[0]!.id }],
    });
    expect(await finish(id, 'DONE', { actor: assisting })).toMatchObject({ state: 'ACTING', outcome: null });
    expect(await finish(id, 'DONE', { actor: lead })).toMatchObject({ state: 'DONE' });
  });

  it('stand down when the whistle ends before they are done', async () => {
    const { id, lead, assisting } = await aWhistle(db);
    await answer(db, id, assisting, 1);
    await answer(db, id, lead, 3);
    await finish(id, 'DONE', { actor: lead });

    const [first, ...others] = await summonsOf(id, { actor: lead });
    expect(first.state).toBe('DONE');
    expect(others.map(({ state }: { state: string }) => state)).toEqual(['STOOD_DOWN', 'STOOD_DOWN']);
    expect(await run(db, 'reportIn', { id }, { actor: assisting })).toMatchObject({
      message: 'Cannot REPORT_IN while STOOD_DOWN.',
    });
  });

  it('are shown when they report in and do nothing (只报到不办事, H6)', async () => {
    const { id, lead, communityClerk } = await aWhistle(db);
    const idle = async () => (await ask(db, SUMMONS, { id }, { actor: communityClerk })).whistle;

    await answer(db, id, lead, 1);
    expect(await idle()).toMatchObject({ reportedWithoutAction: false });
    await run(db, 'reportIn', { id }, { actor: lead });
    expect(await idle()).toMatchObject({ reportedWithoutAction: true });
    expect((await idle()).summons[0].reportedWithoutAction).toBe(true);
    await run(db, 'beginActing', { id }, { actor: lead });

    expect(await idle()).toMatchObject({ reportedWithoutAction: false });
  });
});

describe('how fast a whistle must be answered', () => {
  const due = async (reason: string, now: Date) => {
    const { id, communityClerk } = await aWhistle(db, { reason }, now);
    return (await summonsOf(id, { actor: communityClerk, now }))[0];
  };
  const SUNDAY_NIGHT = new Date('2026-11-22T03:00:00+08:00');

  it('is minutes by day and by night in an emergency', async () => {
    expect(await due('EMERGENCY', SUNDAY_NIGHT)).toMatchObject({
      acknowledgement: { dueAt: minutesAfter(SUNDAY_NIGHT, 5).toISOString() },
      arrival: { dueAt: minutesAfter(SUNDAY_NIGHT, 30).toISOString() },
      disposal: { dueAt: minutesAfter(SUNDAY_NIGHT, 120).toISOString() },
    });
  });

  it('is hours when it is pressing', async () => {
    expect(await due('JOINT_ENFORCEMENT', SUNDAY_NIGHT)).toMatchObject({
      acknowledgement: { dueAt: minutesAfter(SUNDAY_NIGHT, 30).toISOString() },
      arrival: { dueAt: minutesAfter(SUNDAY_NIGHT, 120).toISOString() },
      disposal: { dueAt: minutesAfter(SUNDAY_NIGHT, 24 * 60).toISOString() },
    });
  });

  it('is working time otherwise, and nobody need come', async () => {
    const { acknowledgement, arrival, disposal } = await due('STREET_CANNOT_SOLVE', SUNDAY_NIGHT);

    expect(acknowledgement.dueAt > '2026-11-23').toBe(true);
    expect(arrival).toEqual({ dueAt: null, at: null, isLate: false });
    expect(disposal.dueAt > '2026-11-26').toBe(true);
  });

  it('may move while the holidays are not published', async () => {
    expect(await due('STREET_CANNOT_SOLVE', new Date('2026-12-30T10:00:00+08:00'))).toMatchObject({
      isProvisional: true,
    });
    expect(await due('EMERGENCY', new Date('2026-12-30T10:00:00+08:00'))).toMatchObject({
      isProvisional: false,
    });
  });

  it('tells each step that came too late, or has not come', async () => {
    const { id, lead, communityClerk } = await aWhistle(db, { reason: 'EMERGENCY' });
    await run(db, 'acknowledgeWhistle', { id }, { actor: lead, now: minutesAfter(NOW, 6) });
    await run(db, 'reportIn', { id }, { actor: lead, now: minutesAfter(NOW, 29) });

    const [own, other] = await summonsOf(id, { actor: communityClerk, now: minutesAfter(NOW, 60) });

    expect(own).toMatchObject({
      acknowledgement: { at: minutesAfter(NOW, 6).toISOString(), isLate: true },
      arrival: { isLate: false },
      disposal: { at: null, isLate: false },
    });
    expect(other).toMatchObject({ acknowledgement: { isLate: true }, arrival: { isLate: true } });
  });

  it('counts nothing against a unit that was told to stand down in time', async () => {
    const { id, lead } = await aWhistle(db, { reason: 'EMERGENCY' });
    await answer(db, id, lead, 3);
    await finish(id, 'DONE', { actor: lead, now: minutesAfter(NOW, 4) });

    const [, other] = await summonsOf(id, { actor: lead, now: minutesAfter(NOW, 600) });

    expect(other).toMatchObject({ state: 'STOOD_DOWN', acknowledgement: { at: null, isLate: false } });
  });
});

describe('a whistle is refused', () => {
  const refusedWith = async (given: Record<string, unknown>) => {
    const place = await aPlace(db);
    return run(db, 'blowWhistle', blowing(place, given), { actor: place.communityClerk });
  };

  it('with the name of what is wrong', async () => {
    expect(await refusedWith({ reason: 'BOREDOM' })).toMatchObject({
      field: 'reason',
      message: '"reason" must be one of: STREET_CANNOT_SOLVE, JOINT_ENFORCEMENT, EMERGENCY.',
    });
    expect(await refusedWith({ matter: ' ' })).toMatchObject({ field: 'matter' });
  });

  it('when who or what it names does not exist, or lies out of reach', async () => {
    const gone = await aUnit(db, { active: false });
    const elsewhere = await anArea(db, { level: 'COMMUNITY' });
    const closed = await anArea(db, { level: 'COMMUNITY', validTo: '2022-01-01' });
    const { id: caseId } = await aCase(db);

    const refusals = await Promise.all(
      [
        { leadUnitId: gone.id },
        { assistingUnitIds: [randomUUID()] },
        { areaId: elsewhere.id },
        { areaId: closed.id },
        { caseId },
      ].map(refusedWith),
    );

    expect(refusals.map(({ __typename }) => __typename)).toEqual(Array(5).fill('NotFound'));
  });

  it('from a place that blows none', async () => {
    const place = await aPlace(db);
    const compound = await anArea(db, { level: 'COMPOUND', path: `${place.community.path}k/` });

    expect(
      await run(db, 'blowWhistle', blowing(place, { areaId: compound.id }), { actor: place.communityClerk }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'areaId' });
  });

  it('a step out of turn', async () => {
    const { id, lead } = await aWhistle(db);

    expect(await run(db, 'beginActing', { id }, { actor: lead })).toEqual({
      __typename: 'ActionNotAllowed',
      code: 'ACTION_NOT_ALLOWED',
      message: 'Cannot ACT while NOTIFIED.',
    });
    expect(await finish(id, 'DONE', { actor: lead })).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('an end without a result', async () => {
    const { id, lead } = await aWhistle(db);
    await answer(db, id, lead, 3);

    expect(
      await run(db, 'finishWhistle', { id, outcome: 'DONE', result: '  ' }, { actor: lead }),
    ).toMatchObject({ __typename: 'InvalidInput', field: 'result' });
  });

  it('a score that is none, an appraisal too early, and a second one', async () => {
    const { id, lead, communityClerk } = await aWhistle(db);
    const appraise = (score: number) => run(db, 'appraiseWhistle', { id, score }, { actor: communityClerk });
    expect(await appraise(5)).toMatchObject({ __typename: 'ActionNotAllowed' });
    await answer(db, id, lead, 3);
    await finish(id, 'DONE', { actor: lead });

    expect(await appraise(0)).toMatchObject({ __typename: 'InvalidInput', field: 'score' });
    expect(await appraise(6)).toMatchObject({ __typename: 'InvalidInput', field: 'score' });
    expect(await appraise(1)).toMatchObject({ state: 'APPRAISED', appraisal: { score: 1, remark: null } });
    expect(await appraise(1)).toMatchObject({ __typename: 'ActionNotAllowed' });
  });

  it('in the language of whoever asks', async () => {
    const { id, lead } = await aWhistle(db);

    expect(await run(db, 'reportIn', { id }, { actor: lead, language: 'zh-CN' })).toMatchObject({
      message: '当前状态 NOTIFIED 不能执行 REPORT_IN。',
    });
  });
});

describe('an act on a whistle', () => {
  it('is done once under one client key, also by twins at the same moment', async () => {
    const place = await aPlace(db);
    const input = { ...blowing(place), clientKey: randomUUID() };
    const blow = () => run(db, 'blowWhistle', input, { actor: place.communityClerk });

    const answers = await Promise.all([blow(), blow(), blow(), blow(), blow()]);

    expect(new Set([...answers, await blow()].map(({ id }) => id)).size).toBe(1);
    expect(
      await run(db, 'blowWhistle', { ...input, matter: '另一件事' }, { actor: place.communityClerk }),
    ).toMatchObject({ __typename: 'KeyReused' });
  });

  it('happens once, however many clerks acknowledge at the same moment', async () => {
    const { id, lead } = await aWhistle(db);

    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        run(db, 'acknowledgeWhistle', { id }, { actor: { ...lead, id: randomUUID() } }),
      ),
    );

    expect(answers.filter(({ __typename }) => __typename === 'Whistle')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'ActionNotAllowed')).toHaveLength(19);
  });

  it('waits for the other units’ acts and loses none of them', async () => {
    const { id, lead, assisting, alsoAssisting } = await aWhistle(db);

    const answers = await Promise.all(
      [lead, assisting, alsoAssisting].map((actor) => run(db, 'acknowledgeWhistle', { id }, { actor })),
    );

    expect(answers.map(({ __typename }) => __typename)).toEqual(Array(3).fill('Whistle'));
    const states = (await summonsOf(id, { actor: lead })).map(({ state }: { state: string }) => state);
    expect(states).toEqual(Array(3).fill('ACKNOWLEDGED'));
  });

  it('leaves nothing behind when it is refused', async () => {
    const { id, lead, assisting } = await aWhistle(db);
    await answer(db, id, lead, 3);
    await answer(db, id, assisting, 3);
    const told = () =>
      db.query(`select count(*) from outbox where subject = $1 or data->>'whistleId' = $1::text`, [id]);
    const before = await told();

    await finish(id, 'DONE', { actor: lead });

    expect(await told()).toEqual(before);
  });
});

describe('who sees a whistle', () => {
  const see = async (id: string, actor: Asking['actor']) =>
    (await ask(db, SUMMONS, { id }, { actor: actor ?? null })).whistle;

  it('is whoever works for its area, and every unit that it calls', async () => {
    const { id, communityClerk, commander, gridWorker, lead, assisting, alsoAssisting } = await aWhistle(db);
    const elsewhere = await anArea(db);

    for (const actor of [communityClerk, commander, lead, assisting, alsoAssisting]) {
      expect((await see(id, actor)).summons).toHaveLength(3);
    }
    for (const actor of [
      null,
      gridWorker,
      anActor('RESIDENT', { personId: randomUUID() }),
      anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }),
      anActor('DEPARTMENT_CLERK'),
      anActor('STREET_COMMANDER', { areaId: elsewhere.id }),
    ]) {
      expect(await see(id, actor)).toBeNull();
    }
  });

  it('is held to it by the database, with the service’s own filter taken away', async () => {
    const { id, community, leadUnit } = await aWhistle(db);
    const within = (setting: string, value: string) =>
      db.transaction(async (tx) => {
        await tx.query('select set_config($1, $2, true)', [`jinlin.${setting}`, value]);
        const [counts] = await tx.query(
          `select (select count(*) from whistle where id = $1) as whistles,
                  (select count(*) from summons where whistle_id = $1) as summons`,
          [id],
        );
        return counts;
      });

    const nothing = { whistles: 0, summons: 0 };
    expect(await within('area_path', '')).toEqual(nothing);
    expect(await within('area_path', '/elsewhere/')).toEqual(nothing);
    expect(await within('unit_id', randomUUID())).toEqual(nothing);
    expect(await within('area_path', community.path)).toEqual({ whistles: 1, summons: 3 });
    expect(await within('unit_id', leadUnit.id)).toEqual({ whistles: 1, summons: 3 });
  });

  it('does not let a unit that was not called answer, nor a place appraise what another blew', async () => {
    const { id, lead } = await aWhistle(db);
    const stranger = anActor('DEPARTMENT_CLERK', { unitId: (await aUnit(db)).id });
    const neighbour = anActor('COMMUNITY_CLERK', { areaId: (await anArea(db)).id });
    await answer(db, id, lead, 3);
    await finish(id, 'DONE', { actor: lead });

    expect(await run(db, 'acknowledgeWhistle', { id }, { actor: stranger })).toMatchObject({
      __typename: 'NotFound',
    });
    expect(await run(db, 'appraiseWhistle', { id, score: 5 }, { actor: neighbour })).toMatchObject({
      __typename: 'NotFound',
    });
  });
});

test('the database holds to one accountable unit that is called, and to ends with an outcome', async () => {
  const { id } = await aWhistle(db);
  const change = (set: string) =>
    withReach(db, (tx) => tx.query(`update whistle set ${set} where id = $1`, [id]));

  await expect(change('lead_unit_id = gen_random_uuid()')).rejects.toThrow('whistle_calls_its_lead');
  await expect(change('ended_at = now()')).rejects.toThrow('whistle_ended_has_outcome');
});

const aWhistleSeen = async () => {
  const { id, communityClerk } = await aWhistle(db);
  return (await ask(db, STATES, { id }, { actor: communityClerk })).whistle;
};

const HISTORY = 'query ($id: ID!) { whistle(id: $id) { history { sequence action ruleVersion } } }';
const STATES = 'query ($id: ID!) { whistle(id: $id) { state summons { isLead state } } }';
const OF_CASE = 'query ($id: ID!) { case(id: $id) { whistles { id case { id } } } }';
const CASE_OF = 'query ($id: ID!) { whistle(id: $id) { case { id } } }';
