import type { FastifyBaseLogger } from 'fastify';
import pino, { type DestinationStream } from 'pino';
import { describeFault } from './fault';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Headers that prove who somebody is. They are never written down. */
const SECRET_HEADERS = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-jinlin-actor',
  'x-jinlin-signature',
  'x-jinlin-deadline',
];

/** Where headers turn up in a line. */
const PLACES = ['headers', 'request.headers', 'response.headers'];

/** Structured lines on standard output. */
export const logger = (
  name: string,
  level: LogLevel,
  destination: DestinationStream = standardOutput(),
): FastifyBaseLogger =>
  pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeFault, req: () => undefined, res: () => undefined },
      redact: {
        paths: PLACES.flatMap((place) => SECRET_HEADERS.map((header) => `${place}["${header}"]`)),
        censor: '[withheld]',
      },
    },
    destination,
  );

/** Milliseconds after which a line is written, though others would fit into the same piece. */
const PROMPTLY = 200;

/** Writes lines a piece at a time, so that a busy server does not wait for each; whatever is left when it ends too. */
function standardOutput() {
  const output = pino.destination({ fd: 1, sync: false, minLength: 4_096 });
  setInterval(() => output.flush(), PROMPTLY).unref();
  return output;
}
