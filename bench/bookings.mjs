// The load of lunch, a process of its own: offers bookings at a steady pace on many connections, whether or not those
// before are answered, and counts what became of each.
import { randomUUID } from 'node:crypto';
import { vouched } from './city.mjs';
import { client } from './client.mjs';

const CONNECTIONS = 64;

const QUERY = /* GraphQL */ `
  mutation ($input: BookMealInput!) { bookMeal(input: $input) { __typename ... on MealBooking { id toPay } } }
`;

process.once('message', async ({ services, bookings, perSecond }) => {
  const { hostname, port, secret } = services;
  const requestOf = ({ actor, input }) => {
    const variables = { input: { clientKey: randomUUID(), ...input } };
    const body = JSON.stringify({ query: QUERY, variables });
    const headers = { host: `${hostname}:${port}`, 'content-length': Buffer.byteLength(body) };
    const lines = Object.entries({ ...headers, ...vouched(secret, actor, body) });
    return `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
  };

  const answers = {};
  const latencies = [];
  let sent = 0;
  const start = performance.now();
  const dueAt = (i) => start + (i / perSecond) * 1000;
  await new Promise((done) => {
    const waiting = [];
    const next = () => {
      if (sent === bookings.length || dueAt(sent) > performance.now()) return undefined;
      waiting.push(sent);
      return requestOf(bookings[sent++]);
    };
    const onAnswer = ({ status, body }) => {
      const { data, errors } = JSON.parse(body.toString());
      const what = errors?.[0].message ?? data?.bookMeal.__typename ?? `HTTP ${status}`;
      answers[what] = (answers[what] ?? 0) + 1;
      // From when it was offered, the time that it had to wait for a connection included.
      latencies.push(performance.now() - dueAt(waiting[latencies.length]));
      if (latencies.length === bookings.length) done();
    };
    const clients = Array.from({ length: CONNECTIONS }, () => client({ hostname, port, next }, onAnswer));
    setInterval(() => {
      for (const { wake } of clients) wake();
    }, 1);
  });

  const sorted = latencies.sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)];
  const found = { answers, took: (performance.now() - start) / 1000, p50: at(0.5), p99: at(0.99) };
  process.send(found, () => process.exit());
});
