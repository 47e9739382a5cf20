import { ACTOR_HEADER, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { DEADLINE_HEADER } from '@jinlin/server';
import type { FastifyBaseLogger } from 'fastify';
import type { Histogram } from 'prom-client';
import { type Dispatcher, Pool } from 'undici';
import type { Asker } from './asking';
import { tooLate, unavailable } from './errors';
import type { Patience } from './patience';
import type { Service } from './service';

export interface HttpServiceOptions {
  name: string;
  url: string;
  /** Where the subgraph listens besides, when it runs on this machine. */
  socket?: string | undefined;
  secret: string;
  duration: Histogram<'subgraph' | 'outcome'>;
  log: FastifyBaseLogger;
}

/** Connections to one subgraph. Each subgraph has one thread: what more of them carried would only wait there. */
const CONNECTIONS = 64;

/** Milliseconds after which a subgraph that does not say whether it is ready is not. */
const PATIENCE_FOR_READINESS = 1_000;

/** One subgraph, reached over connections that stay open. Whatever it is asked is signed, and given up with the asker. */
export class HttpService implements Service {
  readonly #options: HttpServiceOptions;
  readonly #path: string;
  readonly #pool: Pool;

  constructor(options: HttpServiceOptions) {
    const { origin, pathname } = new URL(options.url);
    this.#options = options;
    this.#path = pathname;
    // Idle connections are let go well before the subgraph would close them under a request.
    this.#pool = new Pool(origin, {
      connections: CONNECTIONS,
      pipelining: 1,
      keepAliveTimeout: 30_000,
      ...(options.socket && { socketPath: options.socket }),
    });
  }

  get name() {
    return this.#options.name;
  }

  /** Posts a body of JSON. A query is asked again when its connection broke before an answer began. */
  async ask(body: string, asker: Asker, isQuery: boolean): Promise<unknown> {
    const start = performance.now();
    try {
      const answer = await this.#post(body, asker).catch((fault) => {
        if (isQuery && isBrokenConnection(fault) && !asker.patience.ending) return this.#post(body, asker);
        throw fault;
      });
      this.#measure('ANSWERED', start);
      return answer;
    } catch (fault) {
      this.#measure(asker.patience.ending ?? 'FAILED', start);
      if (asker.patience.ending) throw tooLate(this.name);

      const { message: reason } = fault as Error;
      this.#options.log.warn({ subgraph: this.name, reason, traceId: asker.requestId }, 'no answer');
      throw unavailable(this.name);
    }
  }

  /** A server of another make may have no such page: that it answers must do. */
  async isReady() {
    try {
      const signal = AbortSignal.timeout(PATIENCE_FOR_READINESS);
      const { statusCode, body } = await this.#pool.request({ method: 'GET', path: '/readyz', signal });
      await body.dump();
      return statusCode < 500;
    } catch {
      return false;
    }
  }

  close() {
    return this.#pool.close();
  }

  #measure(outcome: string, start: number) {
    const seconds = (performance.now() - start) / 1000;
    this.#options.duration.labels({ subgraph: this.name, outcome }).observe(seconds);
  }

  #post(body: string, { actor, language, requestId, patience }: Asker) {
    const headers = [
      ...['content-type', 'application/json'],
      ...['accept-language', language],
      ...['x-request-id', requestId],
      ...[DEADLINE_HEADER, String(patience.deadline)],
      ...[SIGNATURE_HEADER, sign(this.#options.secret, actor, body, Date.now())],
    ];
    if (actor) headers.push(ACTOR_HEADER, actor);

    return new Promise<unknown>((resolve, reject) => {
      const reception = new Reception(patience, resolve, reject);
      this.#pool.dispatch({ method: 'POST', path: this.#path, headers, body }, reception);
    });
  }
}

/** Receives one answer: its status, its bytes, its end; or gives it up, also while it still waits for a connection. */
class Reception implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  readonly #forget: () => void;
  #status = 0;
  #request: Dispatcher.DispatchController | undefined;

  constructor(
    readonly patience: Patience,
    readonly resolve: (answer: unknown) => void,
    readonly reject: (fault: unknown) => void,
  ) {
    this.#forget = patience.whenOver(() => this.#giveUp());
  }

  #giveUp() {
    const over = new Error('Nobody waits for the answer any more.');
    this.#request?.abort(over);
    this.reject(over);
  }

  onRequestStart(request: Dispatcher.DispatchController) {
    this.#request = request;
    if (this.patience.ending) this.#giveUp();
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number) {
    this.#status = status;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer) {
    this.#chunks.push(chunk);
  }

  onResponseEnd() {
    this.#forget();
    const text = (this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)).toString();
    if (this.#status !== 200) return this.reject(new Error(`It answered with status ${this.#status}.`));
    try {
      this.resolve(JSON.parse(text));
    } catch (fault) {
      this.reject(fault);
    }
  }

  onResponseError(_: Dispatcher.DispatchController, fault: Error) {
    this.#forget();
    this.reject(fault);
  }
}

const BROKEN = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** Whether a connection that stood open was closed from the other side just when it was used. */
const isBrokenConnection = (fault: unknown) => BROKEN.includes((fault as { code?: string }).code ?? '');
