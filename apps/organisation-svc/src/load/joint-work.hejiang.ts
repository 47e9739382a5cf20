import { born, type Loaded, step } from '@jinlin/acts';
import { dateOfDay, dayOfDate } from '@jinlin/calendar';
import { type AreaSeed, between, isChosen, type UnitSeed } from '@jinlin/localities';
import type { Agreement, Commitment } from '../agreement/agreement.entity';
import { agreementStates, commitmentStates } from '../agreement/agreement.states';
import { dueDay } from '../agreement/due-day';
import type { WorkSide } from '../generated/graphql';
import { localities } from '../locality';
import { before } from './days';
import type { JointWork } from './joint-work';
import { clerk, desk, on, type Row } from './keep';
import { order } from './two-way-orders';

/** 89 agreements, and 29 activities made together (H17); what came of the promises was not published. */
const hejiang = { agreements: 89, activities: 29, promisesEach: 3, theme: 'four-joints' };

/** Hejiang: 89 agreements and what came of them, 29 activities, theme days at four festivals, a brand a community (H15–H18). */
export function joinHejiang(work: JointWork) {
  const { locality, ofLevel, units } = work.places;
  const communities = ofLevel('COMMUNITY').filter(({ governed }) => governed);
  const red = units.filter(({ redStatus }) => redStatus);
  const partners = [...work.places.linkedUnits, ...red].slice(0, hejiang.agreements);

  for (const [index, unit] of partners.entries())
    agree(work, unit, communities[index % communities.length]!, index);
  for (const [index, { row }] of work.agreements.entries()) {
    if (!isChosen(index, hejiang.agreements, hejiang.activities)) continue;
    work.hold(
      {
        kind: 'JOINT',
        title: joint[index % joint.length]!,
        areaId: row.areaId,
        theme: row.theme,
        organiserIds: [row.unitId],
        agreementId: row.id,
        day: dateOfDay(between(work.random, dayOfDate('2022-01-15'), dayOfDate('2022-07-15'))),
      },
      [{ areaId: row.areaId, unitId: row.unitId, heads: between(work.random, 8, 40) }],
    );
  }
  for (const [index, community] of communities.entries()) {
    const own = partners.filter((_, at) => at % communities.length === index);
    celebrate(work, community, own);
    work.brand(brandNames[index % brandNames.length]!, '一区一品', community, '2021-09-01');
    for (const [nth, placedBy] of (['COMMUNITY', 'COMMUNITY', 'UNIT'] as const).entries()) {
      order(work, {
        placedBy,
        areaId: community.id,
        allianceId: null,
        takenBy: own[nth]!.id,
        title: placedBy === 'UNIT' ? '请社区安排青年志愿者岗位' : '请单位提供场地和师资',
        placedOn: '2022-03-14',
        nth: index + nth,
      });
    }
  }
  work.plan({
    kind: 'TRAINING',
    title: '党务工作培训',
    areaId: locality.id,
    series: 'party-affairs',
    organiserIds: [partners[0]!.id],
    day: '2026-12-10',
  });
}

const joint = ['共建品牌观摩', '便民服务集市', '背街小巷大扫除', '邻里志愿行动'];
const brandNames = [
  '桥',
  '灯塔',
  '邻光',
  '同心圆',
  '红石榴',
  '暖巷',
  '和院',
  '橙心',
  '微光',
  '连心',
  '荔香',
  '江畔',
  '百家',
];
const promises: [
  promisedBy: WorkSide,
  content: string,
  wanted: Pick<Row<Commitment>, 'wantedOn' | 'workingDays'>,
][] = [
  ['UNIT', '开放会议室和停车位', { wantedOn: '2022-04-30', workingDays: null }],
  ['UNIT', '结对帮扶困难家庭', { wantedOn: null, workingDays: 60 }],
  ['COMMUNITY', '为单位党员提供服务岗位', { wantedOn: '2026-12-26', workingDays: null }],
];

/** An agreement of a unit and a community, and what became of its promises: most kept, some late, a few broken. */
function agree(work: JointWork, { id: unitId, name }: UnitSeed, community: AreaSeed, nth: number) {
  const signedOn = dateOfDay(between(work.random, dayOfDate('2021-10-08'), dayOfDate('2021-12-24')));
  const offeredOn = before(signedOn, 7);
  const agreement = born<Row<Agreement>>(
    {
      id: work.id('agreement'),
      state: 'PROPOSED',
      title: `${community.name}与${name}共建协议`,
      theme: `${hejiang.theme}/0${(nth % 4) + 1}`,
      areaId: community.id,
      unitId,
      proposedBy: 'COMMUNITY',
      fromOn: '2022-01-01',
      toOn: '2026-12-31',
      signedOn: null,
      endedOn: null,
    },
    'PROPOSE',
    clerk(offeredOn),
  );
  step(agreement, agreementStates, 'SIGN', { ...desk(signedOn), facts: { on: signedOn } }, { signedOn });
  work.agreements.push(agreement);

  const calendar = localities.of(community.code).calendar(signedOn);
  for (const [at, [promisedBy, content, wanted]] of promises.entries()) {
    const commitment = born<Row<Commitment>>(
      {
        id: work.id('commitment'),
        state: 'OFFERED',
        agreementId: agreement.row.id,
        areaId: community.id,
        unitId,
        promisedBy,
        content,
        ...wanted,
        dueOn: null,
        keptOn: null,
      },
      'OFFER',
      clerk(offeredOn),
    );
    const dueOn = dueDay(calendar, wanted, signedOn);
    step(commitment, commitmentStates, 'PROMISE', { ...desk(signedOn), facts: { dueOn } }, { dueOn });
    if (promisedBy === 'UNIT') settle(commitment, nth * hejiang.promisesEach + at);
    work.commitments.push(commitment);
  }
}

/** One promise in eleven was broken, one in seven kept late, the others in time. */
function settle(commitment: Loaded<Row<Commitment>>, nth: number) {
  const dueOn = commitment.row.dueOn!;
  const isBroken = nth % 11 === 10;
  const isLate = nth % 7 === 6;
  if (isBroken || isLate) {
    step(commitment, commitmentStates, 'FALL_DUE', on(before(dueOn, 7), 'OPERATOR'));
    step(commitment, commitmentStates, 'BREAK', on(before(dueOn, -1), 'OPERATOR'));
  }
  if (isBroken) return;
  const keptOn = before(dueOn, isLate ? -9 : 12);
  const action = isLate ? 'KEEP_LATE' : 'KEEP';
  step(commitment, commitmentStates, action, { ...clerk(keptOn), facts: { on: keptOn } }, { keptOn });
}

const festivals = [
  ['national-day', '“国庆”主题党日', '2021-10-01'],
  ['may-fourth', '“五四”主题党日', '2022-05-04'],
  ['dragon-boat', '“端午”主题党日', '2022-06-03'],
  ['july-first', '“七一”主题党日', '2022-07-01'],
] as const;

/** Theme days of a community at four festivals, attended by several of its partners (H18). */
function celebrate(work: JointWork, { id: areaId }: AreaSeed, partners: readonly UnitSeed[]) {
  const attending = partners.slice(0, 3);
  for (const [series, title, day] of festivals) {
    work.hold(
      { kind: 'THEME_DAY', title, areaId, series, organiserIds: attending.map(({ id }) => id), day },
      attending.map(({ id }) => ({ areaId, unitId: id, heads: between(work.random, 5, 25) })),
    );
  }
}
