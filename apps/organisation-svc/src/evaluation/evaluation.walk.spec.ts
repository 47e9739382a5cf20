import { testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { ask, run } from '../testing';
import { annualAssessmentStates, evaluationRoundStates, evaluationSheetStates } from './evaluation.states';
import { aRound, domains, giveEverySheet, giveSheet } from './evaluation.testing';

const db = testDatabase(tables);

test.each([
  ['round', evaluationRoundStates, 'OPEN'],
  ['assessment', annualAssessmentStates, 'PENDING'],
  ['sheet', evaluationSheetStates, 'GIVEN'],
])('every state of a %s can be reached (H12)', (_, states, first) => {
  const { reachable } = states as { reachable: (from: string) => Set<string> };

  expect([...reachable(first)].sort()).toEqual([...states.states].sort());
});

const ACTIONS = ['GIVE', 'REVISE', 'TAKE_BACK', 'EXCUSE', 'CLOSE', 'WITHDRAW'] as const;

test('whatever is tried in whatever order, only the steps of the tables happen, and a score that stands stays', async () => {
  const tries = fc.array(fc.constantFrom(...ACTIONS), { minLength: 3, maxLength: 7 });

  await fc.assert(
    fc.asyncProperty(tries, async (tried) => {
      const round = await aRound(db);
      await giveEverySheet(db, round, 90);
      const { id, assessmentId, organiser, desk } = round;
      const lives = { round: 'OPEN', assessment: 'PENDING', sheet: 'GIVEN' };
      let sheetId = await ownSheet(round);

      for (const action of tried) {
        const isOpen = lives.round === 'OPEN' && lives.assessment === 'PENDING';
        switch (action) {
          case 'GIVE': {
            const given = await giveSheet(db, round, 'SELF', domains[0], 80);
            const isNew = isOpen && lives.sheet === 'WITHDRAWN';
            expect(given.__typename === 'EvaluationSheet').toBe(isNew);
            if (isNew) [sheetId, lives.sheet] = [given.id, 'GIVEN'];
            break;
          }
          case 'REVISE':
          case 'TAKE_BACK': {
            const [act, input] =
              action === 'REVISE'
                ? (['reviseEvaluationSheet', { id: sheetId, score: 70, reason: '更正' }] as const)
                : (['withdrawEvaluationSheet', { id: sheetId, reason: '有误' }] as const);
            const answer = await run(db, act, input, { actor: desk });
            const isDone = isOpen && lives.sheet === 'GIVEN';
            expect(answer.__typename === 'EvaluationSheet').toBe(isDone);
            if (isDone && action === 'TAKE_BACK') lives.sheet = 'WITHDRAWN';
            break;
          }
          case 'EXCUSE': {
            const input = { id: assessmentId, reason: '免评' };
            const answer = await run(db, 'excuseFromEvaluation', input, { actor: organiser });
            const isDone = lives.assessment === 'PENDING';
            expect(answer.__typename === 'AnnualAssessment').toBe(isDone);
            if (isDone) lives.assessment = 'EXCUSED';
            break;
          }
          case 'CLOSE': {
            const answer = await run(db, 'closeEvaluationRound', { id }, { actor: organiser });
            // The one step that the table allows and the rule about missing sheets may refuse.
            const isWhole = lives.assessment !== 'PENDING' || lives.sheet === 'GIVEN';
            const isDone = lives.round === 'OPEN' && isWhole;
            expect(answer.__typename === 'EvaluationRound').toBe(isDone);
            if (isDone) lives.round = 'CLOSED';
            if (isDone && lives.assessment === 'PENDING') lives.assessment = 'ASSESSED';
            break;
          }
          case 'WITHDRAW': {
            const input = { id, reason: '办法调整' };
            const answer = await run(db, 'withdrawEvaluationRound', input, { actor: organiser });
            const isDone = lives.round === 'OPEN';
            expect(answer.__typename === 'EvaluationRound').toBe(isDone);
            if (isDone) lives.round = 'WITHDRAWN';
            if (isDone && lives.assessment === 'PENDING') lives.assessment = 'WITHDRAWN';
            break;
          }
        }
      }

      const { annualAssessment, evaluationSheet } = await ask(
        db,
        LIVES,
        { assessmentId, sheetId },
        { actor: organiser },
      );
      expect({
        round: annualAssessment.round.state,
        assessment: annualAssessment.state,
        sheet: evaluationSheet.state,
      }).toEqual(lives);
      expect(annualAssessment.composite !== null).toBe(lives.assessment === 'ASSESSED');
      for (const [history, next] of [
        [annualAssessment.round.history, evaluationRoundStates.next],
        [annualAssessment.history, annualAssessmentStates.next],
        [evaluationSheet.history, evaluationSheetStates.next],
      ] as const) {
        const walked = (history as Step[])
          .slice(1)
          .every(({ fromState, toState, action }) => next(fromState as never, action as never) === toState);
        expect(walked).toBe(true);
      }
    }),
    { numRuns: 10 },
  );
});

interface Step {
  fromState: string;
  toState: string;
  action: string;
}

async function ownSheet({ assessmentId, desk }: Awaited<ReturnType<typeof aRound>>): Promise<string> {
  const { annualAssessment } = await ask(db, SHEETS, { id: assessmentId }, { actor: desk });
  return annualAssessment.lines[0].sheets[0].id;
}

const SHEETS = 'query ($id: ID!) { annualAssessment(id: $id) { lines { sheets { id } } } }';
const LIVES = /* GraphQL */ `
  query ($assessmentId: ID!, $sheetId: ID!) {
    annualAssessment(id: $assessmentId) {
      state composite
      round { state history { fromState toState action } }
      history { fromState toState action }
    }
    evaluationSheet(id: $sheetId) { state history { fromState toState action } }
  }
`;
