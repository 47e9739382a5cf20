import type { Life } from '@jinlin/acts';
import type { BrandAction, BrandState } from '../generated/graphql';
import { Brand } from './brand.entity';
import { brandStates } from './brand.states';

export const brandLife: Life<Brand, BrandState, BrandAction> = {
  entity: Brand,
  name: 'Brand',
  event: 'brand',
  states: brandStates,
  tell: ({ name, areaId, fromOn, toOn }) => ({ name, areaId, fromOn, toOn }),
};
