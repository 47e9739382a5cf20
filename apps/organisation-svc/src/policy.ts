import type { Policy, Role } from '@jinlin/identity';
import type { AreaLevel, MutationResolvers } from './generated/graphql';

type Act = Exclude<keyof MutationResolvers, '__isTypeOf'>;

/** Which roles may run which act. Where they may run it is decided by their area. */
export const policy = {
  createArea: ['ORGANISER', 'OPERATOR', 'COMMUNITY_CLERK'],
  renameArea: ['ORGANISER', 'OPERATOR'],
  recodeArea: ['ORGANISER', 'OPERATOR'],
  moveArea: ['ORGANISER', 'OPERATOR'],
  splitArea: ['ORGANISER', 'OPERATOR'],
  mergeAreas: ['ORGANISER', 'OPERATOR'],
  closeArea: ['ORGANISER', 'OPERATOR'],
  registerUnit: ['ORGANISER', 'OPERATOR', 'STREET_COMMANDER'],
  renameUnit: ['ORGANISER', 'OPERATOR', 'STREET_COMMANDER'],
  setRedStatus: ['ORGANISER'],
  closeUnit: ['ORGANISER', 'OPERATOR', 'STREET_COMMANDER'],
  establishPartyOrganisation: ['ORGANISER', 'STREET_COMMANDER'],
  coverArea: ['ORGANISER', 'STREET_COMMANDER'],
  dissolvePartyOrganisation: ['ORGANISER', 'STREET_COMMANDER'],
  registerPerson: ['ORGANISER', 'COMMUNITY_CLERK', 'STREET_COMMANDER', 'GRID_WORKER'],
  appoint: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK'],
  endAppointment: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK'],
  linkUnit: ['ORGANISER'],
  endUnitLink: ['ORGANISER'],
  draftPolicyDocument: ['ORGANISER', 'DEPARTMENT_CLERK'],
  submitPolicyDocument: ['ORGANISER', 'DEPARTMENT_CLERK'],
  returnPolicyDocument: ['ORGANISER'],
  issuePolicyDocument: ['ORGANISER'],
  repealPolicyDocument: ['ORGANISER'],
  attachPolicyDocument: ['ORGANISER'],
  reviseCataloguedDuty: ['ORGANISER'],
  recordDutyFulfilment: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK', 'LEADER'],
  withdrawDutyFulfilment: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK', 'LEADER'],
  settleSupervisionItem: ['ORGANISER'],
  registerUnitAt: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK'],
  registerMemberAt: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK'],
  endRegistration: ['ORGANISER', 'STREET_COMMANDER', 'COMMUNITY_CLERK'],
  proposePairings: ['ORGANISER'],
  adoptPairings: ['ORGANISER'],
  dropFromPairings: ['ORGANISER'],
  postServiceItem: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  finishServiceItem: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  cancelServiceItem: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  claimServiceItem: ['RESIDENT', 'DEPARTMENT_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  withdrawServiceClaim: ['RESIDENT', 'DEPARTMENT_CLERK', 'COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  recordServiceParticipation: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'GRID_WORKER', 'ORGANISER'],
  draftMemberReport: ['RESIDENT', 'DEPARTMENT_CLERK', 'ORGANISER'],
  draftUnitReport: ['DEPARTMENT_CLERK', 'ORGANISER'],
  submitReport: ['RESIDENT', 'DEPARTMENT_CLERK', 'ORGANISER'],
  evaluateService: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'ORGANISER'],
  recordMemberVisit: ['COMMUNITY_CLERK', 'STREET_COMMANDER', 'GRID_WORKER', 'ORGANISER'],
} satisfies Policy<Act>;

/** The highest level of the posts that a role may fill and vacate; roles that are not named may fill any. */
export const appointsFrom: Partial<Record<Role, AreaLevel>> = {
  STREET_COMMANDER: 'COMMUNITY',
  COMMUNITY_CLERK: 'COMPOUND',
};
