import { randomUUID } from 'node:crypto';
import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, isRefusal, type Listener, notFound, refusal, say } from '@jinlin/graphql';
import { fillPost } from '../appointment/appointment.service';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AppointFirstSecretaryInput,
  CloseNeedsSurveyInput,
  OpenNeedsSurveyInput,
  ProposeFirstSecretaryInput,
  RecordNeedsInput,
  SetPortfolioInput,
  WithdrawSecretaryMatchingInput,
} from '../generated/graphql';
import { notAtLevel } from '../guards';
import { Person } from '../person/person.entity';
import { type Need, Portfolio, SecretaryMatching } from './matching.entity';
import { matchingLife, portfolioLife } from './matching.life';
import { candidatesFor } from './proposal';

export const setPortfolio = (ctx: Context, input: SetPortfolioInput) =>
  act(ctx, Portfolio, 'setPortfolio', input, async (setting) => {
    const { personId, areaId, fields } = input;
    const area = await reached(setting, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (!(await setting.tx.existsBy(Person, { id: personId }))) return notFound(ctx, 'Person', personId);

    await lockName(setting.tx, `portfolio of ${personId}`);
    const fault = unknownField(ctx, area, fields) ?? namedTwice(ctx, 'fields', fields);
    if (fault) return fault;

    const charge = { areaId, rank: input.rank ?? ('COUNTY_LEADER' as const), fields: [...fields] };
    const held = await setting.tx.getRepository(Portfolio).findOneBy({ personId });
    if (!held) return begin(setting, portfolioLife, 'SET', { state: 'HELD', personId, ...charge });
    return take(
      setting,
      portfolioLife,
      {
        id: held.id,
        action: 'CHANGE',
        unless: async (portfolio) =>
          (await reached(setting, portfolio.areaId)) ? null : notFound(ctx, 'Person', personId),
      },
      (was) => ({ set: charge, facts: { was: was.fields, fields: charge.fields } }),
    );
  });

export const openNeedsSurvey = (ctx: Context, input: OpenNeedsSurveyInput) =>
  act(ctx, SecretaryMatching, 'openNeedsSurvey', input, async (opening) => {
    const community = await reached(opening, input.areaId);
    if (!community) return notFound(ctx, 'Area', input.areaId);

    await lockName(opening.tx, `matching of ${community.id}`);
    const fault = notAtLevel(ctx, community, 'COMMUNITY') ?? (await underWay(opening, community));
    if (fault) return fault;

    return begin(opening, matchingLife, 'OPEN_SURVEY', {
      state: 'SURVEYING',
      areaId: community.id,
      needs: [],
      candidates: [],
      openedOn: dateIn(ctx.now),
    });
  });

export const recordNeeds = (ctx: Context, input: RecordNeedsInput) =>
  act(ctx, SecretaryMatching, 'recordNeeds', input, (recording) => {
    const needs = input.needs.map(({ field, weight }) => ({ field, weight }));
    return take(
      recording,
      matchingLife,
      {
        id: input.id,
        action: 'RECORD_NEEDS',
        unless: async (matching) => {
          const community = await reached(recording, matching.areaId);
          if (!community) return notFound(ctx, 'SecretaryMatching', matching.id);
          const fields = needs.map(({ field }) => field);
          return (
            none(ctx, needs) ??
            unknownField(ctx, community, fields) ??
            namedTwice(ctx, 'needs', fields) ??
            wrongWeight(ctx, needs)
          );
        },
      },
      () => ({ set: { needs: needs.toSorted((a, b) => b.weight - a.weight) }, facts: { needs } }),
    );
  });

export const closeNeedsSurvey = (ctx: Context, input: CloseNeedsSurveyInput) =>
  act(ctx, SecretaryMatching, 'closeNeedsSurvey', input, (closing) =>
    take(closing, matchingLife, {
      id: input.id,
      action: 'CLOSE_SURVEY',
      unless: async (matching) => (await beyondReach(closing, matching)) ?? none(ctx, matching.needs),
    }),
  );

export const proposeFirstSecretary = (ctx: Context, input: ProposeFirstSecretaryInput) =>
  act(ctx, SecretaryMatching, 'proposeFirstSecretary', input, async (proposing) => {
    const proposed = await take(
      proposing,
      matchingLife,
      { id: input.id, action: 'PROPOSE', unless: (matching) => beyondReach(proposing, matching) },
      async ({ areaId, needs }) => {
        const portfolios: Portfolio[] = await proposing.tx.query(FREE_LEADERS, [areaId]);
        const candidates = candidatesFor(needs, portfolios);
        return { set: { candidates, proposedOn: dateIn(ctx.now) }, facts: { candidates } };
      },
    );
    // The refusal undoes the step: a proposal of nobody is none.
    return isRefusal(proposed) || proposed.candidates.length > 0 ? proposed : noCandidate(ctx);
  });

export const appointFirstSecretary = (ctx: Context, input: AppointFirstSecretaryInput) =>
  act(ctx, SecretaryMatching, 'appointFirstSecretary', input, async (appointing) => {
    const { id, personId, from, policyDocumentId } = input;
    const appointmentId = randomUUID();
    const matching = await take(
      appointing,
      matchingLife,
      {
        id,
        action: 'APPOINT',
        unless: async (proposed) =>
          (await beyondReach(appointing, proposed)) ?? notProposed(ctx, proposed, personId),
      },
      () => ({ set: { appointmentId }, facts: { appointmentId } }),
    );
    if (isRefusal(matching)) return matching;

    const appointment = await fillPost(
      ctx,
      appointing,
      {
        clientKey: input.clientKey,
        personId,
        post: 'FIRST_SECRETARY',
        areaId: matching.areaId,
        from,
        source: 'SECONDED',
        rank: matching.candidates.find((candidate) => candidate.personId === personId)!.rank,
        policyDocumentId,
        isConcurrent: true,
      },
      { id: appointmentId },
    );
    return isRefusal(appointment) ? appointment : matching;
  });

export const withdrawSecretaryMatching = (ctx: Context, input: WithdrawSecretaryMatchingInput) =>
  act(ctx, SecretaryMatching, 'withdrawSecretaryMatching', input, (withdrawing) =>
    take(
      withdrawing,
      matchingLife,
      {
        id: input.id,
        action: 'WITHDRAW',
        unless: async (matching) =>
          (await beyondReach(withdrawing, matching)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

/** Leaders of any area that the community lies in, who are not first secretary anywhere already. */
const FREE_LEADERS = /* SQL */ `
  select p.person_id as "personId", p.rank, p.fields
  from area community
  join area a on starts_with(community.path, a.path)
  join portfolio p on p.area_id = a.id
  where community.id = $1 and not exists (
    select from appointment h
    where h.person_id = p.person_id and h.post = 'FIRST_SECRETARY' and h.state = 'SERVING'
  )
`;

async function underWay(opening: Act, { id, name }: Area) {
  const [found] = await opening.tx.query(
    `select id from secretary_matching where area_id = $1 and state in ('SURVEYING', 'SURVEYED', 'PROPOSED')`,
    [id],
  );
  if (!found) return null;
  const matching = await opening.tx.getRepository(SecretaryMatching).findOneByOrFail({ id: found.id });
  return refusal(
    'MatchingUnderWay',
    'MATCHING_UNDER_WAY',
    say(opening, {
      en: `A first secretary is being found for ${name}: ${matching.state}.`,
      zh: `${name}的第一书记选配正在进行：${matching.state}。`,
    }),
    { matching },
  );
}

function unknownField(ctx: Context, { code }: Area, fields: readonly string[]) {
  const known = ctx.localities.holding(code)?.workFields.map(({ key }) => key) ?? [];
  const unknown = fields.find((field) => !known.includes(field));
  return unknown === undefined
    ? null
    : invalidInput(ctx, 'field', {
        en: `This locality has no work field ${unknown}; it has ${known.join(', ') || 'none'}.`,
        zh: `本地没有工作领域 ${unknown}；可用：${known.join('、') || '无'}。`,
      });
}

function namedTwice(ctx: Listener, field: string, names: readonly string[]) {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return twice === undefined
    ? null
    : invalidInput(ctx, field, { en: `${twice} is named twice.`, zh: `${twice} 重复。` });
}

const none = (ctx: Listener, needs: readonly Need[]) =>
  needs.length > 0
    ? null
    : invalidInput(ctx, 'needs', {
        en: 'The survey has found no need; record one at least.',
        zh: '调研尚无需求；请至少记录一项。',
      });

const HEAVIEST = 10;

const wrongWeight = (ctx: Listener, needs: readonly Need[]) =>
  needs.every(({ weight }) => weight >= 1 && weight <= HEAVIEST)
    ? null
    : invalidInput(ctx, 'weight', {
        en: `A weight is from 1 to ${HEAVIEST}.`,
        zh: `权重须为 1 至 ${HEAVIEST}。`,
      });

const notProposed = (ctx: Listener, { candidates }: SecretaryMatching, personId: string) =>
  candidates.some((candidate) => candidate.personId === personId)
    ? null
    : invalidInput(ctx, 'personId', {
        en: 'Only somebody who was proposed can be appointed; propose anew when leaders have changed.',
        zh: '只能任命已提出的人选；分管领导有变动时请重新提出。',
      });

const noCandidate = (ctx: Listener) =>
  refusal(
    'NoCandidate',
    'NO_CANDIDATE',
    say(ctx, {
      en: 'No leader who is free has charge of anything that the community needs.',
      zh: '没有可选派的领导分管该社区所需的工作。',
    }),
    {},
  );
