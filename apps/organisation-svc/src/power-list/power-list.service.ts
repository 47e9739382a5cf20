import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import { blank, invalidInput, type Listener, notFound } from '@jinlin/graphql';
import { areaLevels } from '@jinlin/localities';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type {
  AreaLevel,
  DiscardPowerListInput,
  DraftPowerListInput,
  IssuePowerListInput,
  RepealPowerListInput,
  RevisePowerListInput,
} from '../generated/graphql';
import { beforeToday, dayBefore } from '../guards';
import type { PowerCatalogue } from '../locality';
import { PolicyDocument } from '../policy-document/policy-document.entity';
import { PowerList } from './power-list.entity';
import { powerListLife } from './power-list.life';

export const draftPowerList = (ctx: Context, input: DraftPowerListInput) =>
  act(ctx, PowerList, 'draftPowerList', input, async (drafting) => {
    const { areaId, level, title, policyDocumentId } = input;
    const powers = [...new Set(input.powers)];
    const area = await reached(drafting, areaId);
    if (!area) return notFound(ctx, 'Area', areaId);
    if (policyDocumentId && !(await drafting.tx.existsBy(PolicyDocument, { id: policyDocumentId }))) {
      return notFound(ctx, 'PolicyDocument', policyDocumentId);
    }

    const catalogue = catalogueOf(ctx, area);
    const fault =
      blank(ctx, 'title', title) ??
      noOffices(ctx, area, level) ??
      unknownPowers(ctx, catalogue, level, powers);
    if (fault) return fault;

    return begin(drafting, powerListLife, 'DRAFT', {
      state: 'DRAFT',
      title: title.trim(),
      areaId,
      level,
      powers,
      policyDocumentId: policyDocumentId ?? null,
      ruleVersion: catalogue!.ruleVersion,
    });
  });

export const revisePowerList = (ctx: Context, input: RevisePowerListInput) =>
  act(ctx, PowerList, 'revisePowerList', input, (revising) => {
    const powers = [...new Set(input.powers)];
    return take(
      revising,
      powerListLife,
      {
        id: input.id,
        action: 'REVISE',
        unless: async ({ id, areaId, level }) => {
          const area = await reached(revising, areaId);
          if (!area) return notFound(ctx, 'PowerList', id);
          return (
            blank(ctx, 'title', input.title) ?? unknownPowers(ctx, catalogueOf(ctx, area), level, powers)
          );
        },
      },
      ({ powers: were }) => ({ set: { title: input.title.trim(), powers }, facts: { were } }),
    );
  });

/** From today at the earliest: what was decided before was decided without these powers. */
export const issuePowerList = (ctx: Context, input: IssuePowerListInput) =>
  act(ctx, PowerList, 'issuePowerList', input, (issuing) =>
    take(
      issuing,
      powerListLife,
      {
        id: input.id,
        action: 'ISSUE',
        unless: async (list) =>
          (await beyondReach(issuing, list)) ??
          beforeToday(issuing, 'from', input.from) ??
          (await beforeTheLast(issuing, list, input.from)),
      },
      async (list) => {
        const last = await lastFor(issuing, list);
        if (last?.state === 'IN_FORCE') await giveWay(issuing, last, input.from);
        const number = (last?.number ?? 0) + 1;
        return { set: { fromOn: input.from, number }, facts: { from: input.from, number } };
      },
    ),
  );

export const repealPowerList = (ctx: Context, input: RepealPowerListInput) =>
  act(ctx, PowerList, 'repealPowerList', input, (repealing) =>
    take(
      repealing,
      powerListLife,
      {
        id: input.id,
        action: 'REPEAL',
        unless: async (list) =>
          (await beyondReach(repealing, list)) ??
          blank(ctx, 'reason', input.reason) ??
          beforeToday(repealing, 'to', input.to) ??
          notAfter(ctx, 'to', input.to, list.fromOn!),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

export const discardPowerList = (ctx: Context, input: DiscardPowerListInput) =>
  act(ctx, PowerList, 'discardPowerList', input, (discarding) =>
    take(
      discarding,
      powerListLife,
      {
        id: input.id,
        action: 'DISCARD',
        unless: async (list) => (await beyondReach(discarding, list)) ?? blank(ctx, 'reason', input.reason),
      },
      () => ({ reason: input.reason }),
    ),
  );

const giveWay = (issuing: Act, { id }: PowerList, from: string) =>
  take(issuing, powerListLife, { id, action: 'SUPERSEDE' }, () => ({ set: { toOn: from }, facts: { from } }));

/** The list that was issued last for the same offices. */
async function lastFor({ tx }: Act, { areaId, level }: PowerList) {
  const [last] = await tx.find(PowerList, {
    where: { areaId, level },
    order: { number: { direction: 'DESC', nulls: 'LAST' } },
    take: 1,
  });
  return last?.number ? last : null;
}

async function beforeTheLast(issuing: Act, list: PowerList, from: string) {
  await lockName(issuing.tx, `powers of ${list.level} in ${list.areaId}`);
  const last = await lastFor(issuing, list);
  if (!last) return null;
  return last.state === 'IN_FORCE'
    ? notAfter(issuing, 'from', from, last.fromOn!)
    : dayBefore(issuing, 'from', from, last.toOn!, { en: 'when the last list ends', zh: '上一清单的终止日' });
}

const catalogueOf = ({ localities, now }: Context, { code }: Area) =>
  localities.holding(code)?.powers(dateIn(now)) ?? null;

const noOffices = (ctx: Listener, area: Area, level: AreaLevel) =>
  areaLevels.indexOf(level) >= areaLevels.indexOf(area.level)
    ? null
    : invalidInput(ctx, 'level', {
        en: `${area.name} is a ${area.level}; no ${level} lies in it.`,
        zh: `${area.name}的层级为 ${area.level}，其中没有 ${level}。`,
      });

function unknownPowers(
  ctx: Listener,
  catalogue: PowerCatalogue | null,
  level: AreaLevel,
  powers: readonly string[],
) {
  const fit = catalogue?.powers.filter((power) => power.level === level).map(({ key }) => key) ?? [];
  const unknown = powers.find((power) => !fit.includes(power));
  if (powers.length > 0 && unknown === undefined) return null;
  return invalidInput(ctx, 'powers', {
    en: `Name one at least of what a ${level} can hold here: ${fit.join(', ') || 'nothing'}${unknown ? `; ${unknown} is not` : ''}.`,
    zh: `至少列出一项 ${level} 可有的事项：${fit.join('、') || '无'}${unknown ? `；${unknown} 不在其中` : ''}。`,
  });
}

const notAfter = (ctx: Listener, field: string, day: string, first: string) =>
  day > first
    ? null
    : invalidInput(ctx, field, {
        en: `"${field}" must be after ${first}, the first day of the list in force.`,
        zh: `“${field}”须晚于现行清单的生效日 ${first}。`,
      });
