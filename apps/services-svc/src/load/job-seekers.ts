import { dateIn } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { fictionalName, fictionalPhone, idOf, oneOf, seededRandom, type UnitSeed } from '@jinlin/localities';
import type { Vault } from '@jinlin/privacy';
import type { JobPosting } from '../employment/employment.entity';
import { postingLife } from '../employment/employment.life';
import type { JobSchooling } from '../generated/graphql';
import type { JobReferral, JobSeeker } from '../job-seeker/job-seeker.entity';
import { referralLife, seekerLife } from '../job-seeker/job-seeker.life';
import type { LocalityRules } from '../locality';
import { sealedPerson } from '../person';
import { lived } from './lived';
import { type Places, shown } from './places';

type Row<Entity> = Omit<Entity, '__typename'>;

/** Seekers of a locality, the vacancies of these days, and referrals between them, with the history of each. */
export interface LoadedJobSeekers {
  seekers: Row<JobSeeker>[];
  postings: Row<JobPosting>[];
  referrals: Row<JobReferral>[];
  history: HistoryRow[];
}

const DAY = 86_400_000;
const SEEKERS = 8;
const schoolings: readonly JobSchooling[] = ['JUNIOR', 'SENIOR', 'COLLEGE', 'UNIVERSITY'];

/** In the community that the docs speak of: a vacancy of each occupation, and eight who look for work, one of them hired (S20). */
export function livedJobSeekers(
  { locality, urban, homesIn }: Places,
  rules: LocalityRules,
  units: readonly UnitSeed[],
  vault: Vault,
  now: Date,
) {
  const loaded: LoadedJobSeekers = { seekers: [], postings: [], referrals: [], history: [] };
  const community = urban.find(({ code }) => shown.has(code));
  const rule = rules.employment(dateIn(now));
  if (!community || !rule) return loaded;

  const random = seededRandom(`job seekers ${locality}`);
  const { occupations, skills } = rule;
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY);
  const here = { localityCode: locality, communityId: community.id };
  const employers = units.filter(({ kind }) => kind === 'ENTERPRISE');
  const postingOf = (number: number) => idOf('job-posting', `${community.code}:${number}`);

  occupations.forEach(({ key, title }, number) => {
    const id = postingOf(number);
    const isHired = number === 0;
    const { state, history } = lived(
      postingLife,
      id,
      { action: 'RELEASE', at: daysAgo(20), role: 'COMMUNITY_CLERK', state: 'OPEN' },
      isHired
        ? [{ action: 'RECORD_HIRES', at: daysAgo(3), role: 'COMMUNITY_CLERK', facts: { hires: 1 } }]
        : [],
    );
    loaded.postings.push({
      ...here,
      id,
      title: title.zh,
      state,
      employerId: oneOf(random, employers).id,
      releasedOn: dateIn(daysAgo(20)),
      vacancies: 3,
      filled: isHired ? 1 : 0,
      occupation: key,
      skills: [skills[number % skills.length]!.key],
      schooling: oneOf(random, schoolings),
      monthlyWage: 300_000 + number * 20_000,
      areaId: community.id,
      areaPath: community.path,
    });
    loaded.history.push(...history);
  });

  for (let number = 0; number < SEEKERS; number++) {
    const id = idOf('job-seeker', `${community.code}:${number}`);
    const home = oneOf(random, homesIn(community));
    const place = { areaId: home.id, areaPath: home.path };
    const isHired = number === 0;
    const { state, history } = lived(
      seekerLife,
      id,
      { action: 'REGISTER', at: daysAgo(15), role: 'COMMUNITY_CLERK', state: 'SEEKING' },
      isHired ? [{ action: 'PLACE', at: daysAgo(3), role: 'COMMUNITY_CLERK' }] : [],
    );
    loaded.seekers.push({
      ...here,
      ...place,
      id,
      state,
      ...sealedPerson(vault, { name: fictionalName(random), phone: fictionalPhone(random) }),
      personId: null,
      familyId: null,
      occupations: [occupations[number % occupations.length]!.key],
      skills: [oneOf(random, skills).key],
      schooling: oneOf(random, schoolings),
      leastWage: 280_000,
      registeredOn: dateIn(daysAgo(15)),
    });
    loaded.history.push(...history);

    if (number > 2) continue;
    const referralId = idOf('job-referral', `${community.code}:${number}`);
    const referral = lived(
      referralLife,
      referralId,
      { action: 'REFER', at: daysAgo(8), role: 'COMMUNITY_CLERK', state: 'REFERRED' },
      isHired ? [{ action: 'HIRE', at: daysAgo(3), role: 'COMMUNITY_CLERK' }] : [],
    );
    loaded.referrals.push({
      ...place,
      id: referralId,
      state: referral.state,
      seekerId: id,
      postingId: postingOf(number),
      referredAt: daysAgo(8),
      declinedBy: null,
      personId: null,
    });
    loaded.history.push(...referral.history);
  }
  return loaded;
}
