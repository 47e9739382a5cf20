import { countStatements, testDatabase } from '@jinlin/testing';
import { aDualStreet, anItem, aRegistration, aSentMember } from '../registration/registration.testing';
import { tables } from '../tables';
import { aPartyOrganisation, ask, aUnit, run } from '../testing';
import { serviceReportStates } from './report.states';

const db = testDatabase(tables);

const none = { __typename: 'NotFound' };
const TODAY = '2026-11-23';

type Street = Awaited<ReturnType<typeof aDualStreet>>;

/** A member of the street's unit who claimed an item and took part in it for some hours. */
async function aServant(street: Street, hours: number) {
  const member = await aSentMember(db, street.unit, street.here);
  const { id: itemId } = await anItem(db, street);
  const claim = { itemId, registrationId: member.registration.id };
  const { id: claimId } = await run(db, 'claimServiceItem', claim, { actor: member.self });
  const participation = { claimId, on: TODAY, hours };
  await run(db, 'recordServiceParticipation', participation, { actor: street.clerk });
  return member;
}

describe('the report of a member to their branch (双报告, H21)', () => {
  it('is drawn up from the records of a half-year, brought up to date, and handed in once', async () => {
    const street = await aDualStreet(db);
    const { person, self } = await aServant(street, 2.5);
    const branch = await aPartyOrganisation(db, street.county);
    const input = { personId: person.id, unitId: street.unit.id, branchId: branch.id, year: 2026, half: 2 };
    const draft = () => run(db, 'draftMemberReport', input, { actor: self });

    const first = await draft();
    expect(first).toMatchObject({
      kind: 'MEMBER',
      state: 'DRAFT',
      from: '2026-07-01',
      to: '2026-12-31',
      claims: 1,
      participations: 1,
      hours: 2.5,
    });
    expect(await draft()).toMatchObject({ id: first.id, state: 'DRAFT' });
    const submit = () => run(db, 'submitReport', { id: first.id }, { actor: self });
    expect(await submit()).toMatchObject({ state: 'SUBMITTED', availableActions: [] });
    expect(await submit()).toMatchObject({ __typename: 'ActionNotAllowed' });
    expect(await draft()).toMatchObject({ __typename: 'AlreadyReported' });
    const { serviceReport } = await ask(db, REPORT, { id: first.id }, { actor: street.desk });
    expect(serviceReport).toMatchObject({
      branch: { name: '小区党支部' },
      person: { maskedName: '张**' },
      history: [{ action: 'DRAFT' }, { action: 'REFRESH' }, { action: 'SUBMIT' }],
    });
  });

  it('counts only what fell into the half-year', async () => {
    const street = await aDualStreet(db);
    const { person, self } = await aServant(street, 2);
    const input = { personId: person.id, unitId: street.unit.id, year: 2026, half: 1 };

    expect(await run(db, 'draftMemberReport', input, { actor: self })).toMatchObject({
      to: '2026-06-30',
      claims: 0,
      hours: 0,
    });
  });

  it.each([
    ['half', { half: 3 }],
    ['year', { year: 2027 }],
    ['year', { year: -1 }],
  ])('is not drawn up with a wrong %s', async (field, wrong) => {
    const street = await aDualStreet(db);
    const { person, self } = await aServant(street, 2);
    const input = { personId: person.id, unitId: street.unit.id, year: 2026, half: 2, ...wrong };

    expect(await run(db, 'draftMemberReport', input, { actor: self })).toMatchObject({ field });
  });

  it('is not drawn up by others, or to a branch that is not', async () => {
    const street = await aDualStreet(db);
    const { person, self } = await aServant(street, 2);
    const { self: other } = await aServant(street, 2);
    const input = { personId: person.id, unitId: street.unit.id, year: 2026, half: 2 };

    expect(await run(db, 'draftMemberReport', input, { actor: other })).toMatchObject(none);
    expect(
      await run(db, 'draftMemberReport', { ...input, branchId: person.id }, { actor: self }),
    ).toMatchObject(none);
  });
});

describe('the report of a unit to its superior (双报告, H21)', () => {
  it('adds up what its members did in a year', async () => {
    const street = await aDualStreet(db);
    const superior = await aUnit(db, street.county, { name: '县委组织部' });
    await db.query('update unit set parent_id = $1 where id = $2', [superior.id, street.unit.id]);
    await aServant(street, 2);
    await aServant(street, 3);
    const input = { unitId: street.unit.id, year: 2026 };

    const report = await run(db, 'draftUnitReport', input, { actor: street.desk });

    expect(report).toMatchObject({ kind: 'UNIT', members: 2, claims: 2, participations: 2, hours: 5 });
    const { serviceReport } = await ask(db, REPORT, { id: report.id }, { actor: street.organiser });
    expect(serviceReport.superior).toEqual({ name: '县委组织部' });
  });

  it('is not drawn up by another desk, or before its year', async () => {
    const street = await aDualStreet(db);
    const other = await aDualStreet(db);
    const input = { unitId: street.unit.id, year: 2026 };

    expect(await run(db, 'draftUnitReport', input, { actor: other.desk })).toMatchObject(none);
    expect(await run(db, 'draftUnitReport', { ...input, year: 2027 }, { actor: street.desk })).toMatchObject({
      field: 'year',
    });
  });

  it('is shown and handed in within reach only', async () => {
    const street = await aDualStreet(db);
    const other = await aDualStreet(db);
    const input = { unitId: street.unit.id, year: 2026 };
    const { id } = await run(db, 'draftUnitReport', input, { actor: street.desk });

    expect((await ask(db, REPORT, { id }, { actor: other.organiser })).serviceReport).toBeNull();
    expect(await run(db, 'submitReport', { id }, { actor: other.desk })).toMatchObject(none);
    expect(await run(db, 'submitReport', { id }, { actor: street.desk })).toMatchObject({
      state: 'SUBMITTED',
    });
  });
});

