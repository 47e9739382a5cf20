import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface ServeOptions {
  host: string;
  port: number;
  /** A path at which it listens besides, for callers on the same machine: the loopback network takes longer. */
  socket?: string | undefined;
  /** Lets go of what the app holds (pools, consumers), after the last answer. */
  onStop?: () => void | Promise<void>;
}

/** Milliseconds in which load balancers see that the app is no longer ready, before it stops listening. */
const NOTICE = 500;

/** Milliseconds that a process may take to end, from the signal on. */
const PATIENCE = 15_000;

/**
 * Listens, and ends the process in order when told to (SIGTERM, SIGINT, or the launcher's going away): readiness off,
 * requests in flight answered, resources let go. A second signal ends it at once. Answers with the URL.
 */
export async function serve(
  app: FastifyInstance,
  { host, port, socket, onStop }: ServeOptions,
): Promise<string> {
  await app.listen({ host, port }).catch((fault: NodeJS.ErrnoException) => {
    throw explain(fault, host, port);
  });
  // The port was free, so nobody serves the socket either: a file there is left over.
  const nearby = socket === undefined ? undefined : await listenAt(socket, app);

  let isEnding = false;
  const end = (reason: string) => {
    if (isEnding) return;
    isEnding = true;
    app.log.info({ reason }, 'ending');
    setTimeout(() => process.exit(1), PATIENCE).unref();
    drain(app, nearby, onStop).then(
      () => process.exit(0),
      (fault) => {
        app.log.error({ err: fault }, 'fault while ending');
        process.exit(1);
      },
    );
  };
  let wasSignalled = false;
  const signalled = (signal: string) => {
    if (wasSignalled) process.exit(1);
    wasSignalled = true;
    end(signal);
  };
  process.on('SIGTERM', signalled).on('SIGINT', signalled);
  if (process.send) process.on('disconnect', () => end('launcher gone'));

  const address = app.server.address() as AddressInfo;
  const url = `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
  app.log.info({ url }, 'listening');
  return url;
}

async function listenAt(socket: string, app: FastifyInstance) {
  rmSync(socket, { force: true });
  const { requestTimeout, headersTimeout, keepAliveTimeout } = app.server;
  const server = createServer({ requestTimeout, headersTimeout, keepAliveTimeout }, app.routing);
  await new Promise<void>((listening, failed) => {
    server.once('error', failed).listen(socket, listening);
  });
  return server;
}

async function drain(app: FastifyInstance, nearby: Server | undefined, onStop: ServeOptions['onStop']) {
  app.draining.now = true;
  await new Promise((resolve) => setTimeout(resolve, NOTICE));
  await Promise.all([app.close(), nearby && new Promise((closed) => nearby.close(closed))]);
  await onStop?.();
}

function explain(fault: NodeJS.ErrnoException, host: string, port: number) {
  const say = (what: string) => new Error(what, { cause: fault });
  if (fault.code === 'EADDRINUSE')
    return say(`Port ${port} is in use. End what listens there, or set PORT to another.`);
  if (fault.code === 'EACCES')
    return say(`Port ${port} needs rights this user lacks. Set PORT to one above 1023.`);
  if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND')
    return say(`This machine has no address ${host}. Set HOST to 127.0.0.1 or 0.0.0.0.`);
  return fault;
}
