import type { Act } from '@jinlin/acts';
import { refusal, say } from '@jinlin/graphql';
import type { Area } from '../area/area.entity';
import { liesWithin } from '../area/area.sql';
import { UNIT_LEADER } from '../locality';

/**
 * Who sits on a committee beside their office (兼职委员) heads a unit of that place: one that sits there, is linked to it,
 * registered there, or a member of an alliance there (S8, D8).
 */
export async function headsUnitAround(
  appointing: Act,
  { area, personId, from }: { area: Area; personId: string; from: string },
) {
  const values = [personId, UNIT_LEADER.code, area.id, area.path, from];
  const [heads] = await appointing.tx.query(HEADS_UNIT_AROUND, values);
  return heads ? null : notFromUnitAround(appointing, area);
}

const HEADS_UNIT_AROUND = /* SQL */ `
  select from appointment h
  join unit u on u.id = h.unit_id and u.state = 'ACTIVE'
  join area a on a.id = u.area_id
  where h.person_id = $1 and h.post = $2 and h.state = 'SERVING' and (
    ${liesWithin('a.path', '$4')}
    or exists (select from alliance_membership m
      where m.unit_id = u.id and m.area_id = $3 and daterange(m.from_on, m.to_on) @> $5::date)
    or exists (select from community_unit_link l
      where l.unit_id = u.id and l.area_id = $3 and daterange(l.from_on, l.to_on) @> $5::date)
    or exists (select from registration r
      where r.unit_id = u.id and r.area_id = $3 and r.person_id is null and daterange(r.from_on, r.to_on) @> $5::date)
  )
  limit 1
`;

const notFromUnitAround = (ctx: Act, { name }: Area) =>
  refusal(
    'NotFromUnitAround',
    'NOT_FROM_UNIT_AROUND',
    say(ctx, {
      en: `A part-time committee member of ${name} must head a unit that sits there, is linked to it, registered or allied there.`,
      zh: `${name}的兼职委员须由驻区、联系、报到或联盟成员单位的负责人担任。`,
    }),
    {},
  );
