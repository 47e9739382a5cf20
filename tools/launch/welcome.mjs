// What npm start prints last: where things are, who one can be, and a first question to ask.
import { say } from './screen.mjs';

export async function welcome(apps, elapsed) {
  const gateway = `http://127.0.0.1:${apps.find(({ name }) => name === 'gateway').port}`;
  const tokens = await fetch(`${gateway}/dev/tokens`)
    .then((answer) => answer.json())
    .catch(() => []);
  const first = tokens.find(({ role }) => role === 'COMMUNITY_CLERK') ?? tokens[0];

  say(`\nJinlin is up after ${elapsed}.\n`);
  say(`  Explorer   ${gateway}/`);
  say(`  GraphQL    ${gateway}/graphql`);
  for (const { app, port } of apps.filter(({ name }) => name !== 'gateway'))
    say(`  ${app.padEnd(17)} http://127.0.0.1:${port}`);
  say(`\nWho you can be (tokens in full: ${gateway}/dev/tokens):\n`);
  for (const { role, who } of tokens) say(`  ${role.padEnd(18)} ${who}`);
  if (first) say(`\nA first question, as ${first.who}:\n\n${firstQuestion(gateway, first.token)}`);
  say('\nCtrl-C stops everything. Logs: .jinlin/logs/. To begin anew: npm start -- --fresh');
}

const firstQuestion = (gateway, token) =>
  [
    `curl -s ${gateway}/graphql -H 'content-type: application/json' \\`,
    `  -H 'authorization: Bearer ${token}' \\`,
    `  -d '{"query":"{ areaByCode(code: \\"510522001006\\") { name level } }"}'`,
  ].join('\n');
