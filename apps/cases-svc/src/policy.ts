import type { Policy } from '@jinlin/identity';
import type { MutationResolvers } from './generated/graphql';

type Act = Exclude<keyof MutationResolvers, '__isTypeOf'>;

/** Which roles may run which act. Where they may run it is decided by their area, unit or person. */
export const policy = {
  openCase: [
    'RESIDENT',
    'GRID_WORKER',
    'COMMUNITY_CLERK',
    'HOTLINE_CLERK',
    'STREET_COMMANDER',
    'LEADER',
    'INTEGRATOR',
  ],
  registerCase: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'HOTLINE_CLERK'],
  classifyCase: ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER', 'HOTLINE_CLERK'],
  resolveCaseOnSite: ['GRID_WORKER', 'COMMUNITY_CLERK', 'LEADER'],
  escalateCase: ['COMMUNITY_CLERK'],
  gradeCase: ['STREET_COMMANDER', 'HOTLINE_CLERK'],
  dispatchCase: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'HOTLINE_CLERK'],
  signCase: ['DEPARTMENT_CLERK'],
  returnCase: ['DEPARTMENT_CLERK'],
  contactReporter: ['DEPARTMENT_CLERK'],
  beginHandlingCase: ['DEPARTMENT_CLERK'],
  splitCase: ['DEPARTMENT_CLERK'],
  signPart: ['DEPARTMENT_CLERK'],
  returnPart: ['DEPARTMENT_CLERK'],
  finishPart: ['DEPARTMENT_CLERK'],
  extendCase: ['DEPARTMENT_CLERK'],
  // A unit that could stop its own clock would never be late: whoever dispatches decides on it.
  holdCase: ['HOTLINE_CLERK', 'STREET_COMMANDER'],
  resumeCase: ['HOTLINE_CLERK', 'STREET_COMMANDER', 'DEPARTMENT_CLERK'],
  handleCase: ['DEPARTMENT_CLERK'],
  replyToCase: ['DEPARTMENT_CLERK'],
  visitBackCase: ['HOTLINE_CLERK', 'COMMUNITY_CLERK'],
  reopenCase: ['HOTLINE_CLERK', 'STREET_COMMANDER'],
  closeCase: ['HOTLINE_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  proposeExclusion: ['DEPARTMENT_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  // Whoever is measured by the rates does not decide what is left out of them.
  decideExclusion: ['HOTLINE_CLERK', 'LEADER'],
  mergeCase: ['HOTLINE_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  unmergeCase: ['HOTLINE_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  withdrawCase: ['RESIDENT', 'HOTLINE_CLERK', 'COMMUNITY_CLERK'],
  archiveCase: ['HOTLINE_CLERK', 'STREET_COMMANDER'],
  blowWhistle: ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  acknowledgeWhistle: ['DEPARTMENT_CLERK'],
  reportIn: ['DEPARTMENT_CLERK'],
  beginActing: ['DEPARTMENT_CLERK'],
  finishWhistle: ['DEPARTMENT_CLERK'],
  appraiseWhistle: ['GRID_WORKER', 'COMMUNITY_CLERK', 'STREET_COMMANDER'],
  recordIncident: ['COMMUNITY_CLERK', 'STREET_COMMANDER'],
  // A community that could strike out its own incidents would always stand at zero.
  withdrawIncident: ['STREET_COMMANDER'],
} satisfies Policy<Act>;
