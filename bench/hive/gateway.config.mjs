// Hive Gateway with its Rust query planner. What our subgraphs want of a gateway, a signature, it is taught here.
import { createHmac } from 'node:crypto';
import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

const { BENCH_ACTOR, GATEWAY_SECRET } = process.env;
const actor = Buffer.from(BENCH_ACTOR).toString('base64url');

/** As libs/identity signs. */
function signature(body) {
  const seconds = Math.floor(Date.now() / 1000);
  const digest = createHmac('sha256', GATEWAY_SECRET)
    .update(`${seconds}\n${actor}\n`)
    .update(body)
    .digest('base64url');
  return `${seconds}.${digest}`;
}

const signs = {
  onFetch({ options, setOptions }) {
    const headers = {
      ...options.headers,
      'x-jinlin-actor': actor,
      'x-jinlin-signature': signature(options.body),
    };
    setOptions({ ...options, headers });
  },
};

export const gatewayConfig = defineConfig({
  unifiedGraphHandler,
  host: '127.0.0.1',
  fork: 1,
  landingPage: false,
  graphiql: false,
  plugins: () => [signs],
  // Here everybody asks the same at the same moment, and it would ask the subgraphs once for all of them. In life people
  // ask different things.
  transportEntries: { '*': { options: { deduplicateInflightRequests: false } } },
});
