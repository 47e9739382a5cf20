import { anActor, testDatabase } from '@jinlin/testing';
import fc from 'fast-check';
import { committeeStates } from '../committee/committee.states';
import { communityEnterpriseStates } from '../community-enterprise/community-enterprise.states';
import { communityIncomeStates } from '../community-income/community-income.states';
import { deploymentCallStates, rosterSheetStates } from '../deployment/deployment.states';
import { tagStates } from '../grouping/tag.states';
import { powerUseStates } from '../power-use/power-use.states';
import { streetBodyStates } from '../street-body/street-body.states';
import { tables } from '../tables';
import { anArea, aPerson, ask, aUnit, run } from '../testing';
import { responsibilityAreaStates } from './responsibility-area.states';

const db = testDatabase(tables);

let places = 0;
const inDuyun = () => `522701${String(++places).padStart(6, '0')}`;

/** A street of Duyun with a community and two units, and somebody for each act. */
async function aStreet() {
  const city = await anArea(db, { level: 'COUNTY', code: inDuyun() });
  const street = await anArea(db, { level: 'TOWNSHIP', code: inDuyun() }, city);
  const community = await anArea(db, { code: inDuyun() }, street);
  const shop = await aUnit(db, community, { kind: 'ENTERPRISE' });
  const organiser = anActor('ORGANISER', { areaId: city.id });
  const commander = anActor('STREET_COMMANDER', { areaId: city.id });
  const aMember = async () => (await aPerson(db, community)).id;
  return { city, street, community, shop, organiser, commander, aMember };
}

type Street = Awaited<ReturnType<typeof aStreet>>;

interface Doing {
  name: string;
  as: 'organiser' | 'commander';
  /** What the act is given beside the id; each try has a day of its own. */
  input: (street: Street, day: string) => object | Promise<object>;
}

interface Life {
  type: string;
  field: string;
  start: string;
  states: { next(state: never, action: never): string | undefined };
  begin: Doing;
  acts: Record<string, Doing>;
}

const reason = () => ({ reason: '调整' });
const ending = (_: Street, day: string) => ({ to: day, reason: '调整' });

