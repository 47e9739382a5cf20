// The load generator, a process of its own: asks one question over and over on a number of connections, and holds
// every answer against the first, byte for byte. Plain sockets, so that it takes as little of the machine as it can.
import { client } from './client.mjs';

const CONNECTIONS = 32;

/** Seconds of load before the counting begins. */
const LEAD_IN = 1;

process.once('message', async ({ url, headers, body, expected, seconds }) => {
  const { hostname, port, pathname } = new URL(url);
  const lines = Object.entries({
    host: `${hostname}:${port}`,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  const request = Buffer.from(
    `POST ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  const wanted = Buffer.from(expected);

  let latencies = [];
  let wrong;
  const clients = Array.from({ length: CONNECTIONS }, () =>
    client({ hostname, port, next: () => request }, ({ body }, ms) => {
      latencies.push(ms);
      if (!body.equals(wanted)) wrong ??= body.toString();
    }),
  );

  await pause(LEAD_IN);
  latencies = [];
  process.send({ begun: true });
  const start = performance.now();
  await pause(seconds);
  const counted = latencies.sort((a, b) => a - b);
  const took = (performance.now() - start) / 1000;
  for (const { destroy } of clients) destroy();

  const at = (share) => counted[Math.floor(counted.length * share)];
  process.send({ requests: counted.length, seconds: took, p50: at(0.5), p99: at(0.99), wrong }, () =>
    process.exit(),
  );
});

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
