import type { Life } from '@jinlin/acts';
import type { SiteAction, SiteState } from '../generated/graphql';
import { ServiceSite } from './site.entity';
import { siteStates } from './site.states';

/** What the acts on sites, and the loading of sites, have in common. */
export const siteLife: Life<ServiceSite, SiteState, SiteAction> = {
  entity: ServiceSite,
  name: 'ServiceSite',
  event: 'site',
  states: siteStates,
  tell: ({ kind, name, areaId, communityId, operatorId }) => ({
    kind,
    name,
    areaId,
    communityId,
    operatorId,
  }),
};
