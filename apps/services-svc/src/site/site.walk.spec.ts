import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import type { SiteAction, SiteState } from '../generated/graphql';
import { tables } from '../tables';
import { anArea, ask, run } from '../testing';
import { siteStates } from './site.states';

const db = testDatabase(tables);

/** No kind knows every action; each of these knows all but one. */
const kinds = { MOBILE_OFFICE: ['RATE'], HOME_CARE_CENTRE: ['CHANGE_TIMETABLE'] } as const;

const acts: Record<SiteAction, { name: string; input: object }> = {
  START_BUILDING: { name: 'startBuildingSite', input: {} },
  OPEN: { name: 'openSite', input: {} },
  SUSPEND: { name: 'suspendSite', input: { reason: '检修' } },
  RESUME: { name: 'resumeSite', input: {} },
  CLOSE: { name: 'closeSite', input: { reason: '搬迁' } },
  CHANGE_HOURS: { name: 'changeSiteHours', input: { openingHours: [] } },
  CHANGE_TIMETABLE: { name: 'changeMobileTimetable', input: { stops: [] } },
  RECORD_CAPACITY: { name: 'recordSiteCapacity', input: { unit: 'SEAT', amount: 20 } },
  REFORM: {
    name: 'reformSite',
    input: { zones: ['议事区'], isCounterFree: true, completedOn: '2026-01-01' },
  },
  CORRECT: { name: 'correctSite', input: { address: '友谊路1号' } },
  APPRAISE_PREMISES: { name: 'appraisePremises', input: { squareMetres: 300, layout: 'SOUND' } },
  RATE: { name: 'rateSite', input: { stars: 4 } },
};

test('whatever is tried, only the steps of the table happen, and the history tells them all (S18)', async () => {
  const tried = fc.constantFrom(...(Object.keys(acts) as SiteAction[]));
  const kind = fc.constantFrom(...(Object.keys(kinds) as (keyof typeof kinds)[]));

  await fc.assert(
    fc.asyncProperty(kind, fc.array(tried, { minLength: 3, maxLength: 10 }), async (of, tries) => {
      const community = await anArea(db);
      const actor = anActor('STREET_COMMANDER', { areaId: community.id });
      const { id } = await run(
        db,
        'registerSite',
        { kind: of, name: '新站点', areaId: community.id },
        { actor },
      );
      let state: SiteState = 'PLANNED';
      const taken: string[] = ['REGISTER'];

      for (const action of tries.filter((one) => !kinds[of].includes(one as never))) {
        const { name, input } = acts[action];
        const answer = await run(db, name, { id, ...input }, { actor });
        const next: SiteState | undefined = siteStates.next(state, action);
        expect(answer.__typename).toBe(next ? 'ServiceSite' : 'ActionNotAllowed');
        if (next) taken.push(action);
        state = next ?? state;
      }

      const { serviceSite } = await ask(db, SITE, { id });
      expect(serviceSite.state).toBe(state);
      expect(serviceSite.history.map(({ action }: { action: string }) => action)).toEqual(taken);
    }),
    { numRuns: 12 },
  );
}, 60_000);

const SITE = 'query ($id: ID!) { serviceSite(id: $id) { state history { action } } }';
