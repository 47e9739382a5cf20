import { type Reader, statement } from '@jinlin/database';
import { manyByStatement } from '@jinlin/graphql';

const CODES_ABOVE = statement(/* SQL */ `
  select asked.path, area.code
  from unnest($1::text[]) as asked (path)
  join area on area.valid_to is null and area.path = any (array(
    select left(asked.path, n) from generate_series(2, length(asked.path)) n where substr(asked.path, n, 1) = '/'
  ))
`);

/** The codes of an area and of everything above it, by its path. One statement however many are asked for. */
export const routingLoaders = (read: Reader) => {
  const rows = manyByStatement<{ path: string; code: string }>(read, CODES_ABOVE, ({ path }) => path);
  return {
    codesAbove: {
      load: async (path: string) => (await rows.load(path)).map(({ code }) => code),
    },
  };
};
