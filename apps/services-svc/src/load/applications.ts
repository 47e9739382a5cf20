import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { between, fictionalName, fictionalPhone, idOf, oneOf, seededRandom } from '@jinlin/localities';
import { maskName, type Vault } from '@jinlin/privacy';
import type { ServiceApplication } from '../application/application.entity';
import { applicationLife } from '../application/application.life';
import { referenceOf } from '../application/application.service';
import { paused, reckon, resumed } from '../application/deadline';
import type { ServiceApplicationAction } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { sealedPerson } from '../person';
import { lived, type Step } from './lived';
import { type Places, shown } from './places';

export interface LoadedApplication {
  row: Omit<ServiceApplication, '__typename'>;
  history: HistoryRow[];
}

const DAY = 86_400_000;

/** How far applications have come: one of each, the last of them too late. */
const ways: readonly { daysAgo: number; steps: readonly ServiceApplicationAction[] }[] = [
  { daysAgo: 1, steps: [] },
  { daysAgo: 3, steps: ['ASK_FOR_MATERIALS'] },
  { daysAgo: 2, steps: ['ACCEPT_MATERIALS'] },
  { daysAgo: 3, steps: ['ACCEPT_MATERIALS', 'FORWARD'] },
  { daysAgo: 4, steps: ['ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON'] },
  {
    daysAgo: 20,
    steps: ['ASK_FOR_MATERIALS', 'HAND_IN_MATERIALS', 'ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON', 'DECIDE'],
  },
  { daysAgo: 12, steps: ['ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON', 'DECIDE', 'GIVE_FEEDBACK'] },
  { daysAgo: 9, steps: ['ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON', 'DECIDE', 'GIVE_FEEDBACK'] },
  { daysAgo: 6, steps: ['WITHDRAW'] },
  { daysAgo: 60, steps: ['ACCEPT_MATERIALS', 'FORWARD', 'TAKE_ON'] },
];

/** Some applications at the window of the community that the docs speak of, where a locality has one (D12, X10). */
export function livedApplications(
  places: Places,
  rules: LocalityRules,
  vault: Vault,
  now: Date,
): LoadedApplication[] {
  const community = places.urban.find(({ code }) => shown.has(code));
  if (!community) return [];
  const random = seededRandom(`applications ${rules.code}`);

  return ways.flatMap(({ daysAgo, steps }, number) => {
    const receivedAt = new Date(now.getTime() - daysAgo * DAY);
    const receivedOn = dateIn(receivedAt);
    const catalogue = rules.windowServices(receivedOn);
    if (!catalogue) return [];

    const { services, ruleVersion } = catalogue;
    const service = services[number % services.length]!;
    const id = idOf('service-application', `${community.code}:${number}`);
    const home = oneOf(random, places.homesIn(community));
    const required = service.materials.filter(({ isRequired }) => isRequired).map(({ key }) => key);
    const materials = steps.at(-1) === 'ASK_FOR_MATERIALS' ? required.slice(0, -1) : required;
    const agent = service.mayBeOnBehalf && number % 3 === 0 ? fictionalName(random) : null;
    const moment = (step: number) => new Date(receivedAt.getTime() + (step + 1) * 0.2 * DAY);
    const at = (action: ServiceApplicationAction) =>
      steps.includes(action) ? moment(steps.indexOf(action)) : null;

    const asked = at('ASK_FOR_MATERIALS');
    const handed = at('HAND_IN_MATERIALS');
    const standing = asked ? paused([], asked) : [];
    const pauses = handed ? resumed(standing, handed) : standing;
    const started = { timeLimit: service.limit, receivedAt, pauses };
    const decidedAt = at('DECIDE');
    const { state, history } = lived(
      applicationLife,
      id,
      {
        action: 'RECEIVE',
        at: receivedAt,
        role: agent ? 'GRID_WORKER' : 'COMMUNITY_CLERK',
        state: 'RECEIVED',
        ruleVersion,
        facts: { service: service.key, materials, onBehalf: agent !== null },
      },
      steps.map((action, step) => ({ ...doings[action], action, at: moment(step) })),
    );
    return {
      row: {
        id,
        localityCode: rules.code,
        reference: referenceOf(receivedAt, `${rules.code}${String(number).padStart(2, '0')}`),
        service: service.key,
        state,
        ...sealedPerson(vault, { name: fictionalName(random), phone: fictionalPhone(random) }),
        personId: null,
        maskedAgent: agent && maskName(agent),
        sealedAgent: agent === null ? null : vault.seal(agent),
        consent: agent === null ? null : 'SIGNED_LETTER',
        consentReference: agent && `委托书${number + 1}号`,
        consentedOn: agent && receivedOn,
        materials,
        unitId: at('FORWARD') ? service.unitId : null,
        ...started,
        dueAt: reckon(started, rules.workingCalendar(receivedAt)).dueAt,
        ruleVersion,
        decidedAt,
        outcome: decidedAt && (number % 4 === 3 ? 'REFUSED' : 'GRANTED'),
        rating: at('GIVE_FEEDBACK') ? between(random, 4, 5) : null,
        areaId: home.id,
        areaPath: home.path,
        communityId: community.id,
      },
      history,
    };
  });
}

/** Who does each step, and on what grounds. */
const doings: Record<ServiceApplicationAction, Omit<Step<string>, 'action' | 'at'>> = {
  ACCEPT_MATERIALS: { role: 'COMMUNITY_CLERK' },
  ASK_FOR_MATERIALS: { role: 'COMMUNITY_CLERK', reason: '请补齐材料' },
  HAND_IN_MATERIALS: { role: 'COMMUNITY_CLERK' },
  FORWARD: { role: 'COMMUNITY_CLERK' },
  TAKE_ON: { role: 'DEPARTMENT_CLERK' },
  DECIDE: { role: 'DEPARTMENT_CLERK', reason: '审核结束' },
  GIVE_FEEDBACK: { role: 'COMMUNITY_CLERK' },
  WITHDRAW: { role: 'COMMUNITY_CLERK', reason: '不再需要' },
};
