import type { FastifyBaseLogger } from 'fastify';
import pino, { type DestinationStream } from 'pino';
import { describeFault } from './fault';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Headers that prove who somebody is. They are never written down, wherever in a line they turn up. */
const SECRET_HEADERS = [
  'authorization',
  'cookie',
  'set-cookie',
  'x-jinlin-actor',
  'x-jinlin-signature',
  'x-jinlin-deadline',
];

/** Structured lines on standard output, written in batches so that a busy server does not wait for its log. */
export const logger = (name: string, level: LogLevel, destination = standardOutput()): FastifyBaseLogger =>
  pino(
    {
      name,
      level,
      base: { name },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeFault, req: () => undefined, res: () => undefined },
      redact: {
        paths: SECRET_HEADERS.flatMap((header) => [`headers["${header}"]`, `*.headers["${header}"]`]),
        censor: '[withheld]',
      },
    },
    destination,
  );

const standardOutput = (): DestinationStream => pino.destination({ fd: 1, sync: false });
