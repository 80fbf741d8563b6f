import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Middleware } from 'koa';
import { sendResponse, withHeaders, type CompleteResponse } from '../../kernel/answer/encoded-response.js';

const require = createRequire(import.meta.url);
const { version } = require('swagger-ui-dist/package.json') as { version: string };

/** The paths of the files of the documentation page. They contain the version of the package. */
export const assets = { base: '/docs/assets', version, path: `/docs/assets/${version}` } as const;

interface File {
  readonly type: string;
  /** Where it is installed. */
  readonly place: string;
}

/** Name in the path, media type, and name in the package. Only these files are served. */
const names = [
  ['swagger-ui-bundle.js', 'text/javascript', 'swagger-ui-bundle.js'],
  ['swagger-ui-standalone-preset.js', 'text/javascript', 'swagger-ui-standalone-preset.js'],
  ['swagger-ui.min.css', 'text/css', 'swagger-ui.css'],
  ['favicon-32x32.png', 'image/png', 'favicon-32x32.png'],
] as const;

/**
 * Serves the files of the documentation pages of all versions, exempt from all limits. The browser of a reader never
 * sends a request to another host. A file is read when it is first asked for, because many instances never show the
 * documentation, and its 4 MB would be a twentieth of their heap.
 * @throws Error when a file is not installed
 */
export function documentationAssets(): Middleware {
  const files = new Map<string, File>(
    names.map(([name, type, from]) => [
      `${assets.path}/${name}`,
      { type, place: require.resolve(`swagger-ui-dist/${from}`) },
    ]),
  );
  const kept = new Map<File, CompleteResponse | Buffer>();
  return async (ctx, next) => {
    const file = files.get(ctx.path);
    if (!file || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    const page = kept.get(file) ?? (await read(file));
    kept.set(file, page);
    if (!Buffer.isBuffer(page)) return sendResponse({ ctx, caller: { role: 'anonymous' } }, page);
    ctx.set(forEver);
    ctx.type = 'image/png';
    ctx.body = page;
  };
}

const forEver = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** A text, which can be sent compressed, or the bytes of a picture. */
async function read({ type, place }: File): Promise<CompleteResponse | Buffer> {
  const content = await readFile(place);
  if (type === 'image/png') return content;
  return withHeaders({ status: 200, mediaType: type, headers: forEver, body: content.toString() }, true);
}
