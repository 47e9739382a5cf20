// A clerk of the development issuer, who opens cases and looks at them over HTTP.
import { randomUUID } from 'node:crypto';
import { peopleAt } from '../launch/welcome.mjs';

const OPEN =
  'mutation ($input: OpenCaseInput!) { openCase(input: $input) { ... on Case { id } ... on Refusal { message } } }';
const SEE = 'query ($id: ID!) { case(id: $id) { id state } }';
const PLACE = '{ areas(first: 1, where: { withinCode: "510522", level: GRID }) { nodes { id } } }';

export async function clerkAt(gateway, role = 'HOTLINE_CLERK') {
  const people = await peopleAt(gateway);
  const { token } =
    people.find((one) => one.role === role && one.area === '510522') ??
    people.find((one) => one.role === role);
  const ask = async (query, variables = {}, { headers, signal } = {}) => {
    const answer = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: JSON.stringify({ query, variables }),
      signal,
    });
    return { status: answer.status, ...(await answer.json()) };
  };
  const { data } = await ask(PLACE);
  const areaId = data.areas.nodes[0].id;

  return {
    token,
    ask,
    /** Opens a case and answers with its id. */
    async open(given = {}, request = {}) {
      const input = {
        clientKey: randomUUID(),
        areaId,
        channel: 'hotline',
        category: '0201',
        title: '楼道灯不亮',
        ...given,
      };
      const { data, errors } = await ask(OPEN, { input }, request);
      if (!data?.openCase.id) throw new Error(JSON.stringify(errors ?? data));
      return data.openCase.id;
    },
    sees: async (id) => Boolean((await ask(SEE, { id })).data.case),
  };
}
