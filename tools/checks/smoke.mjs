// Starts the graph as npm start does, asks one question across all three subgraphs as a clerk would, and ends it.
import { FIRST_QUESTION, peopleAt } from '../launch/welcome.mjs';
import { freeRow } from './free-row.mjs';
import { aFolder, end, remove, start } from './starter.mjs';

export async function smoke(node) {
  const [folder, port] = [aFolder(), await freeRow()];
  const starter = start({ folder, port, node });
  try {
    await starter.isUp();
    const { data, errors } = await ask(`http://127.0.0.1:${port}`);
    if (errors || !data.areaByCode.serviceSites.nodes.length)
      throw new Error(`The gateway answered ${JSON.stringify({ data, errors })}\n${starter.said()}`);

    const { code } = await end(starter);
    if (code !== 0) throw new Error(`It ended with ${code}.\n${starter.said()}`);
  } catch ({ message }) {
    console.error(message);
    process.exitCode = 1;
    await end(starter);
  } finally {
    remove(folder);
  }
}

export async function ask(gateway) {
  const { token } = (await peopleAt(gateway)).find(({ role }) => role === 'COMMUNITY_CLERK');
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: FIRST_QUESTION }),
  });
  return answer.json();
}
