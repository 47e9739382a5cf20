import type { Life } from '@jinlin/acts';
import type { SiteInspectionAction, SiteInspectionState } from '../generated/graphql';
import { SiteInspection } from './inspection.entity';
import { inspectionStates } from './inspection.states';

/** What the acts on inspections, and their loading, have in common. */
export const inspectionLife: Life<SiteInspection, SiteInspectionState, SiteInspectionAction> = {
  entity: SiteInspection,
  name: 'SiteInspection',
  event: 'site_inspection',
  states: inspectionStates,
  tell: ({ siteId, checklist, missing }) => ({ siteId, checklist, missing }),
};