const lives: [what: string, life: Life][] = [
  [
    'a responsibility area (S25)',
    {
      type: 'ResponsibilityArea',
      field: 'responsibilityArea',
      start: 'ACTIVE',
      states: responsibilityAreaStates,
      begin: {
        name: 'assignResponsibilityArea',
        as: 'organiser',
        input: async ({ community: { id }, aMember }, from) => ({
          name: '责任区',
          areaId: id,
          placeIds: [id],
          personId: await aMember(),
          from,
        }),
      },
      acts: {
        REDRAW: {
          name: 'redrawResponsibilityArea',
          as: 'organiser',
          input: ({ community }, on) => ({ placeIds: [community.id], on }),
        },
        HAND_OVER: {
          name: 'handOverResponsibilityArea',
          as: 'organiser',
          input: async ({ aMember }, on) => ({ toId: await aMember(), on, ...reason() }),
        },
        RELEASE: { name: 'releaseResponsibilityArea', as: 'organiser', input: ending },
      },
    },
  ],
  [
    'an enterprise of a community (D28)',
    {
      type: 'CommunityEnterprise',
      field: 'communityEnterprise',
      start: 'RUNNING',
      states: communityEnterpriseStates,
      begin: {
        name: 'registerCommunityEnterprise',
        as: 'organiser',
        input: ({ community, shop }, from) => ({
          unitId: shop.id,
          areaId: community.id,
          model: 'CLEANING',
          from,
        }),
      },
      acts: { END: { name: 'endCommunityEnterprise', as: 'organiser', input: ending } },
    },
  ],
  [
    'an institution of a street (D11)',
    {
      type: 'StreetBody',
      field: 'streetBody',
      start: 'RUNNING',
      states: streetBodyStates,
      begin: {
        name: 'setUpStreetBody',
        as: 'organiser',
        input: ({ street }, from) => ({
          areaId: street.id,
          name: '综合执法队',
          kind: 'ENFORCEMENT_TEAM',
          from,
        }),
      },
      acts: { CLOSE: { name: 'closeStreetBody', as: 'organiser', input: ending } },
    },
  ],
  [
    'a committee (S2)',
    {
      type: 'Committee',
      field: 'committee',
      start: 'ACTIVE',
      states: committeeStates,
      begin: {
        name: 'foundCommittee',
        as: 'organiser',
        input: ({ city }, foundedOn) => ({ areaId: city.id, title: '协调小组', foundedOn }),
      },
      acts: {
        SEAT: {
          name: 'seatCommitteeMember',
          as: 'organiser',
          input: async ({ city }, from) => ({ unitId: (await aUnit(db, city)).id, role: 'MEMBER', from }),
        },
        DISSOLVE: { name: 'dissolveCommittee', as: 'organiser', input: (_, on) => ({ on, ...reason() }) },
      },
    },
  ],
  [
    'a use of a power (D10)',
    {
      type: 'PowerUse',
      field: 'powerUse',
      start: 'GIVEN',
      states: powerUseStates,
      begin: { name: 'exercisePower', as: 'commander', input: givenPower },
      acts: {
        ADOPT: {
          name: 'answerPowerUse',
          as: 'organiser',
          input: () => ({ isAdopted: true, answer: '采纳' }),
        },
        DECLINE: {
          name: 'answerPowerUse',
          as: 'organiser',
          input: () => ({ isAdopted: false, answer: '另议' }),
        },
        WITHDRAW: { name: 'withdrawPowerUse', as: 'commander', input: reason },
      },
    },
  ],
  [
    'a call to the front line (S25)',
    {
      type: 'DeploymentCall',
      field: 'deploymentCall',
      start: 'OPEN',
      states: deploymentCallStates,
      begin: {
        name: 'callToFrontLine',
        as: 'organiser',
        input: ({ city }, from) => ({ areaId: city.id, title: '下沉', from, to: '2026-12-31', needed: 3 }),
      },
      acts: { STAND_DOWN: { name: 'standDownCall', as: 'organiser', input: reason } },
    },
  ],
  [
    'a roster sheet (F8)',
    {
      type: 'RosterSheet',
      field: 'rosterSheet',
      start: 'HANDED_IN',
      states: rosterSheetStates,
      begin: {
        name: 'handInRosterSheet',
        as: 'organiser',
        input: ({ community, shop }, from) => ({
          unitId: shop.id,
          areaId: community.id,
          from,
          to: from,
          people: 5,
          members: 3,
        }),
      },
      acts: { WITHDRAW: { name: 'withdrawRosterSheet', as: 'organiser', input: reason } },
    },
  ],
  [
    'an entry of an income ledger (H25)',
    {
      type: 'CommunityIncomeEntry',
      field: 'communityIncomeEntry',
      start: 'BOOKED',
      states: communityIncomeStates,
      begin: {
        name: 'enterCommunityIncome',
        as: 'commander',
        input: ({ community }) => ({
          areaId: community.id,
          year: 2026,
          model: 'CLEANING',
          amount: 100,
          sourceDocument: '合同',
        }),
      },
      acts: { REVERSE: { name: 'reverseCommunityIncome', as: 'commander', input: reason } },
    },
  ],
  [
    'a tag (D3)',
    {
      type: 'Tag',
      field: 'tag',
      start: 'ATTACHED',
      states: tagStates,
      begin: {
        name: 'tagRecord',
        as: 'organiser',
        input: async ({ city, organiser }) => {
          const committee = { areaId: city.id, title: '五变小组', foundedOn: '2026-01-01' };
          const { id } = await run(db, 'foundCommittee', committee, { actor: organiser });
          return { kind: 'COMMITTEE', recordId: id, grouping: 'five-transformations', part: '01' };
        },
      },
      acts: { REMOVE: { name: 'untagRecord', as: 'organiser', input: reason } },
    },
  ],
];

/** A street that may advise on the appraisal of people, and what it says to a unit. */
async function givenPower({ city, street, shop, organiser }: Street) {
  const list = { areaId: city.id, level: 'TOWNSHIP', title: '清单', powers: ['PERSONNEL_ADVICE'] };
  const { id } = await run(db, 'draftPowerList', list, { actor: organiser });
  await run(db, 'issuePowerList', { id, from: '2026-11-23' }, { actor: organiser });
  return { areaId: street.id, power: 'PERSONNEL_ADVICE', unitId: shop.id, content: '建议评优' };
}

test.each(lives)('%s takes only the steps of its table, and its history tells them all', async (_, life) => {
  const { type, field, start, states, begin, acts } = life;
  const next = (state: string, action: string) => states.next(state as never, action as never);

  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 5 }), async (tried) => {
      const place = await aStreet();
      const doIt = async ({ name, as, input }: Doing, day: string, given: object = {}) =>
        run(db, name, { ...given, ...(await input(place, day)) }, { actor: place[as] });
      const { id } = await doIt(begin, '2026-03-01');
      let state = start;

      for (const [at, action] of tried.entries()) {
        const answer = await doIt(acts[action]!, `2026-04-0${at + 1}`, { id });
        const to = next(state, action);
        expect(answer.__typename === type).toBe(to !== undefined);
        state = to ?? state;
      }

      const query = `query ($id: ID!) { record: ${field}(id: $id) { state history { fromState toState action } } }`;
      const { record } = await ask(db, query, { id }, { actor: place.commander });
      expect(record.state).toBe(state);
      for (const { fromState, toState, action } of record.history.slice(1)) {
        expect(next(fromState, action)).toBe(toState);
      }
    }),
    { numRuns: 6 },
  );
});
