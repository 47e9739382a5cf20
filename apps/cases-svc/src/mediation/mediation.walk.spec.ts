import type { Actor } from '@jinlin/identity';
import type { StateMachine } from '@jinlin/state-machine';
import { NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import { confirmationStates } from '../court-confirmation/confirmation.states';
import { agreementStates } from '../mediation-agreement/agreement.states';
import { sessionStates } from '../mediation-session/session.states';
import { tables } from '../tables';
import { expectWalk, historyOf } from '../walk.testing';
import { mediationStates } from './mediation.states';
import { aMediation, aMediationUnderWay, anAgreement, run, someTerms } from './mediation.testing';

const db = testDatabase(tables);

const DAY = 86_400_000;

/** The last of what hangs on the mediation, which an act is then tried on. */
interface Hanging {
  agreementId: string | null;
  confirmationId: string | null;
  sessionId: string | null;
  instalmentId: string | null;
  partyIds: string[];
}

type Place = Awaited<ReturnType<typeof aMediation>>;
type Try = (place: Place, hanging: Hanging, now: Date) => [act: string, actor: Actor, input: object];

const reason = '经办';
const later = (now: Date, days: number) => new Date(now.getTime() + days * DAY).toISOString();
const agree =
  (form: string): Try =>
  ({ id, clerk }, { partyIds }, now) => {
    const instalments = [{ payerId: partyIds[1], amount: 100, dueOn: later(now, 1).slice(0, 10) }];
    const terms = { ...someTerms, form, performBy: later(now, 1).slice(0, 10), instalments };
    return ['recordMediationAgreement', clerk, { mediationId: id, ...terms }];
  };
const meeting = (now: Date) => ({ startsAt: later(now, 0.1), endsAt: later(now, 0.2) });

const TRIES: Try[] = [
  ({ id, clerk, mediatorId }) => ['acceptMediation', clerk, { id, mediatorId }],
  ({ id, clerk }) => ['beginMediation', clerk, { id }],
  ({ id, clerk }) => ['declineMediation', clerk, { id, reason }],
  ({ id, clerk }) => ['failMediation', clerk, { id, reason }],
  ({ id, clerk }) => ['withdrawMediation', clerk, { id, reason }],
  ({ id, clerk, office }) => [
    'transferMediation',
    clerk,
    { id, kind: 'ADMINISTRATIVE', unitId: office.id, reason },
  ],
  ({ id, officer }) => ['transferMediation', officer, { id, kind: 'PEOPLE', reason }],
  agree('ORAL'),
  agree('WRITTEN'),
  ({ clerk }, { agreementId: id, partyIds }) => [
    'signMediationAgreement',
    clerk,
    { id, partyId: partyIds[0], means: 'SEAL' },
  ],
  ({ clerk }, { agreementId: id, partyIds }) => [
    'signMediationAgreement',
    clerk,
    { id, partyId: partyIds[1], means: 'SEAL' },
  ],
  ({ clerk }, { agreementId: id }) => ['sealMediationAgreement', clerk, { id }],
  ({ clerk }, { agreementId: id, instalmentId }, now) => [
    'payMediationInstalment',
    clerk,
    { id, instalmentId, paidOn: now.toISOString().slice(0, 10) },
  ],
  ({ clerk }, { agreementId: id }) => ['completeMediationAgreement', clerk, { id }],
  ({ clerk }, { agreementId: id }) => ['reportMediationBreach', clerk, { id, reason }],
  ({ clerk }, { agreementId: id }) => ['pursueMediationAgreement', clerk, { id, reason }],
  ({ id, clerk }) => ['resumeMediation', clerk, { id, reason }],
  ({ clerk, court }, { agreementId, partyIds }) => [
    'applyForConfirmation',
    clerk,
    { agreementId, courtId: court.id, partyIds: [partyIds[0]] },
  ],
  ({ clerk }, { confirmationId: id, partyIds }) => ['joinConfirmation', clerk, { id, partyIds }],
  ({ judge }, { confirmationId: id }) => ['decideConfirmation', judge, { id, confirm: true, ruling: reason }],
  ({ judge }, { confirmationId: id }) => [
    'decideConfirmation',
    judge,
    { id, confirm: false, ruling: reason },
  ],
  ({ clerk }, { confirmationId: id }) => ['withdrawConfirmation', clerk, { id, reason }],
  ({ id: mediationId, clerk }, _, now) => [
    'scheduleMediationSession',
    clerk,
    { mediationId, ...meeting(now) },
  ],
  ({ clerk }, { sessionId: id }, now) => ['moveMediationSession', clerk, { id, ...meeting(now), reason }],
  ({ clerk }, { sessionId: id }) => ['holdMediationSession', clerk, { id, minutes: reason }],
  ({ clerk }, { sessionId: id }) => ['cancelMediationSession', clerk, { id, reason }],
];

/** Half of the walks begin where agreements are, since few get there by chance. */
const STARTS = [aMediation, aMediationUnderWay, anAgreement, anAgreement];

const LIVES: [table: string, states: StateMachine<string, string>, starts: string[]][] = [
  ['mediation', mediationStates as never, ['APPLIED']],
  ['mediation_agreement', agreementStates as never, ['DRAWN_UP', 'PERFORMING']],
  ['court_confirmation', confirmationStates as never, ['APPLIED', 'LODGED']],
  ['mediation_session', sessionStates as never, ['SCHEDULED']],
];

test('whatever is tried in whatever order, only the tables’ steps happen, to the mediation and all that hangs on it (SM-3)', async () => {
  const picks = fc.array(fc.nat(TRIES.length - 1), { minLength: 15, maxLength: 30 });

  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...STARTS), picks, async (start, tried) => {
      const place = await start(db);

      for (const [i, pick] of tried.entries()) {
        // A day passes now and then, so that instalments fall due and meetings begin.
        const now = new Date(NOW.getTime() + Math.floor(i / 4) * DAY + i * 1_000);
        const [act, actor, input] = TRIES[pick]!(place, await hangingOn(place.id), now);
        if (!Object.values(input).includes(null)) await run(db, act, actor, input, now);
      }

      for (const [table, states, starts] of LIVES) {
        for (const { id, state } of await rowsOf(table, place.id)) {
          const told = await historyOf(db, id);
          expect(starts).toContain(told[0]!.entry.to);
          expect(expectWalk(told, states, told[0]!.entry.to)).toBe(state);
        }
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);

const rowsOf = (table: string, mediationId: string): Promise<{ id: string; state: string }[]> =>
  withReach(db, (tx) =>
    tx.query(`select id, state from ${table} where ${table === 'mediation' ? 'id' : 'mediation_id'} = $1`, [
      mediationId,
    ]),
  );

const hangingOn = async (mediationId: string): Promise<Hanging> => {
  const [hanging] = await withReach(db, (tx) => tx.query(HANGING, [mediationId]));
  return hanging;
};

const HANGING = /* SQL */ `
  with agreement as (
    select id from mediation_agreement where mediation_id = $1 order by agreed_at desc limit 1
  )
  select (select id from agreement) as "agreementId",
         (select id from court_confirmation where mediation_id = $1 order by applied_at desc limit 1) as "confirmationId",
         (select id from mediation_session where mediation_id = $1 order by starts_at desc limit 1) as "sessionId",
         (select id from mediation_instalment where agreement_id = (select id from agreement) limit 1) as "instalmentId",
         array(select id from mediation_party where mediation_id = $1 order by position) as "partyIds"
`;
