import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** What apps/gateway/explorer/build.mjs makes. */
const BUILT = join(__dirname, '../dist/explorer');

/**
 * Only what this server itself sends, and no frames. The two exceptions are the editor's: it writes its themes into
 * style elements, and draws the waves below an error as images from data.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** A file, or a folder made by the build; never a way out of them. */
const NAME = /^[\w-]+(\.[\w-]+)*$/;

/** Serves the explorer at `/`, where it is allowed. Files are looked for at each request: the build may still be at work. */
export function serveExplorer(app: FastifyInstance, isAllowed: boolean, folder = BUILT) {
  if (!isAllowed) return;

  app.get('/', async (_, reply) => {
    const page = await contentsOf(join(folder, 'index.html'));
    reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache');
    if (page) return reply.type('text/html; charset=utf-8').send(page);
    return reply.code(503).header('retry-after', '5').type('text/plain; charset=utf-8').send(NOT_BUILT);
  });

  app.get<{ Params: { build: string; name: string } }>('/assets/:build/:name', async (request, reply) => {
    const { build, name } = request.params;
    const type = TYPES[extname(name)];
    if (!type || !NAME.test(build) || !NAME.test(name)) return reply.callNotFound();

    const isZipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const asset = await contentsOf(join(folder, 'assets', build, isZipped ? `${name}.gz` : name));
    if (!asset) return reply.callNotFound();

    if (isZipped) reply.header('content-encoding', 'gzip');
    return reply
      .header('content-security-policy', POLICY)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(type)
      .send(asset);
  });
}

const NOT_BUILT =
  '探索页还没有构建好，请稍后再试。 The explorer is not built yet; try again in a moment.\n' +
  'node apps/gateway/explorer/build.mjs\n';

/** Undefined when there is no such file. */
const contentsOf = (path: string) =>
  readFile(path).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return undefined;
    throw fault;
  });