describe('the evaluation by the community', () => {
  it('is given once a year, and goes back to the unit that sent the member', async () => {
    const street = await aDualStreet(db);
    const one = await aServant(street, 2);
    const two = await aServant(street, 2);
    const evaluate = (registrationId: string, score: number) =>
      run(db, 'evaluateService', { registrationId, year: 2026, score }, { actor: street.clerk });

    expect(await evaluate(one.registration.id, 90)).toMatchObject({ score: 90, year: 2026 });
    expect(await evaluate(one.registration.id, 10)).toMatchObject({ __typename: 'AlreadyEvaluated' });
    await evaluate(two.registration.id, 85);

    const { unit } = await ask(db, SENT, { id: street.unit.id }, { actor: street.desk });
    expect(unit.memberEvaluations).toMatchObject({ totalCount: 2, averageScore: 87.5 });
    expect(unit.memberService).toEqual({ claims: 2, participations: 2, hours: 4 });
    expect(unit.sentMembers.nodes).toHaveLength(2);
    for (const member of unit.sentMembers.nodes) {
      expect(member).toMatchObject({
        registrations: [{ community: { name: '百花亭社区' } }],
        service: { claims: 1, participations: 1, hours: 2 },
        claims: { nodes: [{ item: { title: '清扫楼道' } }] },
        evaluations: [{ year: 2026, community: { name: '百花亭社区' } }],
      });
    }
    const seenFromOutside = await ask(db, SENT, { id: street.unit.id }, { actor: street.elsewhere });
    expect(seenFromOutside.unit).toMatchObject({
      sentMembers: { nodes: [] },
      memberEvaluations: { totalCount: 0 },
    });
  });

  it('is given of a unit, too', async () => {
    const street = await aDualStreet(db);
    const unit = await aUnit(db, street.county);
    const { id } = await aRegistration(db, street.here, { kind: 'UNIT', unitId: unit.id });

    await run(db, 'evaluateService', { registrationId: id, year: 2026, score: 70 }, { actor: street.clerk });

    const answer = await ask(db, SENT, { id: unit.id }, { actor: street.organiser });
    expect(answer.unit.serviceEvaluations).toEqual({ totalCount: 1, averageScore: 70 });
  });

  it.each([
    ['score', { score: 101 }],
    ['score', { score: -1 }],
    ['year', { year: 2021 }],
    ['year', { year: 2027 }],
    ['year', { year: -1 }],
  ])('is not given with a wrong %s', async (field, wrong) => {
    const street = await aDualStreet(db);
    const { registration } = await aSentMember(db, street.unit, street.here);
    const input = { registrationId: registration.id, year: 2026, score: 80, ...wrong };

    expect(await run(db, 'evaluateService', input, { actor: street.clerk })).toMatchObject({ field });
  });

  it('is not given by another community', async () => {
    const street = await aDualStreet(db);
    const { registration } = await aSentMember(db, street.unit, street.here);
    const input = { registrationId: registration.id, year: 2026, score: 80 };

    expect(await run(db, 'evaluateService', input, { actor: street.clerkThere })).toMatchObject(none);
  });
});

test('a report lives as its table says', () => {
  expect(serviceReportStates.reachable('DRAFT')).toEqual(new Set(['DRAFT', 'SUBMITTED']));
});

test('reports are listed by kind, state, year and unit; three in as many statements as one', async () => {
  const street = await aDualStreet(db);
  for (let nth = 0; nth < 2; nth++) {
    const { person, self } = await aServant(street, 1);
    const input = { personId: person.id, unitId: street.unit.id, year: 2026, half: 2 };
    await run(db, 'draftMemberReport', input, { actor: self });
  }
  await run(db, 'draftUnitReport', { unitId: street.unit.id, year: 2026 }, { actor: street.desk });
  const list = async (where: object, first = 10) =>
    (await ask(db, LIST, { first, where }, { actor: street.organiser })).serviceReports;

  expect((await list({})).totalCount).toBe(3);
  expect((await list({ kind: 'MEMBER', year: 2026 })).totalCount).toBe(2);
  expect((await list({ state: 'SUBMITTED' })).totalCount).toBe(0);
  expect((await list({ unitId: street.unit.id, withinId: street.county.id })).totalCount).toBe(3);
  const one = await countStatements(() => list({}, 1));
  const three = await countStatements(() => list({}, 3));
  expect(three.statements.length).toBeLessThanOrEqual(one.statements.length + 1);
});

const REPORT = /* GraphQL */ `
  query ($id: ID!) {
    serviceReport(id: $id) {
      branch { name }
      superior { name }
      person { maskedName }
      history { action }
    }
  }
`;
const LIST = /* GraphQL */ `
  query ($first: Int!, $where: ServiceReportFilter) {
    serviceReports(first: $first, where: $where) { totalCount nodes { unit { name } person { maskedName } } }
  }
`;
const SENT = /* GraphQL */ `
  query ($id: ID!) {
    unit(id: $id) {
      memberService { claims participations hours }
      memberEvaluations(first: 5, year: 2026) { totalCount averageScore nodes { person { maskedName } } }
      serviceEvaluations(first: 5) { totalCount averageScore }
      sentMembers(first: 5) {
        nodes {
          registrations { community { name } }
          service { claims participations hours }
          claims(first: 5) { nodes { item { title } } }
          evaluations { year score community { name } }
        }
      }
    }
  }
`;
