import { dateIn, isWorkday } from '@jinlin/calendar';
import type { HistoryRow } from '@jinlin/history';
import { idOf } from '@jinlin/localities';
import { addDays, ageOn, midnight } from '../dates';
import type { DayCareAttendance, DayCareEnrolment } from '../day-care/day-care.entity';
import { dayCareLife } from '../day-care/day-care.life';
import type { ElderProfile } from '../elder/elder.entity';
import type { LocalityRules } from '../locality';
import type { ServiceSite } from '../site/site.entity';
import { lived } from './lived';

interface LoadedStay {
  row: Row<DayCareEnrolment>;
  attendance: DayCareAttendance[];
  history: HistoryRow[];
}

type Row<Entity> = Omit<Entity, '__typename'>;

const HOUR = 3_600_000;

/** So many elders of a community come to its centre, since so many days, of which so many are told day by day. */
const STAYS = 3;
const SINCE_DAYS = 90;
const TOLD_DAYS = 14;

/** The elders of a community who come to its day-care centre. */
export const livedDayCare = (
  site: Row<ServiceSite>,
  elders: readonly Row<ElderProfile>[],
  rules: LocalityRules,
  now: Date,
): LoadedStay[] => elders.slice(0, STAYS).map((elder) => livedStay(site, elder, rules, now));

function livedStay(
  site: Row<ServiceSite>,
  elder: Row<ElderProfile>,
  { code, dayCare, workingCalendar }: LocalityRules,
  now: Date,
): LoadedStay {
  const id = idOf('day-care-enrolment', `${site.id} ${elder.id}`);
  const enrolledOn = addDays(dateIn(now), -SINCE_DAYS);
  const appliedAt = new Date(midnight(enrolledOn).getTime() + 9 * HOUR);
  const reviewOn = addDays(enrolledOn, 180);
  // Every profile of those that are loaded says who may come.
  const rule = dayCare(enrolledOn)!;
  const rank = rule.rankOf({ age: ageOn(elder.birthDate, enrolledOn), groups: elder.groups });
  const { ruleVersion } = rule;
  const careServices = ['MEALS', 'ACTIVITIES'] as const;

  const days = Array.from({ length: TOLD_DAYS }, (_, i) => addDays(dateIn(now), i - TOLD_DAYS));
  const attendance = days
    .filter((day) => isWorkday(workingCalendar(now), day))
    .map((day) => ({
      enrolmentId: id,
      day,
      attended: Number(day.slice(-2)) % 7 !== 0,
      recordedAt: new Date(midnight(day).getTime() + 10 * HOUR),
    }));

  const { state, history } = lived(
    dayCareLife,
    id,
    {
      action: 'APPLY',
      at: appliedAt,
      role: 'COMMUNITY_CLERK',
      state: 'WAITING',
      ruleVersion,
      facts: { rank },
    },
    [
      { action: 'OFFER', at: appliedAt, role: 'OPERATOR', ruleVersion },
      { action: 'ACCEPT', at: new Date(appliedAt.getTime() + HOUR), role: 'COMMUNITY_CLERK' },
      {
        action: 'AGREE_CARE_PLAN',
        at: new Date(appliedAt.getTime() + 2 * HOUR),
        role: 'SITE_MANAGER',
        facts: { services: careServices, reviewOn },
      },
      ...attendance.map(({ day, attended, recordedAt: at }) => ({
        action: 'RECORD_ATTENDANCE' as const,
        at,
        role: 'SITE_MANAGER' as const,
        facts: { day, attended },
      })),
    ],
  );

  return {
    row: {
      id,
      siteId: site.id,
      elderId: elder.id,
      state,
      localityCode: code,
      rank,
      priority: rule.priorities[rank]?.key ?? null,
      ruleVersion,
      appliedAt,
      acceptBy: null,
      enrolledOn,
      endedOn: null,
      careServices: [...careServices],
      sealedCareNotes: null,
      careAgreedOn: enrolledOn,
      careReviewOn: reviewOn,
      personId: elder.personId,
      elderAreaId: elder.areaId,
      elderAreaPath: elder.areaPath,
      operatorId: site.operatorId,
      areaId: site.areaId,
      areaPath: site.areaPath,
    },
    attendance,
    history,
  };
}
