import type { HistoryRow } from '@jinlin/history';
import {
  between,
  fictionalName,
  idOf,
  oneOf,
  type Random,
  seededRandom,
  shares,
  type UnitSeed,
} from '@jinlin/localities';
import { maskName, type Vault } from '@jinlin/privacy';
import type { Donation, Donor, Fund, FundActivity } from '../fund/fund.entity';
import { donationLife, fundActivityLife, fundLife } from '../fund/fund.life';
import type { SocialServiceField } from '../generated/graphql';
import type { SocialService, SocialServiceReport } from '../social-service/social-service.entity';
import { socialServiceLife } from '../social-service/social-service.life';
import { lived } from './lived';
import type { Places } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** The fund of a locality and the services of its social organisations, with the history of each. */
export interface LoadedFunds {
  funds: Row<Fund>[];
  donations: Row<Donation>[];
  donors: Donor[];
  activities: Row<FundActivity>[];
  services: Row<SocialService>[];
  reports: SocialServiceReport[];
  history: HistoryRow[];
}

const DAY = 86_400_000;
/** More than 7.6 million yuan for more than 160 activities that helped 21 000 people, by the middle of August 2022 (S11). */
const donatedYuan = 7_620_000;
const donations = 400;
const activities = 164;
const aided = 21_000;
/** More than 2 770 services that reached 536 000 residents (S10). */
const services = 2790;
const reached = 536_000;

interface ServiceKind {
  title: string;
  field: SocialServiceField;
}

const inShenyang: readonly ServiceKind[] = [
  { title: '老年人陪伴', field: 'ELDERLY' },
  { title: '残疾人康复支持', field: 'DISABLED' },
  { title: '四点半课堂', field: 'CHILDREN' },
  { title: '邻里节', field: 'NEIGHBOURS' },
  { title: '便民服务日', field: 'OTHER' },
];

/** What social organisations do in communities of Hejiang (H27): the fields were published, the services were not. */
const inHejiang: readonly ServiceKind[] = [
  { title: '家庭教育课堂', field: 'EDUCATION' },
  { title: '四点半课堂', field: 'CHILDREN' },
  { title: '技能培训班', field: 'EDUCATION' },
  { title: '邻里纠纷调解', field: 'MEDIATION' },
  { title: '婚姻家庭调解', field: 'MEDIATION' },
  { title: '法律咨询', field: 'ADVICE' },
  { title: '心理咨询', field: 'ADVICE' },
  { title: '老年人陪伴', field: 'ELDERLY' },
  { title: '残疾人康复支持', field: 'DISABLED' },
  { title: '便民服务日', field: 'OTHER' },
  { title: '邻里节', field: 'NEIGHBOURS' },
];

/** Shenyang alone publishes figures; elsewhere there is little to load. */
export function livedFunds(places: Places, units: readonly UnitSeed[], vault: Vault): LoadedFunds {
  const loaded: LoadedFunds = {
    funds: [],
    donations: [],
    donors: [],
    activities: [],
    services: [],
    reports: [],
    history: [],
  };
  const random = seededRandom(`social services ${places.locality}`);
  if (places.locality === '510522') addServices(loaded, places, units, planned(random, inHejiang));
  if (places.locality !== '210100') return loaded;
  addFund(loaded, places, vault);
  addServices(loaded, places, units, published(random));
  return loaded;
}

