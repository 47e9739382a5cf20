import { countStatements, testDatabase } from '@jinlin/testing';
import { tables } from '../tables';
import { aCounty, anAppointment, anArea, ask, aUnit, run } from '../testing';

const db = testDatabase(tables);

describe('a policy document (S19, H2)', () => {
  it('is drafted, reviewed, returned, reviewed again, issued and repealed', async () => {
    const { id, organiser } = await aDraft();
    const does = (act: string, more = {}) => run(db, act, { id, ...more }, { actor: organiser });

    expect(await does('submitPolicyDocument')).toMatchObject({ state: 'UNDER_REVIEW' });
    expect(await does('returnPolicyDocument', { reason: '补充保障措施' })).toMatchObject({ state: 'DRAFT' });
    await does('submitPolicyDocument');
    expect(
      await does('issuePolicyDocument', { number: '合组〔2026〕8号', inForceFrom: '2026-12-01' }),
    ).toMatchObject({ state: 'IN_FORCE', number: '合组〔2026〕8号', availableActions: ['REPEAL'] });
    expect(await does('repealPolicyDocument', { on: '2026-11-23', reason: '另有规定' })).toMatchObject({
      __typename: 'InvalidInput',
      field: 'on',
    });

    const { policyDocument } = await ask(
      db,
      'query ($id: ID!) { policyDocument(id: $id) { history { action } } }',
      { id },
    );
    expect(policyDocument.history.map(({ action }: { action: string }) => action)).toEqual([
      'DRAFT',
      'SUBMIT',
      'RETURN',
      'SUBMIT',
      'ISSUE',
    ]);
  });

  it('bears a number that its unit has given to no other', async () => {
    const first = await aDraft();
    const second = await aDraft(first);
    const issue = async (id: string) => {
      await run(db, 'submitPolicyDocument', { id }, { actor: first.organiser });
      const input = { id, number: '合组〔2026〕9号', inForceFrom: '2026-11-23' };
      return run(db, 'issuePolicyDocument', input, { actor: first.organiser });
    };

    await issue(first.id);

    expect(await issue(second.id)).toMatchObject({
      __typename: 'DocumentNumberTaken',
      message: '第一书记任职通知 bears the number 合组〔2026〕9号.',
    });
  });

  it.each([
    ['issuePolicyDocument', { number: ' ', inForceFrom: '2026-11-23' }, 'number'],
    ['issuePolicyDocument', { number: '1号', inForceFrom: '2026-11-22' }, 'inForceFrom'],
    ['returnPolicyDocument', { reason: ' ' }, 'reason'],
  ])('under review is not moved by %s of %o', async (act, input, field) => {
    const { id, organiser } = await aDraft();
    await run(db, 'submitPolicyDocument', { id }, { actor: organiser });

    expect(await run(db, act, { id, ...input }, { actor: organiser })).toMatchObject({
      __typename: 'InvalidInput',
      field,
    });
  });

  it.each([
    ['issuePolicyDocument', { number: '1号', inForceFrom: '2026-11-23' }],
    ['returnPolicyDocument', { reason: '修改' }],
    ['repealPolicyDocument', { on: '2026-11-23', reason: '废止' }],
  ])('as a draft is past or before %s, and out of reach from elsewhere', async (act, input) => {
    const { id, organiser, elsewhere } = await aDraft();

    expect(await run(db, act, { id, ...input }, { actor: organiser })).toMatchObject({
      __typename: 'ActionNotAllowed',
    });
    await run(db, 'submitPolicyDocument', { id }, { actor: organiser });
    if (act !== 'repealPolicyDocument') {
      expect(await run(db, act, { id, ...input }, { actor: elsewhere })).toMatchObject({
        __typename: 'NotFound',
      });
    }
  });

  it('wants a title, and a unit and a place that exist', async () => {
    const { county, unit, organiser, elsewhere } = await aDraft();
    const given = { title: '通知', issuingUnitId: unit.id, areaId: county.id };
    const draft = (more: object, actor = organiser) =>
      run(db, 'draftPolicyDocument', { ...given, ...more }, { actor });

    expect(await draft({ title: ' ' })).toMatchObject({ __typename: 'InvalidInput', field: 'title' });
    expect(await draft({ issuingUnitId: county.id })).toMatchObject({ __typename: 'NotFound' });
    expect(await draft({}, elsewhere)).toMatchObject({ __typename: 'NotFound' });
  });

  it('is overdue once its day is past and it is not issued', async () => {
    const { county, unit, organiser } = await aDraft();
    const input = {
      title: '社区建设促进条例',
      issuingUnitId: unit.id,
      areaId: county.id,
      dueOn: '2026-11-30',
    };
    const { id } = await run(db, 'draftPolicyDocument', input, { actor: organiser });
    const overdueAt = async (now: string) =>
      (
        await ask(
          db,
          'query ($id: ID!) { policyDocument(id: $id) { isOverdue } }',
          { id },
          { now: new Date(now) },
        )
      ).policyDocument.isOverdue;

    expect([
      await overdueAt('2026-11-30T23:00:00+08:00'),
      await overdueAt('2026-12-01T00:00:00+08:00'),
    ]).toEqual([false, true]);
  });

  it('names the appointments made by it (H2), and only one in force can', async () => {
    const { id, street, organiser } = await aDraft();
    const community = await anArea(db, {}, street);
    const { id: appointmentId } = await anAppointment(db, community);
    const attach = () =>
      run(db, 'attachPolicyDocument', { appointmentId, policyDocumentId: id }, { actor: organiser });

    expect(await attach()).toMatchObject({ __typename: 'InvalidInput', field: 'policyDocumentId' });
    await run(db, 'submitPolicyDocument', { id }, { actor: organiser });
    await run(
      db,
      'issuePolicyDocument',
      { id, number: '合组〔2026〕1号', inForceFrom: '2026-11-23' },
      { actor: organiser },
    );
    expect(await attach()).toMatchObject({ id: appointmentId, state: 'SERVING' });

    const { policyDocuments } = await ask(
      db,
      `query ($id: ID!) {
        policyDocuments(first: 5, where: { withinId: $id, inForceOn: "2026-11-23", text: "1号" }) {
          nodes { appointments(first: 5) { nodes { id policyDocument { id } } } }
        }
      }`,
      {
        id: (await ask(db, 'query ($id: ID!) { policyDocument(id: $id) { area { id } } }', { id }))
          .policyDocument.area.id,
      },
    );
    expect(policyDocuments.nodes).toEqual([
      { appointments: { nodes: [{ id: appointmentId, policyDocument: { id } }] } },
    ]);
  });

  it('is read in as many statements as many others', async () => {
    const first = await aDraft();
    await aDraft(first);
    await aDraft(first);
    const list = (count: number) =>
      countStatements(() =>
        ask(
          db,
          `query ($id: ID!, $first: Int!) { policyDocuments(first: $first, where: { withinId: $id }) {
            totalCount nodes { issuingUnit { name } area { name } appointments(first: 2) { totalCount } history { action } }
          } }`,
          { id: first.county.id, first: count },
        ),
      );

    expect((await list(3)).statements.length).toBe((await list(1)).statements.length);
  });
});

/** A document that somebody has begun to draft, by a unit of its own unless one is given. */
async function aDraft(given?: Awaited<ReturnType<typeof aDesk>>) {
  const desk = given ?? (await aDesk());
  const input = { title: '第一书记任职通知', issuingUnitId: desk.unit.id, areaId: desk.county.id };
  const { id } = await run(db, 'draftPolicyDocument', input, { actor: desk.organiser });
  return { ...desk, id };
}

async function aDesk() {
  const laid = await aCounty(db);
  return { ...laid, unit: await aUnit(db, laid.county, { name: '组织部' }) };
}
