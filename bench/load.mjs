// The load generator, a process of its own: asks one question over and over on a number of connections, and holds
// every answer against the first, byte for byte. Plain sockets, so that it takes as little of the machine as it can.
import { connect } from 'node:net';

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
    client({ hostname, port, request }, (answer, ms) => {
      latencies.push(ms);
      if (!answer.equals(wanted)) wrong ??= answer.toString();
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

/** One connection that asks again as soon as it is answered. */
function client({ hostname, port, request }, onAnswer) {
  const socket = connect(Number(port), hostname).setNoDelay();
  let received = Buffer.alloc(0);
  let asked;
  const ask = () => {
    asked = performance.now();
    socket.write(request);
  };

  socket.once('connect', ask);
  socket.on('data', (bytes) => {
    received = received.length ? Buffer.concat([received, bytes]) : bytes;
    const answer = answerIn(received);
    if (!answer) return;

    received = received.subarray(answer.end);
    onAnswer(answer.body, performance.now() - asked);
    ask();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed a connection.')));
  return { destroy: () => socket.removeAllListeners('close').destroy() };
}

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

/** The body of an HTTP answer and where it ends; undefined while more is to come. */
function answerIn(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;

  const start = head + 4;
  const headers = bytes.latin1Slice(0, start);
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(headers) ?? [];
  if (length === undefined) return chunksIn(bytes, start);

  const end = start + Number(length);
  return bytes.length < end ? undefined : { body: bytes.subarray(start, end), end };
}

function chunksIn(bytes, start) {
  const chunks = [];
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;

    const size = Number.parseInt(bytes.latin1Slice(at, line), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), end: next };

    chunks.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
