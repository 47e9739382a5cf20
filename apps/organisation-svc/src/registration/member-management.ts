import type { ManagementMode, MemberClass, MemberManager } from '../generated/graphql';

/** How the members of a class are managed, and by whom. */
export interface Management {
  memberClass: MemberClass;
  mode: ManagementMode;
  managedBy: MemberManager[];
}

/** The five classes and their modes of management (D7). */
const management: Record<MemberClass, Omit<Management, 'memberClass'>> = {
  IN_SERVICE: { mode: 'DUAL', managedBy: ['HOME_UNIT', 'COMMUNITY'] },
  RETIRED: { mode: 'SERVICE', managedBy: ['HOME_UNIT', 'COMMUNITY'] },
  MOBILE: { mode: 'JOINT', managedBy: ['HOME_UNIT', 'COMMUNITY'] },
  RESIDENT: { mode: 'DIRECT', managedBy: ['COMMUNITY'] },
  SOCIALISED_RETIREE: { mode: 'KEY', managedBy: ['COMMUNITY'] },
};

export const managementOf = (memberClass: MemberClass): Management => ({
  memberClass,
  ...management[memberClass],
});

/** The rule for every class, in the order of the rule. */
export const everyManagement = () => (Object.keys(management) as MemberClass[]).map(managementOf);
