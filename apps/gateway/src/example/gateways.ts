// Gateways over the example, for tests that ask over HTTP.
import { type Ask, type TestedGateway, testGateway } from '../testing';
import { compose, exampleSubgraphs } from './example';

const supergraph = compose(exampleSubgraphs);
const subgraphs = Object.fromEntries(exampleSubgraphs.map(({ name, schema }) => [name, schema]));

/** Starts gateways for a suite and ends them with it. */
export function exampleGateways() {
  const started: TestedGateway[] = [];
  afterAll(() => Promise.all(started.map(({ stop }) => stop())));

  return async (env: Record<string, string> = {}, elsewhere: Record<string, string> = {}) => {
    const gateway = await testGateway({ supergraph, subgraphs: { ...subgraphs, ...elsewhere }, env });
    started.push(gateway);
    return gateway;
  };
}

export interface Answer {
  status: number;
  data?: Record<string, never>;
  errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> & { code: string } }[];
}

/** Asks once: the status, and what the client reads. */
export async function ask(gateway: TestedGateway, given: Ask): Promise<Answer> {
  const response = await gateway.post(given);
  return { status: response.status, ...((await response.json()) as object) };
}

/** Asks twice, since what comes again takes another way; and expects the same of it. */
export async function askAgain(gateway: TestedGateway, given: Ask) {
  const first = await ask(gateway, given);
  expect(await ask(gateway, given)).toEqual(first);
  return first;
}

/** What a request is answered that is not even tried. */
export const refused = (status: number, code: string) => ({ status, errors: [{ extensions: { code } }] });
