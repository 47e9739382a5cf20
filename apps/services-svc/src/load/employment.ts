import type { HistoryRow } from '@jinlin/history';
import { between, idOf, oneOf, seededRandom, shares, type UnitSeed } from '@jinlin/localities';
import type { EmploymentSubsidy, JobPosting, ZeroEmploymentFamily } from '../employment/employment.entity';
import { postingLife, subsidyLife, zeroEmploymentLife } from '../employment/employment.life';
import type { EmploymentSubsidyKind, ZeroEmploymentOutcome } from '../generated/graphql';
import { lived } from './lived';
import type { Places } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** Postings, subsidies and families of a locality, with the history of each. */
export interface LoadedEmployment {
  postings: Row<JobPosting>[];
  subsidies: Row<EmploymentSubsidy>[];
  families: Row<ZeroEmploymentFamily>[];
  history: HistoryRow[];
}

/** 1 238 000 vacancies and 265 million yuan in 2022 up to the middle of August; no family left without work (S20). */
const vacancies = 1_238_000;
const postings = 1600;
const subsidyYuan = 265_000_000;
const months = ['2022-01-01', '2022-02-01', '2022-03-01', '2022-04-01', '2022-05-01', '2022-06-01'];
const kinds: readonly EmploymentSubsidyKind[] = ['PUBLIC_POST', 'SOCIAL_INSURANCE', 'TRAINING', 'START_UP'];
const families = 120;

/** Shenyang alone publishes such figures; elsewhere there is nothing to load. */
export function livedEmployment(places: Places, units: readonly UnitSeed[]): LoadedEmployment {
  const loaded: LoadedEmployment = { postings: [], subsidies: [], families: [], history: [] };
  if (places.locality !== '210100') return loaded;
  const employers = units.filter(({ kind }) => kind === 'ENTERPRISE' || kind === 'PROPERTY_COMPANY');
  addPostings(loaded, places, employers);
  addSubsidies(loaded, places, employers);
  addFamilies(loaded, places);
  return loaded;
}

/** What is looked for, by the occupation that it belongs to. */
const looked = [
  { title: '超市理货员', occupation: 'TRADE' },
  { title: '社区服务岗位', occupation: 'COMMUNITY_SERVICE' },
  { title: '制造业普工', occupation: 'MANUFACTURING' },
  { title: '物业服务人员', occupation: 'PROPERTY' },
  { title: '家政服务员', occupation: 'DOMESTIC' },
];

function addPostings(
  loaded: LoadedEmployment,
  { locality, governed }: Places,
  employers: readonly UnitSeed[],
) {
  const random = seededRandom(`postings ${locality}`);
  shares(random, vacancies, postings, 10).forEach((count, number) => {
    const id = idOf('job-posting', `${locality}:${number}`);
    const place = governed[number % governed.length]!;
    const releasedOn = dayOf2022(between(random, 4, 226));
    const { state, history } = lived(
      postingLife,
      id,
      { action: 'RELEASE', at: noonOf(releasedOn), role: 'COMMUNITY_CLERK', state: 'OPEN' },
      [{ action: 'CLOSE', at: noonOf('2022-12-30'), role: 'COMMUNITY_CLERK', reason: '年度结束' }],
    );
    loaded.postings.push({
      id,
      localityCode: locality,
      ...oneOf(random, looked),
      state,
      employerId: employers[number % employers.length]!.id,
      releasedOn,
      vacancies: count,
      filled: 0,
      skills: [],
      schooling: null,
      monthlyWage: between(random, 24, 60) * 10_000,
      areaId: place.id,
      areaPath: place.path,
      communityId: place.id,
    });
    loaded.history.push(...history);
  });
}

/** A subsidy of each kind and month to each of twenty employers. */
function addSubsidies(
  loaded: LoadedEmployment,
  { locality, governed }: Places,
  employers: readonly UnitSeed[],
) {
  const random = seededRandom(`subsidies ${locality}`);
  const paid = employers
    .slice(0, 20)
    .flatMap(({ id: unitId }) => months.flatMap((month) => kinds.map((kind) => ({ unitId, month, kind }))));
  shares(random, subsidyYuan, paid.length, 10_000).forEach((yuan, number) => {
    const { unitId, month, kind } = paid[number]!;
    const id = idOf('employment-subsidy', `${unitId}:${kind}:${month}`);
    const place = governed[number % governed.length]!;
    const paidOn = `${month.slice(0, 8)}28`;
    const at = noonOf(paidOn);
    const { state, history } = lived(
      subsidyLife,
      id,
      { action: 'APPLY', at: noonOf(month), role: 'STREET_COMMANDER', state: 'APPLIED' },
      [
        { action: 'GRANT', at, role: 'STREET_COMMANDER' },
        { action: 'PAY', at, role: 'STREET_COMMANDER', facts: { paidOn } },
      ],
    );
    loaded.subsidies.push({
      id,
      localityCode: locality,
      kind,
      state,
      unitId,
      month,
      amount: yuan * 100,
      people: between(random, 20, 900),
      paidOn,
      areaId: place.id,
      areaPath: place.path,
      communityId: place.id,
    });
    loaded.history.push(...history);
  });
}

const outcomes: readonly ZeroEmploymentOutcome[] = ['JOB', 'JOB', 'PUBLIC_POST', 'SELF_EMPLOYED'];

function addFamilies(loaded: LoadedEmployment, { locality, governed, homesIn }: Places) {
  const random = seededRandom(`families ${locality}`);
  for (let number = 0; number < families; number++) {
    const community = governed[(number * 7) % governed.length]!;
    const home = oneOf(random, homesIn(community)) ?? community;
    const id = idOf('zero-employment', `${community.code}:${number}`);
    const foundOn = dayOf2022(between(random, 4, 180));
    const clearedOn = dayOf2022(between(random, 190, 222));
    const outcome = oneOf(random, outcomes);
    const { state, history } = lived(
      zeroEmploymentLife,
      id,
      { action: 'FIND', at: noonOf(foundOn), role: 'COMMUNITY_CLERK', state: 'OPEN' },
      [
        {
          action: 'CLEAR',
          at: noonOf(clearedOn),
          role: 'COMMUNITY_CLERK',
          reason: '帮扶就业',
          facts: { clearedOn, outcome },
        },
      ],
    );
    loaded.families.push({
      id,
      localityCode: locality,
      state,
      ableToWork: between(random, 1, 3),
      foundOn,
      clearedOn,
      outcome,
      areaId: home.id,
      areaPath: home.path,
      communityId: community.id,
    });
    loaded.history.push(...history);
  }
}

const noonOf = (day: string) => new Date(`${day}T12:00:00+08:00`);

/** A day of 2022, counted from its first. */
const dayOf2022 = (day: number) => new Date(Date.UTC(2022, 0, 1 + day)).toISOString().slice(0, 10);
