import { ACTOR_HEADER, SIGNATURE_HEADER, sign } from '@jinlin/identity';
import { DEADLINE_HEADER, knock } from '@jinlin/server';
import { Pool } from 'undici';

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

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
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

  async ask({ method, url, body = Buffer.alloc(0), actor = '', headers = {} }: Knock): Promise<Answered> {
    const { secret, patience } = this.options;
    const answer = await this.#pool.request({
      method,
      path: url,
      ...(method !== 'GET' && { body }),
      signal: AbortSignal.timeout(patience),
      headers: {
        ...headers,
        ...(actor && { [ACTOR_HEADER]: actor }),
        [DEADLINE_HEADER]: String(Date.now() + patience),
        [SIGNATURE_HEADER]: sign(secret, actor, knock(method, url, body), Date.now()),
      },
    });
    return {
      status: answer.statusCode,
      headers: answer.headers,
      body: Buffer.from(await answer.body.arrayBuffer()),
    };
  }

  close() {
    return this.#pool.close();
  }
}
