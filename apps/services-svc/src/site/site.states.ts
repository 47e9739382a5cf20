import { stateMachine } from '@jinlin/state-machine';
import type { SiteAction, SiteState } from '../generated/graphql';

/** The life of a site. One that is only rented or refitted opens without having been built. */
export const siteStates = stateMachine<SiteState, SiteAction>({
  PLANNED: {
    START_BUILDING: 'BUILDING',
    OPEN: 'OPEN',
    CLOSE: 'CLOSED',
    CHANGE_TIMETABLE: 'PLANNED',
    RECORD_CAPACITY: 'PLANNED',
    CORRECT: 'PLANNED',
    APPRAISE_PREMISES: 'PLANNED',
  },
  BUILDING: {
    OPEN: 'OPEN',
    CLOSE: 'CLOSED',
    CHANGE_HOURS: 'BUILDING',
    CHANGE_TIMETABLE: 'BUILDING',
    RECORD_CAPACITY: 'BUILDING',
    CORRECT: 'BUILDING',
    APPRAISE_PREMISES: 'BUILDING',
  },
  OPEN: {
    SUSPEND: 'SUSPENDED',
    CLOSE: 'CLOSED',
    CHANGE_HOURS: 'OPEN',
    CHANGE_TIMETABLE: 'OPEN',
    RECORD_CAPACITY: 'OPEN',
    REFORM: 'OPEN',
    CORRECT: 'OPEN',
    APPRAISE_PREMISES: 'OPEN',
    RATE: 'OPEN',
  },
  SUSPENDED: {
    RESUME: 'OPEN',
    CLOSE: 'CLOSED',
    CHANGE_HOURS: 'SUSPENDED',
    CHANGE_TIMETABLE: 'SUSPENDED',
    RECORD_CAPACITY: 'SUSPENDED',
    REFORM: 'SUSPENDED',
    CORRECT: 'SUSPENDED',
    APPRAISE_PREMISES: 'SUSPENDED',
    RATE: 'SUSPENDED',
  },
  CLOSED: {},
});
