import { born, type Doing, historyOf, type Loaded, step } from '@jinlin/acts';
import type { HistoryRow } from '@jinlin/history';
import { type AreaSeed, between, idOf, type Random, seededRandom } from '@jinlin/localities';
import type { DeliberationProcedure } from '@jinlin/profile';
import { Council, CouncilMember } from '../council/council.entity';
import { isCarried, quorumOf } from '../council/quorum';
import { Deliberation, DeliberationRating } from '../deliberation/deliberation.entity';
import { deliberationStates } from '../deliberation/deliberation.states';
import type { VoteChoice } from '../generated/graphql';
import type { LocalityRules } from '../locality';
import { commitmentOf, digestOf, tallyOf } from '../vote/tally';
import { Ballot, Elector, Vote } from '../vote/vote.entity';
import { voteStates } from '../vote/vote.states';
import { foundedCouncil, nameOf } from './councils';
import { keepAll, type Row, type Start } from './keep';

const DAY = 86_400_000;
const CLERK = 'COMMUNITY_CLERK';

/** So many sit in a council of a compound. */
const SEATS = 7;

type Step = DeliberationProcedure['steps'][number];

/** The councils of compounds, what they deliberated on, and how they voted. */
interface LivedDeliberations {
  councils: Row<Council>[];
  members: Row<CouncilMember>[];
  deliberations: Row<Deliberation>[];
  ratings: DeliberationRating[];
  votes: Row<Vote>[];
  electors: Elector[];
  ballots: Ballot[];
  history: HistoryRow[];
}

/** What a loaded deliberation is about, and how far it has come; the rest follows from the procedure and chance. */
interface Plan {
  /** Where its compound is: the code of a community, or of the locality for its first compound. */
  within: string;
  procedure: string;
  title: string;
  proposal: string;
  category: string;
  daysAgo: number;
  /** How many steps were taken after the proposal. */
  steps: number;
}

/** F15, F16, D2, X9: deliberations in the communities that the docs speak of, and where people complain of a compound. */
const PLANS: Record<string, readonly Plan[]> = {
  '350100': [
    {
      within: '350102004001',
      procedure: 'TWO_TWO_TWO',
      title: '小区停车位改造',
      proposal: '利用北侧空地新增车位，错时停车',
      category: '0401',
      daysAgo: 120,
      steps: 8,
    },
    {
      within: '350102004001',
      procedure: 'FIVE_DISCUSSIONS',
      title: '物业费收缴办法',
      proposal: '按季收缴，公示欠费处理办法',
      category: '0201',
      daysAgo: 12,
      steps: 3,
    },
  ],
  '350322': [
    {
      within: '350322',
      procedure: 'SELF_MANAGEMENT',
      title: '小区自管停车和值守',
      proposal: '自管会组织划线停车，居民轮流值守',
      category: '0401',
      daysAgo: 6,
      steps: 2,
    },
  ],
  '522701': [
    {
      within: '522701001003',
      procedure: 'COMPOUND_RULES',
      title: '楼道堆物清理公约',
      proposal: '每月清理一次，公共通道不得堆物',
      category: '0102',
      daysAgo: 40,
      steps: 4,
    },
  ],
};

/** Loads what localities deliberated on. */
export async function loadDeliberations(start: Start) {
  const all = start.grounds.map(({ locality, areas }) => livedDeliberations(locality, areas, start.now));
  const { deliberations } = await keepAll(start, all, {
    councils: Council,
    members: CouncilMember,
    deliberations: Deliberation,
    ratings: DeliberationRating,
    votes: Vote,
    electors: Elector,
    ballots: Ballot,
  });
  start.progress('deliberations', deliberations, deliberations);
}

/** The deliberations that a locality starts with. */
function livedDeliberations(
  locality: LocalityRules,
  areas: readonly AreaSeed[],
  now: Date,
): LivedDeliberations {
  const lived: LivedDeliberations = {
    councils: [],
    members: [],
    deliberations: [],
    ratings: [],
    votes: [],
    electors: [],
    ballots: [],
    history: [],
  };
  for (const plan of PLANS[locality.code] ?? []) {
    const around = areas.find(({ code }) => code === plan.within);
    const compound = areas.find(
      ({ level, path }) => level === 'COMPOUND' && around && path.startsWith(around.path),
    );
    if (compound) new Deliberating(locality, lived, compound, plan, now).live();
  }
  return lived;
}

