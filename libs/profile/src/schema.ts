import { z } from 'zod';
import { deliberation } from './blocks/deliberation';
import { elderCare } from './blocks/elder-care';
import { handling } from './blocks/handling';
import { locality } from './blocks/locality';
import { offices } from './blocks/offices';
import { projects } from './blocks/projects';
import { requests } from './blocks/requests';
import { services } from './blocks/services';
import { sites } from './blocks/sites';
import { teams } from './blocks/teams';

/** What a locality decides for itself, as written in `localities/<code>/profile.yaml`: the blocks of every subject. */
export const profileSchema = z.strictObject({
  ...locality,
  ...requests,
  ...handling,
  ...teams,
  ...offices,
  ...deliberation,
  ...projects,
  ...elderCare,
  ...sites,
  ...services,
});

export type Profile = z.infer<typeof profileSchema>;
