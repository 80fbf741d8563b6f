import { createHash } from 'node:crypto';
import type { ParameterizedContext } from 'koa';
import { assets } from './documentation-assets.js';

/** A page for readers, and the Content-Security-Policy under which it runs. */
export interface DocumentationPage {
  readonly html: string;
  readonly policy: string;
}

/**
 * The page that shows a document and tries it out. It loads nothing but the document and the assets of this service.
 * @param documentPath path of the OpenAPI document on this server
 */
export async function documentationPage(title: string, documentPath: string): Promise<DocumentationPage> {
  const html = withoutForeignParts(await render(title, documentPath));
  return { html, policy: policyFor(html) };
}

/**
 * koa2-swagger-ui gives its page as a middleware only; it asks no more of the context than this. It is loaded for the
 * first reader.
 */
async function render(title: string, documentPath: string): Promise<string> {
  const { koaSwagger } = await import('koa2-swagger-ui');
  const ctx = { path: '/', type: '', body: '' };
  const middleware = koaSwagger({
    title,
    routePrefix: false,
    hideTopbar: true,
    swaggerCdnUrl: assets.base,
    swaggerVersion: assets.version,
    favicon: `${assets.path}/favicon-32x32.png`,
    customCSS: 'body > svg { position: absolute; width: 0; height: 0; }',
    // The validator would send the document to a server of others.
    swaggerOptions: { url: documentPath, validatorUrl: null, deepLinking: true },
  });
  void middleware(ctx as unknown as ParameterizedContext, async () => undefined);
  return ctx.body;
}

/** The page asks for fonts of Google, and has a style attribute, which the policy forbids: its rule is in customCSS. */
function withoutForeignParts(html: string): string {
  return html.replace(/<link href="https:[^>]*>\s*/, '').replace(/(<svg[^>]*) style="[^"]*"/, '$1');
}

/** Only our own files, and of what stands in the page itself only what stands there now. */
function policyFor(html: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, /<script>(.*?)<\/script>/gs)}`,
    `style-src 'self' ${hashes(html, /<style>(.*?)<\/style>/gs)}`,
    "img-src 'self' data:",
    "connect-src 'self'",
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
