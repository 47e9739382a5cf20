import { randomUUID } from 'node:crypto';
import { workingCalendar } from '@jinlin/calendar';
import type { Actor } from '@jinlin/identity';
import { anActor, NOW, testDatabase } from '@jinlin/testing';
import { aDispute, anAgreement, run } from '../mediation/mediation.testing';
import { tables } from '../tables';
import { ask } from '../testing';
import { confirmationStates } from './confirmation.states';
import { confirmableUntil } from './confirmation.term';

const db = testDatabase(tables);

/** Agreements of these tests take effect on 23 November 2026, a Monday. */
const DAY_30 = new Date('2026-12-23T23:59:59+08:00');
const DAY_31 = new Date('2026-12-24T00:00:00+08:00');

/** An agreement that holds, and who may ask a court to confirm it. */
async function anAgreementInForce() {
  const [one, other] = [randomUUID(), randomUUID()];
  const [applicant, respondent] = aDispute.parties;
  const parties = [
    { ...applicant, personId: one },
    { ...respondent, personId: other },
  ];
  const agreement = await anAgreement(db, {}, { parties });
  const { agreementId, clerk, court, partyIds } = agreement;
  return {
    ...agreement,
    residents: [one, other].map((personId) => anActor('RESIDENT', { personId })) as [Actor, Actor],
    apply: (given: object = {}, now = NOW, actor: Actor = clerk) =>
      run(db, 'applyForConfirmation', actor, { agreementId, courtId: court.id, partyIds, ...given }, now),
  };
}