function addFund(loaded: LoadedFunds, { locality, byCode, governed }: Places, vault: Vault) {
  const random = seededRandom(`funds ${locality}`);
  const city = byCode.get(locality)!;
  const id = idOf('fund', locality);
  const here = { areaId: city.id, areaPath: city.path };
  const day = () => dayBefore(between(random, 1, 900));

  const gifts = shares(random, donatedYuan, donations, 100).map((yuan, number) => {
    const receivedOn = day();
    const donationId = idOf('donation', `${id}:${number}`);
    const name = fictionalName(random);
    const isAnonymous = number % 5 === 0;
    const { state, history } = lived(
      donationLife,
      donationId,
      { action: 'RECEIVE', at: noonOf(receivedOn), role: 'STREET_COMMANDER', state: 'RECEIVED' },
      [],
    );
    loaded.donations.push({
      ...here,
      id: donationId,
      fundId: id,
      state,
      amount: yuan * 100,
      receivedOn,
      isAnonymous,
      maskedDonor: isAnonymous ? null : maskName(name),
    });
    loaded.donors.push({ ...here, donationId, sealedName: vault.seal(name), sealedPhone: null });
    loaded.history.push(...history);
    return { action: 'RECEIVE' as const, at: noonOf(receivedOn), facts: { amount: yuan * 100 } };
  });

  const people = shares(random, aided, activities, 10);
  const costs = shares(random, 6_900_000, activities, 1000).map((yuan) => yuan * 100);
  const deeds = people.map((peopleAided, number) => {
    const plannedFor = day();
    const place = oneOf(random, governed);
    const activityId = idOf('fund-activity', `${id}:${number}`);
    const facts = { spent: costs[number]!, peopleAided, personTimes: peopleAided + between(random, 0, 90) };
    const { state, history } = lived(
      fundActivityLife,
      activityId,
      { action: 'PLAN', at: noonOf(plannedFor), role: 'STREET_COMMANDER', state: 'PLANNED' },
      [{ action: 'HOLD', at: noonOf(plannedFor), role: 'STREET_COMMANDER', facts }],
    );
    loaded.activities.push({
      id: activityId,
      fundId: id,
      title: oneOf(random, ['困难家庭走访慰问', '助学金发放', '重病救助', '独居老人送餐']),
      state,
      plannedFor,
      ...facts,
      localityCode: locality,
      areaId: place.id,
      areaPath: place.path,
      communityId: place.id,
    });
    loaded.history.push(...history);
    return { action: 'SPEND' as const, at: noonOf(plannedFor), facts: { spent: facts.spent, activityId } };
  });

  const { state, history } = lived(
    fundLife,
    id,
    { action: 'OPEN', at: new Date('2018-01-08T09:00:00+08:00'), role: 'STREET_COMMANDER', state: 'OPEN' },
    [...gifts, ...deeds]
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((step) => ({ ...step, role: 'STREET_COMMANDER' as const })),
  );
  loaded.funds.push({
    ...here,
    id,
    localityCode: locality,
    communityId: null,
    name: '邻里爱心基金',
    state,
    foundedOn: '2018-01-08',
    received: donatedYuan * 100,
    spent: costs.reduce((sum, cost) => sum + cost, 0),
    granted: 0,
    grants: 0,
    beneficiaries: 0,
  });
  loaded.history.push(...history);
}

interface ServicePlan extends ServiceKind {
  newBeneficiaries: number;
}

/** As many services as were published, which reached as many people. */
const published = (random: Random): ServicePlan[] =>
  shares(random, reached, services, 20).map((newBeneficiaries, number) => ({
    ...inShenyang[number % inShenyang.length]!,
    newBeneficiaries,
  }));

const planned = (random: Random, plans: readonly ServiceKind[]): ServicePlan[] =>
  plans.map((plan) => ({ ...plan, newBeneficiaries: between(random, 20, 120) }));

function addServices(
  { services: rows, reports, history: all }: LoadedFunds,
  { locality, governed }: Places,
  units: readonly UnitSeed[],
  plans: readonly ServicePlan[],
) {
  const random = seededRandom(`social services of ${locality}`);
  const organisations = units.filter(({ kind }) => kind === 'SOCIAL_ORGANISATION');
  plans.forEach(({ title, field, newBeneficiaries }, number) => {
    const id = idOf('social-service', `${locality}:${number}`);
    const place = governed[number % governed.length]!;
    const startedOn = dayBefore(between(random, 60, 800));
    const report = {
      month: '2022-07-01',
      newBeneficiaries,
      personTimes: newBeneficiaries + between(random, 0, 200),
    };
    const { state, history } = lived(
      socialServiceLife,
      id,
      { action: 'START', at: noonOf(startedOn), role: 'COMMUNITY_CLERK', state: 'RUNNING' },
      [{ action: 'REPORT', at: noonOf('2022-08-01'), role: 'COMMUNITY_CLERK', facts: report }],
    );
    rows.push({
      id,
      localityCode: locality,
      title,
      field,
      state,
      organisationId: organisations[number % organisations.length]!.id,
      startedOn,
      endedOn: null,
      areaId: place.id,
      areaPath: place.path,
      communityId: place.id,
    });
    reports.push({ serviceId: id, ...report });
    all.push(...history);
  });
}

const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`);

/** So many days before the middle of August 2022. */
const dayBefore = (days: number) => new Date(Date.UTC(2022, 7, 16) - days * DAY).toISOString().slice(0, 10);
