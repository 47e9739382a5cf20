import type { Life } from '@jinlin/acts';
import type {
  AttendanceSheetAction,
  AttendanceSheetState,
  JointActivityAction,
  JointActivityState,
} from '../generated/graphql';
import { AttendanceSheet, JointActivity } from './joint-activity.entity';
import { attendanceSheetStates, jointActivityStates } from './joint-activity.states';

export const jointActivityLife: Life<JointActivity, JointActivityState, JointActivityAction> = {
  entity: JointActivity,
  name: 'JointActivity',
  event: 'joint-activity',
  states: jointActivityStates,
  tell: ({ kind, areaId, series, theme, organiserIds, agreementId, day }) => ({
    kind,
    areaId,
    series,
    theme,
    organiserIds,
    agreementId,
    day,
  }),
};

export const attendanceSheetLife: Life<AttendanceSheet, AttendanceSheetState, AttendanceSheetAction> = {
  entity: AttendanceSheet,
  name: 'AttendanceSheet',
  event: 'attendance-sheet',
  states: attendanceSheetStates,
  tell: ({ activityId, areaId, unitId, partyOrganisationId, heads, day }) => ({
    activityId,
    areaId,
    unitId,
    partyOrganisationId,
    heads,
    day,
  }),
};