/** Lives a deliberation through the steps of its procedure, by the same tables and rules as its acts would. */
class Deliberating {
  private readonly random: Random;
  private readonly id: string;
  private at: Date;

  constructor(
    private readonly locality: LocalityRules,
    private readonly lived: LivedDeliberations,
    private readonly compound: AreaSeed,
    private readonly plan: Plan,
    now: Date,
  ) {
    const key = `${locality.code} ${compound.code} ${plan.procedure}`;
    this.id = idOf('deliberation', key);
    this.random = seededRandom(key);
    this.at = new Date(now.getTime() - plan.daysAgo * DAY);
  }

  live() {
    const { procedure: wanted, steps, title, proposal, category } = this.plan;
    const procedure = this.locality.procedure(wanted, this.at)!;
    const deliberation = born<Row<Deliberation>>(
      {
        id: this.id,
        localityCode: this.locality.code,
        state: 'PROPOSED',
        procedure: procedure.key,
        areaId: this.compound.id,
        areaPath: this.compound.path,
        title,
        proposal,
        category,
        caseId: null,
        disclosedAt: null,
        hangsFrom: null,
        hangsUntil: null,
        isProvisional: false,
        disputes: [],
        isInDispute: false,
        result: null,
        ratingCount: null,
        ratingAverage: null,
        organisationScore: null,
        organisationRemark: null,
        reason: null,
        ruleVersion: procedure.ruleVersion,
        proposedAt: this.at,
        endedAt: null,
      },
      'PROPOSE',
      this.doing(),
    );
    for (const next of procedure.steps.slice(1, 1 + steps)) this.take(deliberation, procedure, next);
    this.lived.deliberations.push(deliberation.row);
    this.keep('Deliberation', deliberation);
  }

  private take(
    deliberation: Loaded<Row<Deliberation>>,
    { steps, ruleVersion }: DeliberationProcedure & { ruleVersion: string },
    next: Step,
  ) {
    const { hangsUntil } = deliberation.row;
    this.at = new Date(Math.max(this.at.getTime(), hangsUntil?.getTime() ?? 0) + DAY);
    if (next.councils) this.vote(next);

    const set = this.done(deliberation.row, next);
    const isLast = next === steps.at(-1);
    // A profile's first step is the proposal, which is none of the machine's.
    const action = next.step as Exclude<Step['step'], 'PROPOSE'>;
    const doing = { ...this.doing(), ruleVersion };
    step(deliberation, deliberationStates, action, doing, { ...set, ...(isLast && { endedAt: this.at }) });
  }

  /** What each step does to a deliberation; the acts in deliberation.service.ts do the same to a living one. */
  private done(row: Row<Deliberation>, { step, lasts }: Step): Partial<Deliberation> {
    if (lasts) {
      const { until, isProvisional } = this.locality.hangsUntil(lasts, this.at, []);
      return {
        disclosedAt: row.disclosedAt ?? this.at,
        hangsFrom: this.at,
        hangsUntil: until,
        isProvisional,
      };
    }
    if (step === 'EXECUTE') return { result: '已按决议实施。' };
    if (step === 'EVALUATE_BY_RESIDENTS') return this.rated();
    if (step === 'EVALUATE_BY_ORGANISATION')
      return { organisationScore: 5, organisationRemark: '程序规范，居民认可。' };
    return {};
  }

  private rated() {
    const ratings = Array.from({ length: 2 * SEATS }, (_, i) => ({
      deliberationId: this.id,
      personId: this.person(SEATS + i),
      score: between(this.random, 3, 5),
    }));
    this.lived.ratings.push(...ratings);
    const sum = ratings.reduce((so, { score }) => so + score, 0);
    return { ratingCount: ratings.length, ratingAverage: sum / ratings.length };
  }

