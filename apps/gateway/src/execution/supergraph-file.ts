import { unwatchFile, watchFile } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { SupergraphSdlHook } from '@apollo/gateway';
import type { FastifyBaseLogger } from 'fastify';

/** Milliseconds between looks at the file. Looking works on every file system, and through a file's replacement. */
const LOOK = 1_000;

/** Takes the supergraph from a file, and again whenever that changes. A faulty file changes nothing. */
export const supergraphFile =
  (path: string, log: FastifyBaseLogger): SupergraphSdlHook =>
  async ({ update }) => {
    const supergraphSdl = await readFile(path, 'utf8').catch((fault) => {
      throw new Error(`The supergraph cannot be read from ${path}. Run npm run compose, or set SUPERGRAPH.`, {
        cause: fault,
      });
    });

    const reload = async () => {
      try {
        update(await readFile(path, 'utf8'));
        log.info({ path }, 'supergraph loaded anew');
      } catch (fault) {
        log.error({ err: fault, path }, 'the supergraph is faulty: the one before stays in use');
      }
    };
    watchFile(path, { interval: LOOK, persistent: false }, reload);
    return { supergraphSdl, cleanup: async () => unwatchFile(path, reload) };
  };
