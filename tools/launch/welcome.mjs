// What npm start prints last: where things are, who one can be, and a first question to ask.
import { say } from './screen.mjs';

/** One community seen by all three subgraphs. */
export const FIRST_QUESTION =
  '{ areaByCode(code: "510522001006") { name householdCount openWhistles { grade count } serviceSites(first: 3) { nodes { name } } } }';

const FIRST_ROLE = 'COMMUNITY_CLERK';

export async function welcome(apps, elapsed) {
  const gateway = `http://127.0.0.1:${apps.find(({ name }) => name === 'gateway').port}`;
  const people = await peopleAt(gateway);
  const first = people.find(({ role }) => role === FIRST_ROLE);

  say(`\nJinlin is up after ${elapsed}.\n`);
  say(`  Explorer          ${gateway}/`);
  say(`  GraphQL           ${gateway}/graphql`);
  for (const { app, port } of apps.filter(({ name }) => name !== 'gateway'))
    say(`  ${app.padEnd(17)} http://127.0.0.1:${port}`);

  say(`\nWho you can be, each with a token; in the other localities too, at ${gateway}/dev/tokens\n`);
  for (const { role, who, token } of oneOfEach(people))
    say(`  ${role.padEnd(18)} ${who.en} · ${who.zh}\n  ${token}\n`);
  if (first) say(`\nA first question, as ${first.who.en}:\n\n${curl(gateway, first.token)}`);
  say('\nCtrl-C stops everything. Logs: .jinlin/logs/. To begin anew: npm start -- --fresh');
}

/** The made-up people of the development issuer. */
export const peopleAt = async (gateway) => (await fetch(`${gateway}/dev/tokens`)).json();

const oneOfEach = (people) =>
  people.filter(({ role }, index) => people.findIndex((one) => one.role === role) === index);

const curl = (gateway, token) =>
  [
    `curl -s ${gateway}/graphql -H 'content-type: application/json' \\`,
    `  -H 'authorization: Bearer ${token}' \\`,
    `  -d '${JSON.stringify({ query: FIRST_QUESTION })}'`,
  ].join('\n');