describe('a judicial confirmation (司法确认, D17)', () => {
  it('is applied for by all parties, and makes the agreement enforceable', async () => {
    const { id, clerk, judge, agreementId, apply } = await anAgreementInForce();
    const lodged = await apply();
    expect(lodged).toMatchObject({ state: 'LODGED', lodgedAt: NOW.toISOString() });
    const decide = (ruling: string, actor: Actor) =>
      run(db, 'decideConfirmation', actor, { id: lodged.id, confirm: true, ruling });

    expect(await decide('确认有效', anActor('DEPARTMENT_CLERK', { unitId: randomUUID() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await decide(' ', judge)).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await decide('确认有效', judge)).toMatchObject({ state: 'CONFIRMED', ruling: '确认有效' });

    const { mediations } = await ask(db, CONFIRMED, {}, { actor: judge });
    expect(mediations.nodes).toContainEqual({
      id,
      agreement: { id: agreementId, isEnforceable: true, confirmations: [{ id: lodged.id }] },
      history: expect.arrayContaining([expect.objectContaining({ action: 'GO_TO_COURT' })]),
    });
    const breach = { id: agreementId, reason: '未付' };
    const broken = await run(db, 'reportMediationBreach', clerk, breach, new Date('2026-12-16T01:00:00Z'));
    expect(broken.availableActions).toEqual(['PAY', 'COMPLETE', 'ENFORCE']);
    expect(await run(db, 'pursueMediationAgreement', clerk, breach)).toMatchObject({
      state: 'IN_ENFORCEMENT',
    });
  });

  it('is joint when one party applies and the other agrees', async () => {
    const { partyIds, residents, apply } = await anAgreementInForce();

    const { id, ...applied } = await apply({ partyIds: [partyIds[0]] }, NOW, residents[0]);
    expect(applied).toMatchObject({ state: 'APPLIED', applicants: [{ id: partyIds[0] }], lodgedAt: null });
    const join = (partyId: string, actor: Actor) =>
      run(db, 'joinConfirmation', actor, { id, partyIds: [partyId] }, DAY_30);

    expect(await join(partyIds[1], residents[0])).toMatchObject({ code: 'NOT_FOUND' });
    expect(await join(partyIds[0], residents[0])).toMatchObject({ state: 'APPLIED' });
    expect(await join(partyIds[1], residents[1])).toMatchObject({
      state: 'LODGED',
      applicants: [{ id: partyIds[0] }, { id: partyIds[1] }],
      lodgedAt: DAY_30.toISOString(),
    });
  });

  it('is applied for on the thirtieth day, and on the thirty-first no more', async () => {
    const { apply } = await anAgreementInForce();

    expect(await apply({}, DAY_31)).toMatchObject({
      code: 'TOO_LATE_TO_CONFIRM',
      message: 'The parties had to apply jointly by 2026-12-23.',
    });
    expect(await apply({}, DAY_30)).toMatchObject({ state: 'LODGED' });
  });

  it('is not joint when the other party agrees too late', async () => {
    const { clerk, partyIds, apply } = await anAgreementInForce();
    const { id } = await apply({ partyIds: [partyIds[0]] }, DAY_30);

    const join = { id, partyIds: [partyIds[1]] };
    expect(await run(db, 'joinConfirmation', clerk, join, DAY_31)).toMatchObject({
      code: 'TOO_LATE_TO_CONFIRM',
    });
    expect(await run(db, 'joinConfirmation', clerk, { ...join, partyIds: [] }, DAY_30)).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('goes before the court once, when the last two parties join at the same moment', async () => {
    const third = { role: 'RESPONDENT', name: '王五' };
    const {
      clerk,
      court,
      agreementId,
      id: mediationId,
    } = await anAgreement(db, {}, { parties: [...aDispute.parties, third] });
    const { mediation } = await ask(db, PARTIES, { id: mediationId }, { actor: clerk });
    const [first, ...others] = mediation.parties.map(({ id }: { id: string }) => id);
    const given = { agreementId, courtId: court.id, partyIds: [first] };
    const { id } = await run(db, 'applyForConfirmation', clerk, given);

    const answers = await Promise.all(
      others.map((partyId: string) => run(db, 'joinConfirmation', clerk, { id, partyIds: [partyId] })),
    );

    expect(answers.map(({ state }) => state).sort()).toEqual(['APPLIED', 'LODGED']);
  });

  it('is asked of one court at a time, also when two ask at once', async () => {
    const { clerk, apply } = await anAgreementInForce();

    const answers = await Promise.all([apply(), apply(), apply()]);
    const lodged = answers.find(({ state }) => state === 'LODGED');
    expect(answers.map(({ code }) => code ?? 'LODGED').sort()).toEqual([
      ...Array(2).fill('CONFIRMATION_STANDS'),
      'LODGED',
    ]);

    const withdraw = (reason: string) => run(db, 'withdrawConfirmation', clerk, { id: lodged.id, reason });
    expect(await withdraw('')).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await withdraw('补充材料')).toMatchObject({ state: 'WITHDRAWN' });
    expect(await apply()).toMatchObject({ state: 'LODGED' });
  });

  it('needs somebody who applies, who is a party, and a court and an agreement of the locality', async () => {
    const { office, apply } = await anAgreementInForce();

    expect(await apply({ partyIds: [] })).toMatchObject({ code: 'INVALID_INPUT' });
    for (const faulty of [
      { partyIds: [randomUUID()] },
      { courtId: randomUUID() },
      { courtId: office.id },
      { agreementId: randomUUID() },
    ]) {
      expect(await apply(faulty)).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('is only of an agreement that holds', async () => {
    const { clerk, court, agreementId, partyIds } = await anAgreement(db, { form: 'WRITTEN' });
    const given = { agreementId, courtId: court.id, partyIds };

    expect(await run(db, 'applyForConfirmation', clerk, given)).toMatchObject({
      message: 'Cannot APPLY_FOR_CONFIRMATION while DRAWN_UP.',
    });
  });
});

describe('when the court refuses', () => {
  /** An agreement that the court did not confirm. */
  async function aRefusedAgreement() {
    const agreement = await anAgreementInForce();
    const { id } = await agreement.apply();
    const decision = { id, confirm: false, ruling: '内容不明确' };
    expect(await run(db, 'decideConfirmation', agreement.judge, decision)).toMatchObject({
      state: 'REFUSED',
    });
    return agreement;
  }

  it('the parties may come to another agreement, which may be confirmed in its turn', async () => {
    const { id, clerk, apply, partyIds, court } = await aRefusedAgreement();

    expect(await run(db, 'resumeMediation', clerk, { id, reason: '变更协议' })).toMatchObject({
      state: 'MEDIATING',
    });
    expect(await apply()).toMatchObject({ message: 'Cannot GO_TO_COURT while MEDIATING.' });
    const again = { mediationId: id, form: 'ORAL', facts: '事实', responsibilities: '责任', terms: '内容' };
    const { id: agreementId } = await run(db, 'recordMediationAgreement', clerk, {
      ...again,
      manner: '当面',
      performBy: '2026-12-31',
    });
    const given = { agreementId, courtId: court.id, partyIds };
    expect(await run(db, 'applyForConfirmation', clerk, given)).toMatchObject({ state: 'LODGED' });
  });

  it('a party may go to court over it, though nothing is overdue', async () => {
    const { clerk, agreementId: id } = await aRefusedAgreement();

    expect(await run(db, 'pursueMediationAgreement', clerk, { id, reason: '确认被驳回' })).toMatchObject({
      state: 'IN_SUIT',
    });
  });
});

test('the thirty days end on a working day, and the first of them is the day after', () => {
  const calendar = workingCalendar([{ from: '09:00', to: '17:00' }]);
  const until = (day: string) => confirmableUntil(new Date(`${day}T00:30:00+08:00`), calendar);

  expect(until('2026-11-23')).toBe('2026-12-23');
  // The thirtieth day is a Sunday, and 1 October 2021 begins a holiday of a week.
  expect(until('2026-11-20')).toBe('2026-12-21');
  expect(until('2021-09-01')).toBe('2021-10-08');
});

test('every state of a confirmation can be reached', () => {
  expect([...confirmationStates.reachable('APPLIED')].sort()).toEqual([...confirmationStates.states].sort());
});

const CONFIRMED = /* GraphQL */ `
  {
    mediations(first: 5, where: { confirmationStates: [CONFIRMED] }) {
      nodes { id agreement { id isEnforceable confirmations { id } } history { action } }
    }
  }
`;

const PARTIES = 'query ($id: ID!) { mediation(id: $id) { parties { id } } }';
