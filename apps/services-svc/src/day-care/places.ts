import { type Act, itself, lockName, reaching, takeAll } from '@jinlin/acts';
import { dateIn } from '@jinlin/calendar';
import type { Localities } from '@jinlin/profile';
import { In } from 'typeorm';
import type { LocalityRules } from '../locality';
import { DayCareEnrolment } from './day-care.entity';
import { dayCareLife } from './day-care.life';

/** Places are given away by the line itself; it stands so in every history that it writes. */
export const LINE = itself('day-care-line');

/**
 * Whoever changes who has a place at a centre holds its line first and to the end, so that a place is never free while
 * somebody waits, and never given twice.
 */
export const holdLine = ({ tx }: Act, siteId: string) => lockName(tx, `day care ${siteId}`);

/**
 * Offers the places that are free to those next in line. Whoever acts need not see who waits, so for that moment
 * everything is in reach. The line is held.
 */
export async function offerPlaces(
  acting: Act,
  { localityCode, siteId }: { localityCode: string; siteId: string },
  localities: Localities<LocalityRules>,
) {
  const rule = localities.named(localityCode).dayCare(dateIn(acting.now));
  if (!rule) return [];

  return reaching(acting, { reach: 'ALL' }, async () => {
    const next: { id: string }[] = await acting.tx.query(NEXT_IN_LINE, [siteId]);
    return takeAll(
      { ...acting, actor: LINE },
      dayCareLife,
      { ids: next.map(({ id }) => id), action: 'OFFER' },
      () => ({ set: { acceptBy: rule.acceptBy(acting.now) }, ruleVersion: rule.ruleVersion }),
    );
  });
}

/** Whoever leaves the books waits no longer and needs no place. */
export async function leaveDayCare(
  ending: Act,
  { id: elderId }: { id: string },
  localities: Localities<LocalityRules>,
) {
  const open = await ending.tx.findBy(DayCareEnrolment, {
    elderId,
    state: In(['WAITING', 'OFFERED', 'ENROLLED']),
  });
  for (const enrolment of open) {
    await holdLine(ending, enrolment.siteId);
    const action = enrolment.state === 'ENROLLED' ? 'END' : 'WITHDRAW';
    await takeAll(ending, dayCareLife, { ids: [enrolment.id], action }, () => ({
      set: { acceptBy: null, endedOn: action === 'END' ? dateIn(ending.now) : null },
      reason: 'CARE_ENDED',
    }));
    await offerPlaces(ending, enrolment, localities);
  }
}

/** A suspended centre gives nothing away, and one whose capacity shrank gives nothing until enough have left. */
const NEXT_IN_LINE = /* SQL */ `
  select enrolment_id as id from day_care_line
  where site_id = $1 and not has_place
  order by rank, applied_at, enrolment_id
  limit greatest(0, (
    select coalesce(sum(capacity.amount), 0) from service_site site
    join site_capacity capacity on capacity.site_id = site.id and capacity.unit = 'PLACE'
    where site.id = $1 and site.state = 'OPEN'
  ) - (
    select count(*) from day_care_line where site_id = $1 and has_place
  ))
`;
