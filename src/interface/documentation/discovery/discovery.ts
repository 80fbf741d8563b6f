import type { Context, Middleware } from 'koa';
import type { Clock } from '../../../application/kernel/clock.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import { sendResponse, withHeaders, type EncodedResponse } from '../../kernel/answer/encoded-response.js';
import { acceptedType } from '../../kernel/input/accepted-type.js';
import { methodNotAllowed, notAcceptable } from '../../kernel/errors/refusals.js';
import { versionPath } from '../../kernel/declaration/version.js';
import { apiCatalog, catalogPath, catalogType } from './api-catalog.js';
import { changelogPage } from './changelog-page.js';
import type { Guide } from './guide.js';
import { guidePages } from './guide-pages.js';
import { homePage } from './home-page.js';
import { pagePolicy } from './page.js';
import type { AdviceByCode } from '../problems/advice.js';
import { problemPages } from '../problems/problem-pages.js';
import { pageAssets, type Asset } from './style.js';
import { viewVersions } from './versions-view.js';

export interface DiscoveryParts {
  readonly versions: readonly MountedVersion[];
  readonly guides: readonly Guide[];
  /** Of the features, on the refusal codes that they own. */
  readonly advice: AdviceByCode;
  readonly clock: Clock;
}

type Page = (ctx: Context) => EncodedResponse;

/**
 * The entry points for clients that know only the host: home page, versions as JSON, changelogs, guides and problem
 * pages. They are unversioned, read-only and exempt from all limits.
 */
export function discovery(parts: DiscoveryParts): Middleware {
  const pages = pagesOf(parts);
  return async (ctx, next) => {
    const page = pages.get(ctx.path.replace(/(.)\/$/, '$1'));
    if (!page) return next();
    if (ctx.method === 'GET' || ctx.method === 'HEAD')
      return sendResponse({ ctx, caller: { role: 'anonymous' } }, withHeaders(page(ctx), true));
    ctx.set('Allow', 'GET, HEAD, OPTIONS');
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
  };
}

function pagesOf({ versions, guides, advice, clock }: DiscoveryParts): ReadonlyMap<string, Page> {
  const catalog = JSON.stringify(apiCatalog(versions));
  const texts = [
    ...versions.map(
      (mounted) => [`/docs/changelog${versionPath(mounted.version)}`, changelogPage(mounted)] as const,
    ),
    ...guidePages(guides),
    ...problemPages(versions, advice),
  ];
  const view = () => viewVersions(versions, clock.now());
  const asJson = () => answer('application/json', JSON.stringify({ versions: view() }), toCatalog);
  const viewAnswer = (at: number) => answer('application/json', JSON.stringify(view()[at]), toCatalog);
  const asPage = () => htmlAnswer(homePage(view()), toCatalog);
  return new Map<string, Page>([
    ['/', (ctx) => (prefersJson(ctx) ? asJson() : asPage())],
    ['/versions', asJson],
    ...versions.map((mounted, at) => [versionPath(mounted.version), () => viewAnswer(at)] as const),
    [catalogPath, () => answer(catalogType, catalog, toCatalog)],
    ...texts.map(([path, text]) => [path, () => htmlAnswer(text)] as const),
    ...Object.values(pageAssets).map((asset) => [asset.path, () => assetAnswer(asset)] as const),
  ]);
}

/** Link to the API catalogue (RFC 9727, 3). */
const toCatalog = { Link: `<${catalogPath}>; rel="api-catalog"` };

/** @throws Refusal `request.not_acceptable` */
function prefersJson(ctx: Context): boolean {
  ctx.vary('Accept');
  const type = acceptedType(ctx.req.headers.accept, ['text/html', 'application/json']);
  if (type === undefined) throw new Refusal(notAcceptable);
  return type === 'application/json';
}

function htmlAnswer(text: string, headers: EncodedResponse['headers'] = {}): EncodedResponse {
  return answer('text/html', text, { 'Content-Security-Policy': pagePolicy, ...headers });
}

function assetAnswer({ type, text }: Asset): EncodedResponse {
  return answer(type, text, { 'Cache-Control': 'public, max-age=31536000, immutable' });
}

function answer(mediaType: string, body: string, headers: EncodedResponse['headers']): EncodedResponse {
  return { status: 200, mediaType, headers, body };
}
