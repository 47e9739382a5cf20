// A hotline of Hejiang, let in by the county's operator, as those who measure need one.
import { randomUUID } from 'node:crypto';

export const COUNTY = '510522';

/** Categories that its orders are of. */
export const categories = ['0201', '0103', '0401'];

const CALLS = ['HOTLINE_SUBMIT', 'HOTLINE_READ', 'HOTLINE_DESK', 'WEBHOOKS'];

/** Its key, the grids that its orders come from, and how it has itself called back. */
export async function aHotline(jinlin, database) {
  const people = await (await fetch(new URL('/dev/tokens', jinlin.url))).json();
  const { token } = people.find(({ role, area }) => role === 'OPERATOR' && area === COUNTY);
  const act = async (name, type, seen, input) => {
    const inputType = `${name[0].toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${inputType}!) {
      ${name}(input: $input) { ... on ${type} { ${seen} } ... on Refusal { message } }
    }`;
    const answer = await fetch(jinlin.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { input: { clientKey: randomUUID(), ...input } } }),
    });
    const { data, errors } = await answer.json();
    if (errors || data[name].message) throw new Error(JSON.stringify(errors ?? data));
    return data[name];
  };

  const { rows: counties } = await database.query('select id, path from cases.area where code = $1', [
    COUNTY,
  ]);
  const [{ id: areaId, path }] = counties;
  const { rows: grids } = await database.query(
    `select code from cases.area where level = 'GRID' and starts_with(path, $1) order by md5(code) limit 400`,
    [path],
  );
  const known = { areaId, calls: CALLS, name: '12345 平台', requestsPerMinute: 60_000 };
  const { id } = await act('registerIntegrator', 'Integrator', 'id', known);
  const { secret: key } = await act('issueIntegratorKey', 'IntegratorKey', 'secret', { integratorId: id });
  return {
    id,
    key,
    areas: grids.map(({ code }) => code),
    async subscribe(url, types = ['case.open']) {
      const answer = await fetch(new URL('/hotline/v1/webhooks', jinlin.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        body: JSON.stringify({ url, kinds: ['CASE'], types }),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
    },
  };
}
