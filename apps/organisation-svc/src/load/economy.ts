import { born, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { copyRows } from '@jinlin/database';
import { type AreaSeed, between, idOf, type Random, seededRandom } from '@jinlin/localities';
import type { Loading } from '@jinlin/service';
import { CommunityEnterprise } from '../community-enterprise/community-enterprise.entity';
import { CommunityIncomeEntry } from '../community-income/community-income.entity';
import { communityIncomeStates } from '../community-income/community-income.states';
import { FinanceDisclosure, FinanceLine } from '../finance-disclosure/finance-disclosure.entity';
import { financeDisclosureStates } from '../finance-disclosure/finance-disclosure.states';
import { sumsOf } from '../finance-disclosure/sums';
import type { FinanceLineInput } from '../generated/graphql';
import { localities } from '../locality';
import { keep, on, type Row } from './keep';
import type { Places } from './places';
import { numbered } from './roster';

const YUAN = 100;

/** 桂圆林社区 earned more than 200 000 yuan by leasing what it has (H25). */
const guiyuanlin = { code: '510522001006', yuan: 206_000 };
/** Five communities came from none to some (H25); two of them were named: 枣林桥 and 桥凼. */
const fromNone = ['510522001002', '510522001008', '510522001003', '510522001004', '510522002001'];

/** What the communities of one locality earned and ran, and what compounds showed of their money. */
class Economy {
  readonly income: Loaded<Row<CommunityIncomeEntry>>[] = [];
  readonly enterprises: Loaded<Row<CommunityEnterprise>>[] = [];
  readonly disclosures: Loaded<Row<FinanceDisclosure>>[] = [];
  readonly lines: Row<FinanceLine>[] = [];
  readonly random: Random;
  private readonly id: () => string;

  constructor(readonly places: Places) {
    const { code } = places.locality;
    this.random = seededRandom(`economy of ${code}`);
    this.id = numbered('community-income', code);
  }

  enter(community: AreaSeed, year: number, model: string, yuan: number, unitId: string | null = null) {
    const bookedOn = `${year}-12-20`;
    const row: Row<CommunityIncomeEntry> = {
      id: this.id(),
      state: 'BOOKED',
      areaId: community.id,
      year,
      model,
      amount: yuan * YUAN,
      sourceDocument: `${community.name}收〔${year}〕${this.income.length + 1}号`,
      unitId,
      bookedOn,
      reversesId: null,
    };
    const entry = born(row, 'ENTER', on(bookedOn, 'COMMUNITY_CLERK'));
    this.income.push(entry);
    return entry;
  }

  /** Takes an entry back on the day after it was booked. */
  reverse(wrong: Loaded<Row<CommunityIncomeEntry>>, reason: string) {
    const bookedOn = dateOfDay(dayOfDate(wrong.row.bookedOn) + 1);
    const doing = { ...on(bookedOn, 'COMMUNITY_CLERK'), reason };
    step(wrong, communityIncomeStates, 'REVERSE', doing);
    const row: Row<CommunityIncomeEntry> = {
      ...wrong.row,
      id: this.id(),
      state: 'REVERSAL',
      amount: -wrong.row.amount,
      bookedOn,
      reversesId: wrong.row.id,
    };
    this.income.push(born(row, 'ENTER_REVERSAL', doing));
  }
}

const economies: Record<string, (economy: Economy) => void> = {
  '210100': fundShenyang,
  '350100': discloseFuzhou,
  '510522': earnHejiang,
  '522701': runDuyun,
};

/** Loads the economy of the communities of a locality whose article tells of it. */
export async function loadEconomy(loading: Loading, places: Places) {
  const economy = new Economy(places);
  economies[places.locality.code]?.(economy);

  await keep(loading, CommunityIncomeEntry, economy.income);
  await keep(loading, CommunityEnterprise, economy.enterprises);
  await keep(loading, FinanceDisclosure, economy.disclosures);
  await copyRows(loading.client, loading.db.getMetadata(FinanceLine), economy.lines);
}

const governed = ({ ofLevel }: Places) => ofLevel('COMMUNITY').filter((area) => area.governed);

/** Hejiang: thirteen communities by five models; five of them had earned nothing before 2021 (H25). */
function earnHejiang(economy: Economy) {
  const models = localities.named('510522').incomeModels.map(({ key }) => key);
  for (const [index, community] of governed(economy.places).entries()) {
    const years = fromNone.includes(community.code) ? [2021] : [2020, 2021];
    for (const year of years) {
      if (community.code === guiyuanlin.code) {
        const yuan = year === 2021 ? guiyuanlin.yuan : 120_000;
        economy.enter(community, year, 'ASSET_LEASE', yuan - 46_000);
        // The second lease was first booked with a nought too many.
        economy.reverse(economy.enter(community, year, 'ASSET_LEASE', 460_000), '金额多记一位');
        economy.enter(community, year, 'ASSET_LEASE', 46_000);
      } else {
        economy.enter(
          community,
          year,
          models[index % models.length]!,
          between(economy.random, 20, 90) * 1000,
        );
      }
    }
  }
}

/** Duyun: thirteen enterprises, each run by its community and earning by what it does (社办经济, D28). */
function runDuyun(economy: Economy) {
  const { places } = economy;
  const models = localities.named('522701').incomeModels.map(({ key }) => key);
  for (const community of governed(places)) {
    const unit = places.units.find(({ key }) => key === `community-enterprise-${community.code}`);
    if (!unit) continue;

    const model = models[economy.enterprises.length % 3]!;
    const row: Row<CommunityEnterprise> = {
      id: idOf('community-enterprise', unit.key),
      state: 'RUNNING',
      unitId: unit.id,
      areaId: community.id,
      model,
      fromOn: '2021-07-01',
      toOn: null,
    };
    economy.enterprises.push(born(row, 'REGISTER', on('2021-07-01', 'COMMUNITY_CLERK')));
    economy.enter(community, 2021, model, between(economy.random, 30, 160) * 1000, unit.id);
  }
}

/** Shenyang: every community of the programme has funds to work with, so that there is money to act (有钱办事, S26). */
function fundShenyang(economy: Economy) {
  for (const community of governed(economy.places)) {
    economy.enter(community, 2022, 'PUBLIC_FUNDS', between(economy.random, 8, 20) * 10_000);
  }
}

/** Fuzhou: a compound where fees went unpaid, and which paid its residents in the third year (F22). The sums are ours. */
function discloseFuzhou(economy: Economy) {
  const [compound] = governed(economy.places)
    .filter(({ code }) => code === '350102002003')
    .flatMap((community) => economy.places.below(community, 'COMPOUND'));
  if (!compound) return;

  const years: [year: number, feesPaid: number, common: number, services: number, dividend: number][] = [
    [2019, 410_000, 60_000, 465_000, 0],
    [2020, 640_000, 180_000, 700_000, 0],
    [2021, 880_000, 320_000, 905_000, 96_000],
  ];
  let opening = 0;
  for (const [year, feesPaid, common, services, dividend] of years) {
    opening = disclose(economy, compound, year, opening, [
      { kind: 'FEES', title: '物业费', amount: feesPaid * YUAN },
      { kind: 'COMMON_REVENUE', title: '停车和广告公共收益', amount: common * YUAN },
      { kind: 'SERVICES', title: '物业服务', amount: services * YUAN },
      ...(dividend ? [{ kind: 'DIVIDEND' as const, title: '居民分红', amount: dividend * YUAN }] : []),
    ]);
  }
}

function disclose(
  { disclosures, lines }: Economy,
  { id: areaId }: AreaSeed,
  year: number,
  opening: number,
  books: FinanceLineInput[],
) {
  const { days, ruleVersion } = localities.named('350100').publicity(`${year}-12-31`)!;
  const publishedOn = `${year + 1}-01-20`;
  const publicUntil = dateOfDay(dayOfDate(publishedOn) + days);
  const id = idOf('finance-disclosure', `${areaId}:${year}`);
  const row: Row<FinanceDisclosure> = {
    id,
    state: 'DRAFT',
    areaId,
    fromOn: `${year}-01-01`,
    toOn: `${year}-12-31`,
    opening,
    ...sumsOf(opening, books),
    feesDue: 960_000 * YUAN,
    objectionCount: 0,
    publishedOn: null,
    publicUntil: null,
    ruleVersion: null,
  };
  const disclosure = born(row, 'DRAFT', on(`${year + 1}-01-10`, 'COMMUNITY_CLERK'));
  const publishing = { ...on(publishedOn, 'COMMUNITY_CLERK'), ruleVersion };
  step(disclosure, financeDisclosureStates, 'PUBLISH', publishing, { publishedOn, publicUntil, ruleVersion });
  step(disclosure, financeDisclosureStates, 'CONFIRM', on(`${year + 1}-03-01`, 'COMMUNITY_CLERK'));
  disclosures.push(disclosure);
  lines.push(...books.map((line, index) => ({ disclosureId: id, number: index + 1, ...line })));
  return row.closing;
}
