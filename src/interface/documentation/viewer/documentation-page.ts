import { createHash } from 'node:crypto';
import type { Context, Middleware, Next } from 'koa';
import { assets } from './documentation-assets.js';

/**
 * The page that shows a document and can send requests. It loads only the document and the assets of this service.
 * koa2-swagger-ui is imported at the first request, because that takes about 50 ms.
 * @param documentPath path of the OpenAPI document on this server
 * @param publicUrl the first server of the document, which the page may then call from another host, too
 * @returns middleware that answers with the page and its Content-Security-Policy
 */
export async function documentationPage(
  title: string,
  documentPath: string,
  publicUrl?: string,
): Promise<Middleware> {
  const callable = publicUrl === undefined ? "'self'" : `'self' ${new URL(publicUrl).origin}`;
  const { koaSwagger } = await import('koa2-swagger-ui');
  const page = koaSwagger({
    title,
    routePrefix: false,
    hideTopbar: true,
    swaggerCdnUrl: assets.base,
    swaggerVersion: assets.version,
    favicon: `${assets.path}/favicon-32x32.png`,
    customCSS: 'body > svg { position: absolute; width: 0; height: 0; }',
    // The validator would send the document to another host.
    swaggerOptions: { url: documentPath, validatorUrl: null, deepLinking: true },
  });
  return (ctx, next) => ownPartsOnly(ctx, callable, async () => void (await page(ctx, next)));
}

/** Removes from the page everything that would load from other hosts, and sets the policy for the rest. */
async function ownPartsOnly(ctx: Context, callable: string, next: Next): Promise<void> {
  await next();
  const html = withoutForeignParts(ctx.body as string);
  ctx.body = html;
  ctx.set('Content-Security-Policy', policyFor(html, callable));
}

/** The page loads Google Fonts, and has a style attribute, which the policy forbids. `customCSS` has its rule. */
function withoutForeignParts(html: string): string {
  return html.replace(/<link href="https:[^>]*>\s*/, '').replace(/(<svg[^>]*) style="[^"]*"/, '$1');
}

/** Allows our own files, requests to these origins, and the inline scripts and styles of this page by their hashes. */
function policyFor(html: string, callable: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, /<script>(.*?)<\/script>/gs)}`,
    `style-src 'self' ${hashes(html, /<style>(.*?)<\/style>/gs)}`,
    "img-src 'self' data:",
    `connect-src ${callable}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashes(html: string, inline: RegExp): string {
  const contents = [...html.matchAll(inline)].map(([, content = '']) => content);
  return contents
    .map((content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
    .join(' ');
}
