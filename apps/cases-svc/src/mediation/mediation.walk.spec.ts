import { dateIn } from '@jinlin/calendar';
import type { Actor } from '@jinlin/identity';
import type { StateMachine } from '@jinlin/state-machine';
import { NOW, testDatabase, withReach } from '@jinlin/testing';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
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
    const dueOn = dateIn(new Date(now.getTime() + DAY));
    const instalments = [{ payerId: partyIds[1], amount: 100, dueOn }];
    const terms = { ...someTerms, form, performBy: dueOn, instalments };
    return ['recordMediationAgreement', clerk, { mediationId: id, ...terms }];
  };
const sign =
  (party: number): Try =>
  ({ clerk }, { agreementId: id, partyIds }) => [
    'signMediationAgreement',
    clerk,
    { id, partyId: partyIds[party], means: 'SEAL' },
  ];
const decide =
  (confirm: boolean): Try =>
  ({ judge }, { confirmationId: id }) => ['decideConfirmation', judge, { id, confirm, ruling: reason }];
const meeting = (now: Date) => ({ startsAt: later(now, 0.1), endsAt: later(now, 0.2) });

const WALKS: { what: string; start: (db: DataSource) => Promise<Place>; tries: Try[] }[] = [
  {
    what: 'a mediation',
    start: aMediation,
    tries: [
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
      agree('WRITTEN'),
      ({ id, clerk }) => ['resumeMediation', clerk, { id, reason }],
    ],
  },
  {
    what: 'the meetings of a mediation',
    start: aMediationUnderWay,
    tries: [
      ({ id: mediationId, clerk }, _, now) => [
        'scheduleMediationSession',
        clerk,
        { mediationId, ...meeting(now) },
      ],
      ({ clerk }, { sessionId: id }, now) => ['moveMediationSession', clerk, { id, ...meeting(now), reason }],
      ({ clerk }, { sessionId: id }) => ['holdMediationSession', clerk, { id, minutes: reason }],
      ({ clerk }, { sessionId: id }) => ['cancelMediationSession', clerk, { id, reason }],
      ({ id, clerk }) => ['withdrawMediation', clerk, { id, reason }],
    ],
  },
  {
    what: 'a written agreement',
    start: (db) => anAgreement(db, { form: 'WRITTEN', instalments: [] }),
    tries: [
      sign(0),
      sign(1),
      ({ clerk }, { agreementId: id }) => ['sealMediationAgreement', clerk, { id }],
      ({ clerk }, { agreementId: id }) => ['completeMediationAgreement', clerk, { id }],
      ({ id, clerk }) => ['resumeMediation', clerk, { id, reason }],
      agree('WRITTEN'),
    ],
  },
  {
    what: 'an agreement that a court is to confirm',
    start: anAgreement,
    tries: [
      ({ clerk }, { agreementId: id, instalmentId }, now) => [
        'payMediationInstalment',
        clerk,
        { id, instalmentId, paidOn: dateIn(now) },
      ],
      ({ clerk }, { agreementId: id }) => ['completeMediationAgreement', clerk, { id }],
      ({ clerk }, { agreementId: id }) => ['reportMediationBreach', clerk, { id, reason }],
      ({ clerk }, { agreementId: id }) => ['pursueMediationAgreement', clerk, { id, reason }],
      ({ id, clerk }) => ['resumeMediation', clerk, { id, reason }],
      agree('ORAL'),
      ({ clerk, court }, { agreementId, partyIds }) => [
        'applyForConfirmation',
        clerk,
        { agreementId, courtId: court.id, partyIds: partyIds.slice(0, 1) },
      ],
      ({ clerk }, { confirmationId: id, partyIds }) => ['joinConfirmation', clerk, { id, partyIds }],
      decide(true),
      decide(false),
      ({ clerk }, { confirmationId: id }) => ['withdrawConfirmation', clerk, { id, reason }],
    ],
  },
];

const LIVES: [table: string, states: StateMachine<string, string>, starts: string[]][] = [
  ['mediation', mediationStates as never, ['APPLIED']],
  ['mediation_agreement', agreementStates as never, ['DRAWN_UP', 'PERFORMING']],
  ['court_confirmation', confirmationStates as never, ['APPLIED', 'LODGED']],
  ['mediation_session', sessionStates as never, ['SCHEDULED']],
];

test.each(WALKS)(
  'whatever is tried on $what in whatever order, only the tables’ steps happen, to it and to all that hangs on it (SM-3)',
  async ({ start, tries }) => {
    const picks = fc.array(fc.nat(tries.length - 1), { minLength: 10, maxLength: 20 });

    await fc.assert(
      fc.asyncProperty(picks, async (tried) => {
        const place = await start(db);

        for (const [i, pick] of tried.entries()) {
          // A day passes with each, so that instalments fall due and meetings begin.
          const now = new Date(NOW.getTime() + i * DAY);
          const [act, actor, input] = tries[pick]!(place, await hangingOn(place.id), now);
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
      { numRuns: 5 },
    );
  },
  60_000,
);

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
