import { ACTOR_HEADER, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { DEADLINE_HEADER, knock } from '@jinlin/server';
import { type Dispatcher, Pool } from 'undici';

/** A request to a door of a subgraph, beside its GraphQL. */
export interface Knock {
  method: 'GET' | 'POST' | 'DELETE';
  /** Path and query. */
  url: string;
  body?: Buffer;
  /** The actor as the signature covers it; empty for nobody. */
  actor?: string;
  /** Headers that go along, such as the content type. */
  headers?: Record<string, string>;
}

export interface Answered<Body = Buffer> {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Body;
}

/** A subgraph as a server of more than GraphQL. Whatever it is asked is signed. */
export class Backend {
  readonly #pool: Pool;

  constructor(
    readonly options: { url: string; socket?: string | undefined; secret: string; patience: number },
  ) {
    this.#pool = new Pool(new URL(options.url).origin, {
      connections: 64,
      keepAliveTimeout: 30_000,
      ...(options.socket && { socketPath: options.socket }),
    });
  }

  async ask(asked: Knock): Promise<Answered> {
    const { body, ...answer } = await this.open(asked, AbortSignal.timeout(this.options.patience));
    return { ...answer, body: Buffer.from(await body.arrayBuffer()) };
  }

  /** The answer with its body as it comes, for what may be too long to keep; it may take its time between two parts. */
  async open(
    { method, url, body = Buffer.alloc(0), actor = '', headers = {} }: Knock,
    signal?: AbortSignal,
  ): Promise<Answered<Dispatcher.ResponseData['body']>> {
    const { secret, patience } = this.options;
    const answer = await this.#pool.request({
      method,
      path: url,
      ...(method !== 'GET' && { body }),
      ...(signal && { signal }),
      headersTimeout: patience,
      bodyTimeout: patience,
      headers: {
        ...headers,
        ...(actor && { [ACTOR_HEADER]: actor }),
        [DEADLINE_HEADER]: String(Date.now() + patience),
        [SIGNATURE_HEADER]: sign(secret, actor, knock(method, url, body), Date.now()),
      },
    });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body };
  }

  close() {
    return this.#pool.close();
  }
}
