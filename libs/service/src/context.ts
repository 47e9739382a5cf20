import type { Reader } from '@jinlin/database';

/**
 * Gives a request's context its loaders, and what lets go of them: `end` when the request is answered, `renew` after an
 * act, so that what follows in the same request sees what the act changed.
 */
export const withLoaders = <Given extends object, Loaders>(
  given: Given,
  read: Reader,
  loaders: () => Loaders,
) => ({
  ...given,
  load: loaders(),
  end: read.end,
  async renew() {
    await read.end();
    this.load = loaders();
  },
});
