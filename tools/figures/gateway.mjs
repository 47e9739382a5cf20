// Asks the gateway, as somebody who may count what lies in a locality.
import { Complaint } from '../launch/complaint.mjs';

/** Who may count everything in their area, the best first. */
const COUNTERS = ['LEADER', 'DATA_ANALYST', 'OPERATOR'];

/** A function that asks a question about a locality and answers with the number that it computes, or why there is none. */
export async function graph(env = process.env) {
  const gateway = env.GATEWAY_URL ?? 'http://127.0.0.1:4000';
  const tokenFor = env.GATEWAY_TOKEN ? () => env.GATEWAY_TOKEN : await developmentTokens(gateway);

  return async (query, locality) => {
    const answer = await reach(gateway, '/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenFor(locality)}` },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = await answer.json();
    if (errors) return { computed: null, why: errors.map(({ message }) => message).join(' ') };

    const numbers = figuresIn(data);
    if (numbers.length) return { computed: numbers.reduce((sum, number) => sum + number, 0) };
    return { computed: null, why: 'nothing was found to count.' };
  };
}

/** Every number in an answer that was asked for under the name `figure`. */
const figuresIn = (value) =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, inner]) =>
        name === 'figure' && typeof inner === 'number' ? [inner] : figuresIn(inner),
      );

/** The tokens that a development gateway hands out. Whoever works in 350100 may count in 350102, which lies in it. */
async function developmentTokens(gateway) {
  const answer = await reach(gateway, '/dev/tokens');
  const tokens = answer.ok ? await answer.json() : [];

  return (locality) => {
    const here = tokens.filter(({ area }) => locality.startsWith(area.replace(/(00)+$/, '')));
    for (const role of COUNTERS) {
      const token = here.find((each) => each.role === role)?.token;
      if (token) return token;
    }
    throw new Complaint(
      `The gateway at ${gateway} hands out no token for somebody who may count in ${locality}.`,
      'Give one in GATEWAY_TOKEN, of a leader or a data analyst whose area holds the localities asked for.',
    );
  };
}

async function reach(gateway, path, request) {
  try {
    return await fetch(`${gateway}${path}`, { ...request, signal: AbortSignal.timeout(15_000) });
  } catch ({ message, cause }) {
    throw new Complaint(
      `The gateway at ${gateway} does not answer (${cause?.code ?? message}).`,
      'Start the graph with npm start, or name another gateway in GATEWAY_URL.',
    );
  }
}
