import type { PageInput, Reader } from '@jinlin/database';
import { columnsOf, lists, type Page, totalCount } from '@jinlin/graphql';
import type { DataSource } from 'typeorm';
import { liesWithin } from '../area/area.sql';
import type { AttendanceSheetFilter, JointActivityFilter } from '../generated/graphql';
import { AttendanceSheet, JointActivity } from './joint-activity.entity';

interface Figures {
  totalCount: number;
  personTimes: number;
}

export type JointActivityPage = Page<JointActivity, Figures>;
export type AttendanceSheetPage = Page<AttendanceSheet, Figures>;

type Within = 'withinCode' | 'withinId';

interface ActivityListArgs extends PageInput {
  where: Omit<JointActivityFilter, Within>;
}

interface SheetListArgs extends PageInput {
  where: Omit<AttendanceSheetFilter, Within>;
}

/** Lists of activities: at or below a path, of a unit, under an agreement; and of their sheets. */
export function jointActivityLists(db: DataSource, read: Reader) {
  const activities = (from: string, belongs: string) =>
    lists<JointActivity, ActivityListArgs, Figures>(read, {
      columns: columnsOf(db, JointActivity, 'j'),
      from,
      where: ({ where: { state, kind, series, theme, unitId, agreementId, from, to } }, at) => [
        belongs,
        state && `j.state = ${at(state)}`,
        kind && `j.kind = ${at(kind)}`,
        series && `j.series = ${at(series)}`,
        theme && `j.theme = ${at(theme)}`,
        unitId && `j.organiser_ids @> array[${at(unitId)}::uuid]`,
        agreementId && `j.agreement_id = ${at(agreementId)}::uuid`,
        from && `j.day >= ${at(from)}::date`,
        to && `j.day <= ${at(to)}::date`,
      ],
      order: [
        ['j.day', 'date'],
        ['j.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ day, id }) => [day, id],
      figures: {
        totalCount,
        personTimes: (list) =>
          `select coalesce(sum(s.heads), 0) from attendance_sheet s
           where s.state = 'RECORDED' and s.activity_id in (select j.id ${list})`,
      },
    });

  const sheets = (from: string, belongs: string) =>
    lists<AttendanceSheet, SheetListArgs, Figures>(read, {
      columns: columnsOf(db, AttendanceSheet, 's'),
      from,
      where: ({ where: { state, series, unitId, from, to } }, at) => [
        belongs,
        state && `s.state = ${at(state)}`,
        series &&
          `exists (select from joint_activity j where j.id = s.activity_id and j.series = ${at(series)})`,
        unitId && `s.unit_id = ${at(unitId)}::uuid`,
        from && `s.day >= ${at(from)}::date`,
        to && `s.day <= ${at(to)}::date`,
      ],
      order: [
        ['s.day', 'date'],
        ['s.id', 'uuid'],
      ],
      direction: 'desc',
      cursor: ({ day, id }) => [day, id],
      figures: {
        totalCount,
        personTimes: (list) => `select coalesce(sum(s.heads) filter (where s.state = 'RECORDED'), 0) ${list}`,
      },
    });

  return {
    jointActivitiesWithin: activities(
      'joint_activity j join area a on a.id = j.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    jointActivitiesOfUnit: activities('joint_activity j', 'j.organiser_ids @> array[parent.key::uuid]'),
    jointActivitiesUnder: activities('joint_activity j', 'j.agreement_id = parent.key::uuid'),
    attendanceWithin: sheets(
      'attendance_sheet s join area a on a.id = s.area_id',
      liesWithin('a.path', 'parent.key'),
    ),
    attendanceOfActivity: sheets('attendance_sheet s', 's.activity_id = parent.key::uuid'),
  };
}
