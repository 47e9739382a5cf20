import type { Act } from '@jinlin/acts';
import { refusal, say } from '@jinlin/graphql';
import { headsUnitAround } from '../alliance/committee-seat';
import type { Area } from '../area/area.entity';
import { UNIT_LEADER } from '../locality';

/** What a post asks of who is to hold it: a refusal, or null when they may. */
type Guard = (
  appointing: Act,
  given: { area: Area; personId: string; from: string },
) => Promise<GuardRefusal>;

type GuardRefusal = Awaited<ReturnType<typeof leadsLinkedUnit | typeof headsUnitAround>>;

/** What some posts ask beyond what all posts do. */
export const guards: Readonly<Record<string, Guard>> = {
  DEPUTY_SECRETARY: leadsLinkedUnit,
  PART_TIME_COMMITTEE_MEMBER: headsUnitAround,
  PART_TIME_WORK_COMMITTEE_MEMBER: headsUnitAround,
};

/** A part-time deputy secretary (兼职副书记) is the Party leader of a unit linked to the community (H3). */
async function leadsLinkedUnit(
  appointing: Act,
  { area, personId, from }: { area: Area; personId: string; from: string },
) {
  const [leads] = await appointing.tx.query(LEADS_LINKED_UNIT, [personId, UNIT_LEADER.code, area.id, from]);
  return leads ? null : notFromLinkedUnit(appointing, area);
}

const LEADS_LINKED_UNIT = /* SQL */ `
  select from appointment h
  join person p on p.id = h.person_id and p.political_status in ('PARTY_MEMBER', 'PROBATIONARY_MEMBER')
  join community_unit_link l on l.unit_id = h.unit_id
  where h.person_id = $1 and h.post = $2 and h.state = 'SERVING'
    and l.area_id = $3 and daterange(l.from_on, l.to_on) @> $4::date and l.state = 'LINKED'
  limit 1
`;

const notFromLinkedUnit = (ctx: Act, { name }: Area) =>
  refusal(
    'NotFromLinkedUnit',
    'NOT_FROM_LINKED_UNIT',
    say(ctx, {
      en: `A part-time deputy secretary of ${name} must be the Party leader of a unit linked to it.`,
      zh: `${name}的兼职副书记须由其联系单位的党组织负责人担任。`,
    }),
    {},
  );
