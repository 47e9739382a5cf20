import { type Act, act, begin, lockName, take } from '@jinlin/acts';
import { type Listener, notFound, refusal, say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { beyondReach, reached } from '../area/area.reach';
import type { Context } from '../context';
import type { EndUnitLinkInput, LinkUnitInput } from '../generated/graphql';
import { afterToday, endsBeforeItBegins, notAtLevel } from '../guards';
import { Unit } from '../unit/unit.entity';
import { CommunityUnitLink } from './unit-link.entity';
import { unitLinkLife } from './unit-link.life';

export const linkUnit = (ctx: Context, input: LinkUnitInput) =>
  act(ctx, CommunityUnitLink, 'linkUnit', input, async (linking) => {
    const { unitId, areaId, role, from } = input;
    const community = await reached(linking, areaId);
    if (!community) return notFound(ctx, 'Area', areaId);
    // Its seat may lie above what the actor reaches: a city's unit may be linked to a county's community.
    if (!(await linking.tx.existsBy(Unit, { id: unitId, state: 'ACTIVE' })))
      return notFound(ctx, 'Unit', unitId);

    await lockName(linking.tx, `links of ${areaId}`);
    const fault =
      notAtLevel(ctx, community, 'COMMUNITY') ??
      afterToday(linking, 'from', from) ??
      (await alreadyLinked(linking, input)) ??
      (await leadTaken(linking, community, input));
    if (fault) return fault;

    return begin(linking, unitLinkLife, 'LINK', { state: 'LINKED', unitId, areaId, role, fromOn: from });
  });

export const endUnitLink = (ctx: Context, input: EndUnitLinkInput) =>
  act(ctx, CommunityUnitLink, 'endUnitLink', input, (ending) =>
    take(
      ending,
      unitLinkLife,
      {
        id: input.id,
        action: 'END',
        unless: async (link) =>
          (await beyondReach(ending, link)) ??
          afterToday(ending, 'to', input.to) ??
          endsBeforeItBegins(ctx, link, input.to),
      },
      () => ({ set: { toOn: input.to }, reason: input.reason, facts: { to: input.to } }),
    ),
  );

async function alreadyLinked(linking: Act, { unitId, areaId, from }: LinkUnitInput) {
  const link = await linkOn(linking, 'area_id = $1 and unit_id = $3', [areaId, from, unitId]);
  return link && unitAlreadyLinked(linking, link);
}

/** A community has one lead unit at a time (H3). */
async function leadTaken(linking: Act, { name }: Area, { areaId, role, from }: LinkUnitInput) {
  if (role !== 'LEAD') return null;

  const lead = await linkOn(linking, `area_id = $1 and role = 'LEAD'`, [areaId, from]);
  if (!lead) return null;
  const unit = await linking.tx.getRepository(Unit).findOneByOrFail({ id: lead.unitId });
  return refusal(
    'LeadUnitTaken',
    'LEAD_UNIT_TAKEN',
    say(linking, { en: `${unit.name} leads in ${name}.`, zh: `${name}的牵头单位是${unit.name}。` }),
    { lead },
  );
}

const unitAlreadyLinked = (ctx: Listener, link: CommunityUnitLink) =>
  refusal(
    'UnitAlreadyLinked',
    'UNIT_ALREADY_LINKED',
    say(ctx, {
      en: `The unit is linked to this community since ${link.fromOn}.`,
      zh: `该单位自 ${link.fromOn} 起已联系此社区。`,
    }),
    { link },
  );

/** A link that serves on the day $2 or later. */
async function linkOn({ tx }: Act, condition: string, values: readonly unknown[]) {
  const [found] = await tx.query(
    `select id from community_unit_link where ${condition} and (to_on is null or to_on > $2) limit 1`,
    [...values],
  );
  return found && tx.getRepository(CommunityUnitLink).findOneByOrFail({ id: found.id });
}
