import { createHash } from 'node:crypto';
import type { Context, Middleware, Next } from 'koa';
import { html } from '../discovery/html.js';
import { assets } from './documentation-assets.js';
import { onComplete } from './documentation-script.js';
import { viewerStyle } from './documentation-style.js';

export interface DocumentationPage {
  readonly title: string;
  /** The path of the OpenAPI document on this server. */
  readonly documentPath: string;
  /** The path of the page with samples of the same operations. */
  readonly operationsPath: string;
  /** The first server of the document, which the page may then call from another host, too. */
  readonly publicUrl: string | undefined;
}

/**
 * The page that shows a document and can send requests. It loads only the document and the assets of this service.
 * koa2-swagger-ui is imported at the first request, because that takes about 50 ms.
 * @returns middleware that answers with the page and its Content-Security-Policy
 */
export async function documentationPage({
  title,
  documentPath,
  operationsPath,
  publicUrl,
}: DocumentationPage): Promise<Middleware> {
  const callable = publicUrl === undefined ? "'self'" : `'self' ${new URL(publicUrl).origin}`;
  const { koaSwagger } = await import('koa2-swagger-ui');
  const page = koaSwagger({
    title,
    routePrefix: false,
    hideTopbar: true,
    swaggerCdnUrl: assets.base,
    swaggerVersion: assets.version,
    favicon: `${assets.path}/favicon-32x32.png`,
    customCSS: viewerStyle,
    swaggerOptions: {
      url: documentPath,
      // The validator would send the document to another host.
      validatorUrl: null,
      deepLinking: true,
      filter: true,
      onComplete,
    },
  });
  const wayBack = navigation(operationsPath);
  return (ctx, next) => ownPartsOnly(ctx, { callable, wayBack }, async () => void (await page(ctx, next)));
}

/** Leads back to the other pages of the documentation. */
function navigation(operationsPath: string): string {
  return html`<nav aria-label="Pages">
    <a href="/">Shelflife</a> <a href="/docs">Documentation</a>
    <a href="${operationsPath}">Operations with samples</a> <a href="/docs/search">Search</a>
  </nav>`.text;
}

interface OwnParts {
  /** The origins that the page may send requests to. */
  readonly callable: string;
  readonly wayBack: string;
}

/** Removes from the page everything that would load from other hosts, and sets the policy for the rest. */
async function ownPartsOnly(ctx: Context, { callable, wayBack }: OwnParts, next: Next): Promise<void> {
  await next();
  const page = withoutForeignParts(ctx.body as string).replace(viewer, wayBack + viewer);
  ctx.body = page;
  ctx.set('Content-Security-Policy', policyFor(page, callable));
}

/** The element that Swagger UI fills. */
const viewer = '<div id="swagger-ui"></div>';

/** The page loads Google Fonts, and has a style attribute, which the policy forbids. `viewerStyle` has its rule. */
function withoutForeignParts(page: string): string {
  return page.replace(/<link href="https:[^>]*>\s*/, '').replace(/(<svg[^>]*) style="[^"]*"/, '$1');
}

/** Allows our own files, requests to these origins, and the inline scripts and styles of this page by their hashes. */
function policyFor(page: string, callable: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(page, /<script>(.*?)<\/script>/gs)}`,
    `style-src 'self' ${hashes(page, /<style>(.*?)<\/style>/gs)}`,
    "img-src 'self' data:",
    `connect-src ${callable}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashes(page: string, inline: RegExp): string {
  const contents = [...page.matchAll(inline)].map(([, content = '']) => content);
  return contents
    .map((content) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`)
    .join(' ');
}