  /** A vote of the council that the step names first, carried by all but a few. */
  private vote({ step: action, councils, isSecret = false }: Step) {
    const council = this.council(councils![0]!);
    const id = idOf('vote', `${this.id} ${action}`);
    const { quorumPercent, majorityPercent } = this.locality.councilKind(council.kind, this.at)!;
    const openedAt = this.at;
    const vote = born<Row<Vote>>(
      {
        id,
        deliberationId: this.id,
        councilId: council.id,
        state: 'OPEN',
        step: action === 'DISCUSS' ? 'DISCUSS' : 'DISCUSS_AGAIN',
        areaId: this.compound.id,
        areaPath: this.compound.path,
        isSecret,
        electorCount: SEATS,
        castCount: 0,
        quorum: quorumOf(quorumPercent, SEATS),
        majorityPercent,
        openedAt,
        closesAt: new Date(openedAt.getTime() + 3 * DAY),
        closedAt: null,
        outcome: null,
        inFavour: null,
        against: null,
        abstained: null,
        digest: null,
        reason: null,
      },
      'OPEN',
      { ...this.doing(), facts: { electors: SEATS, isSecret } },
    );
    const cast = Array.from({ length: SEATS }, (_, i) => this.cast(vote, i));
    this.count(
      vote,
      cast.toSorted((one, other) => (one.commitment < other.commitment ? -1 : 1)),
    );
  }

  /** One elector's vote; in a secret one what was chosen lies in a ballot, and not beside the person. */
  private cast(vote: Loaded<Row<Vote>>, i: number) {
    const { id: voteId, isSecret, castCount } = vote.row;
    const choice: VoteChoice = i === 1 ? 'AGAINST' : i === 4 ? 'ABSTAIN' : 'IN_FAVOUR';
    this.at = new Date(this.at.getTime() + 3_600_000);
    step(vote, voteStates, 'CAST', { at: this.at, role: 'RESIDENT' }, { castCount: castCount + 1 });
    this.lived.electors.push({
      voteId,
      personId: this.person(i),
      deliberationId: this.id,
      areaId: this.compound.id,
      areaPath: this.compound.path,
      hasVoted: true,
      choice: isSecret ? null : choice,
    });
    return { choice, commitment: commitmentOf(voteId, choice, String(this.random())) };
  }

  private count(vote: Loaded<Row<Vote>>, cast: { choice: VoteChoice; commitment: string }[]) {
    const { id: voteId, isSecret, majorityPercent } = vote.row;
    const votes = tallyOf(cast);
    const digest = isSecret ? digestOf(cast) : null;
    if (!isCarried(majorityPercent, votes))
      throw new Error('A loaded deliberation goes on: its votes are carried.');

    if (isSecret) {
      const ballots = cast.map((ballot, i) => ({ id: idOf('ballot', `${voteId} ${i}`), voteId, ...ballot }));
      this.lived.ballots.push(...ballots);
    }
    const outcome = 'CARRIED' as const;
    const facts = { ...votes, outcome, ...(digest && { digest }) };
    step(
      vote,
      voteStates,
      'CLOSE',
      { ...this.doing(), facts },
      { ...votes, digest, outcome, closedAt: this.at },
    );
    this.lived.votes.push(vote.row);
    this.keep('Vote', vote);
  }

  /** The compound's council of a kind; founded when it votes for the first time. */
  private council(kind: string): Row<Council> {
    const founded = this.lived.councils.find(
      (council) => council.areaId === this.compound.id && council.kind === kind,
    );
    if (founded) return founded;

    const known = this.locality.councilKind(kind, this.at)!;
    const { sides = [] } = known;
    const council = foundedCouncil(this.locality, {
      key: `${this.compound.code} ${kind}`,
      kind,
      area: this.compound,
      name: nameOf(this.compound, known),
      seats: Array.from({ length: SEATS }, (_, i) => ({
        personId: this.person(i),
        side: sides[i % sides.length]?.key ?? null,
      })),
    });
    this.lived.councils.push(council.row);
    this.lived.members.push(...council.members);
    this.keep('Council', council);
    return council.row;
  }

  /** As organisation-svc numbers the people whom it loads. */
  private person(i: number) {
    const stem = idOf('person', this.locality.code).slice(0, -12);
    return stem + (FIRST_PERSON + i).toString(16).padStart(12, '0');
  }

  private doing(): Doing {
    return { at: this.at, role: CLERK };
  }

  private keep(recordType: string, { row, entries }: Loaded<{ id: string }>) {
    this.lived.history.push(...historyOf(recordType, { row, entries }));
  }
}

/** Those numbered before are leaders and secretaries. */
const FIRST_PERSON = 500;
