import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { emergencyPeriodStates } from './emergency.states';

const db = testDatabase(tables);

test('every state of an emergency can be reached (S13)', () => {
  expect([...emergencyPeriodStates.reachable('CALLED')].sort()).toEqual(
    [...emergencyPeriodStates.states].sort(),
  );
});

type Step = { act: 'CALL' | 'EXTEND' | 'END' | 'WAIT'; days: number };

const steps = fc.array(
  fc.record<Step>({
    act: fc.constantFrom('CALL', 'EXTEND', 'END', 'WAIT'),
    days: fc.integer({ min: 1, max: 6 }),
  }),
  { minLength: 3, maxLength: 10 },
);

let codes = 0;

test('whatever is called, extended, ended and waited for, a team is on every day in the mode it then was (S13)', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (tried) => {
      codes += 1;
      const compound = await anArea(db, {
        level: 'COMPOUND',
        propertyMode: 'NONE',
        code: `210198${String(codes).padStart(6, '0')}`,
      });
      const actor = anActor('ORGANISER', { areaId: compound.id });
      const inEmergency = new Set<number>();
      let today = 0;
      let called: { id: string; from: number; until: number; ended: boolean } | null = null;

      for (const { act, days } of tried) {
        const asking = { actor, now: new Date(`${dateOf(today)}T08:00:00+08:00`) };
        const words = { reason: '演练', authority: '市防指' };
        const holds: boolean = called !== null && !called.ended && today <= called.until;
        if (act === 'WAIT') {
          for (let day = today; day < today + days; day++) {
            if (called && !called.ended && day <= called.until) inEmergency.add(day);
          }
          today += days;
        } else if (act === 'CALL') {
          const until = today + days;
          const input = {
            areaId: compound.id,
            template: 'three-heads-five-members',
            until: dateOf(until),
            ...words,
          };
          const answer = await run(db, 'callEmergency', input, asking);
          expect(answer.__typename).toBe(holds ? 'EmergencyHolding' : 'EmergencyPeriod');
          if (!holds) called = { id: answer.id, from: today, until, ended: false };
        } else if (called) {
          const { id, until, ended }: { id: string; until: number; ended: boolean } = called;
          const extended = until + days;
          const answer =
            act === 'EXTEND'
              ? await run(db, 'extendEmergency', { id, until: dateOf(extended), ...words }, asking)
              : await run(db, 'endEmergency', { id, reason: words.reason }, asking);
          if (ended) expect(answer.__typename).toBe('ActionNotAllowed');
          else if (act === 'END') called.ended = true;
          else if (holds) called.until = extended;
          else expect(answer.__typename).toBe('InvalidInput');
        }
      }

      const asked = Array.from(
        { length: today },
        (_, day) =>
          `d${day}: area(id: $id, asOf: "${dateOf(day)}") { team(template: "three-heads-five-members") { mode } }`,
      );
      if (asked.length === 0) return;
      const told = await ask(db, `query ($id: ID!) { ${asked.join(' ')} }`, { id: compound.id });
      for (let day = 0; day < today; day++) {
        expect(told[`d${day}`].team.mode).toBe(inEmergency.has(day) ? 'EMERGENCY' : 'NORMAL');
      }
    }),
    { numRuns: 12 },
  );
});

const dateOf = (day: number) => new Date(Date.UTC(2026, 10, 23 + day)).toISOString().slice(0, 10);
