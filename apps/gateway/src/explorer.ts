import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/** The editor writes its colours into the page and runs its workers from blobs; everything comes from here. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the explorer, which was built into a folder beforehand, at `/`. Only the files that are there can be had. */
export function serveExplorer(app: FastifyInstance, folder: string) {
  const files = filesIn(folder);
  for (const file of files) {
    const isPage = file === 'index.html';
    const content = readFileSync(join(folder, file));
    app.get(isPage ? '/' : `/${file}`, (_, reply) =>
      reply
        .headers({
          'content-security-policy': POLICY,
          // The names of all files but the page change with what is in them.
          'cache-control': isPage ? 'no-cache' : 'public, max-age=31536000, immutable',
        })
        .type(TYPES[extname(file)] ?? 'application/octet-stream')
        .send(content),
    );
  }
  return files.length > 0;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  } catch {
    return [];
  }
}
