// How fast the 15-minute circle is drawn for a whole city: every home of Shenyang and ten kinds of sites, and where new
// sites would reach most people. Asked at services-svc itself, one request after another. Options: --requests <number>.
import { parseArgs } from 'node:util';
import { actorAt, inCity, vouched } from './city.mjs';
import { middle } from './report.mjs';

const { requests } = parseArgs({
  allowPositionals: true,
  options: { requests: { type: 'string', default: '10' } },
}).values;

const questions = [
  {
    what: 'What is near every home of Shenyang, of ten kinds of sites',
    fields: 'homes completeHomes coverage { homes households }',
    promised: 2000,
  },
  {
    what: 'The same, with where one more canteen would reach most people',
    fields: 'homes bestPlaces(kind: "ELDER_CANTEEN") { isExact householdsGained }',
    promised: 2000,
  },
  {
    what: 'The same, with where ten more would',
    fields: 'homes bestPlaces(kind: "ELDER_CANTEEN", count: 10) { isExact householdsGained gap }',
    promised: 2000,
  },
];

await inCity('circle', async ({ services, city }) => {
  const results = [];
  for (const { what, fields, promised } of questions) {
    const times = [];
    let circle;
    // The first few let the service compile the question, and PostgreSQL plan it.
    for (let i = -3; i < Number(requests); i += 1) {
      const began = performance.now();
      circle = await ask(services, city, fields);
      if (i >= 0) times.push(performance.now() - began);
    }
    const { homes, bestPlaces } = circle;
    const gap = bestPlaces && (bestPlaces.isExact ? ', exact' : `, gap ${bestPlaces.gap.toFixed(1)} %`);
    results.push({
      what: `${what}: ${homes} homes${gap ?? ''}`,
      found: `median ${Math.round(middle(times))} ms, slowest ${Math.round(Math.max(...times))} ms`,
      promised: `< ${promised} ms`,
      isKept: middle(times) < promised,
    });
  }
  return results;
});

async function ask({ hostname, port, secret }, { id }, fields) {
  const body = JSON.stringify({
    query: `query ($area: [_Any!]!) {
      _entities(representations: $area) { ... on Area { serviceCircle { ${fields} } } }
    }`,
    variables: { area: [{ __typename: 'Area', id }] },
  });
  const answer = await fetch(`http://${hostname}:${port}/graphql`, {
    method: 'POST',
    headers: vouched(secret, actorAt('LEADER', id), body),
    body,
  });
  const { data, errors } = await answer.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data._entities[0].serviceCircle;
}
