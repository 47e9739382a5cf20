// One HTTP client on a plain socket, which takes as little of the machine as it can.
import { connect } from 'node:net';

/** One connection that asks what comes next as soon as it is answered; when nothing does it rests until it is woken. */
export function client({ hostname, port, next }, onAnswer) {
  const socket = connect(Number(port), hostname).setNoDelay();
  let received = Buffer.alloc(0);
  let asked;
  let isResting = false;
  const ask = () => {
    const request = next();
    isResting = !request;
    if (!request) return;
    asked = performance.now();
    socket.write(request);
  };

  socket.once('connect', ask);
  socket.on('data', (bytes) => {
    received = received.length ? Buffer.concat([received, bytes]) : bytes;
    const answer = answerIn(received);
    if (!answer) return;

    received = received.subarray(answer.end);
    onAnswer(answer, performance.now() - asked);
    ask();
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The server closed a connection.')));
  return {
    wake: () => isResting && ask(),
    destroy: () => socket.removeAllListeners('close').destroy(),
  };
}

function fail(error) {
  console.error(error.message);
  process.exit(1);
}

/** The status and body of an HTTP answer, and where it ends; undefined while more is to come. */
function answerIn(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head < 0) return undefined;

  const start = head + 4;
  const headers = bytes.latin1Slice(0, start);
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(headers) ?? [];
  const status = Number(headers.slice(9, 12));
  if (length === undefined) return chunksIn(bytes, start, status);

  const end = start + Number(length);
  return bytes.length < end ? undefined : { status, body: bytes.subarray(start, end), end };
}

function chunksIn(bytes, start, status) {
  const chunks = [];
  for (let at = start; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;

    const size = Number.parseInt(bytes.latin1Slice(at, line), 16);
    const next = line + 2 + size + 2;
    if (bytes.length < next) return undefined;
    if (size === 0) return { status, body: Buffer.concat(chunks), end: next };

    chunks.push(bytes.subarray(line + 2, line + 2 + size));
    at = next;
  }
}
