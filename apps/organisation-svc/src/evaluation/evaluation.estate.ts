import { carryAll, takeAll } from '@jinlin/acts';
import { In } from 'typeorm';
import { type Estate, passing } from '../area/area.estate';
import { AnnualAssessment, EvaluationRound } from './evaluation.entity';
import { annualAssessmentLife, evaluationRoundLife } from './evaluation.life';

const ENDED = 'AREA_ENDED';

/** An open round is held on by what came after; where the same is held there already, it is given up. */
export const evaluationRoundEstate: Estate<EvaluationRound> = {
  title: { en: 'open rounds of evaluation', zh: '进行中的评价' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(EvaluationRound, {
      where: { areaId: In([...areaIds]), state: 'OPEN' },
      order: { year: 'asc', id: 'asc' },
    }),
  async passOn(act, rounds, heir, on) {
    const standing = await act.tx.findBy(EvaluationRound, { areaId: heir.id, state: In(['OPEN', 'CLOSED']) });
    const held = new Set(standing.map(keyOf));
    const [goingOn, givenUp]: [string[], string[]] = [[], []];
    for (const round of rounds) {
      (held.has(keyOf(round)) ? givenUp : goingOn).push(round.id);
      held.add(keyOf(round));
    }

    await carryAll(act, evaluationRoundLife, { ids: goingOn, action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await takeAll(act, evaluationRoundLife, { ids: givenUp, action: 'WITHDRAW' }, () => ({ reason: ENDED }));
    const pending = await act.tx.findBy(AnnualAssessment, { roundId: In(givenUp), state: 'PENDING' });
    const ids = pending.map(({ id }) => id);
    await takeAll(act, annualAssessmentLife, { ids, action: 'WITHDRAW' }, () => ({ reason: ENDED }));
  },
};

/** Whoever is being evaluated is so at what came after, once: of two communities that become one, the first is. */
export const annualAssessmentEstate: Estate<AnnualAssessment> = {
  title: { en: 'pending assessments', zh: '待评的年度考核' },
  standingAt: ({ tx }, areaIds) =>
    tx.find(AnnualAssessment, {
      where: { areaId: In([...areaIds]), state: 'PENDING' },
      order: { year: 'asc', id: 'asc' },
    }),
  async passOn(act, assessments, heir, on) {
    const standing = await act.tx.findBy(AnnualAssessment, {
      areaId: heir.id,
      roundId: In(assessments.map(({ roundId }) => roundId)),
    });
    const evaluated = new Set(standing.filter(({ unitId }) => !unitId).map(({ roundId }) => roundId));
    const [goingOn, excused]: [string[], string[]] = [[], []];
    for (const { id, roundId, unitId } of assessments) {
      const isTwice = !unitId && evaluated.has(roundId);
      (isTwice ? excused : goingOn).push(id);
      if (!unitId) evaluated.add(roundId);
    }

    await carryAll(act, annualAssessmentLife, { ids: goingOn, action: 'PASS_ON' }, (row) =>
      passing(row, heir, on),
    );
    await takeAll(act, annualAssessmentLife, { ids: excused, action: 'EXCUSE' }, () => ({ reason: ENDED }));
  },
};

const keyOf = ({ scheme, year }: EvaluationRound) => `${scheme} ${year}`;
