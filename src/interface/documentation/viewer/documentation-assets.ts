import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Middleware } from 'koa';

const require = createRequire(import.meta.url);
const { version } = require('swagger-ui-dist/package.json') as { version: string };

/** Where the files of the documentation page are; a new version of them has a new address. */
export const assets = { base: '/docs/assets', version, path: `/docs/assets/${version}` } as const;

/** Name in the address → type, and name in the package where it differs. Nothing else is ever served. */
const files: readonly { readonly name: string; readonly type: string; readonly from?: string }[] = [
  { name: 'swagger-ui-bundle.js', type: 'text/javascript' },
  { name: 'swagger-ui-standalone-preset.js', type: 'text/javascript' },
  { name: 'swagger-ui.min.css', type: 'text/css', from: 'swagger-ui.css' },
  { name: 'favicon-32x32.png', type: 'image/png' },
];

/**
 * Serves what the documentation pages of all versions load, outside of all limits, so that no request of a reader
 * goes to anybody else. The files are read once, when the service starts.
 */
export function documentationAssets(): Middleware {
  const pages = new Map(
    files.map(({ name, type, from = name }) => {
      return [
        `${assets.path}/${name}`,
        { type, content: readFileSync(require.resolve(`swagger-ui-dist/${from}`)) },
      ];
    }),
  );
  return async (ctx, next) => {
    const page = pages.get(ctx.path);
    if (!page || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next();
    ctx.set('Cache-Control', 'public, max-age=31536000, immutable');
    ctx.type = page.type;
    ctx.body = page.content;
  };
}
