import type { Middleware } from 'koa';
import type { Clock } from '../../../application/kernel/clock.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { MountedVersion } from '../../kernel/declaration/version.js';
import { sendResponse } from '../../kernel/answer/encoded-response.js';
import { methodNotAllowed } from '../../kernel/errors/refusals.js';
import { versionPath } from '../../kernel/declaration/version.js';
import { apiCatalog, catalogPath, catalogType } from './api-catalog.js';
import { changelogFeed, feedOf, feedType, type ReleaseDays } from './changelog-feed.js';
import { changelogPage } from './changelog-page.js';
import type { Guide } from './guide.js';
import { guidePages } from './guide-pages.js';
import { homePage, type PageLink } from './home-page.js';
import { always, answer, assetAnswer, htmlAnswer, once, prefersJson, type Page } from './page-answers.js';
import { pageAssets } from './style.js';
import { viewVersions } from './versions-view.js';
import type { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';

export interface DiscoveryParts {
  readonly versions: readonly MountedVersion[];
  readonly guides: readonly Guide[];
  /** The pages of features that the home page names. */
  readonly links: readonly PageLink[];
  /** The pages of the refusal codes, by their paths. */
  readonly problems: ReadonlyMap<string, string>;
  /** All other pages of the documentation, by their paths. */
  readonly handbook: ReadonlyMap<string, Page>;
  readonly clock: Clock;
  readonly lifecycles: LifecycleStates;
  readonly releases: ReleaseDays;
  /** The URL of the service as people reach it; undefined in development, where it is this machine. */
  readonly publicUrl?: string | undefined;
}

/**
 * The entry points for clients that know only the host: home page, versions as JSON, changelogs with their feeds, guides,
 * problem pages and the handbook. They are unversioned, read-only and exempt from all limits.
 */
export function discovery(parts: DiscoveryParts): Middleware {
  const pages = pagesOf(parts);
  return async (ctx, next) => {
    const page = pages.get(ctx.path.replace(/(.)\/$/, '$1'));
    if (!page) return next();
    if (ctx.method === 'GET' || ctx.method === 'HEAD')
      return sendResponse({ ctx, caller: { role: 'anonymous' } }, await page(ctx));
    ctx.set('Allow', 'GET, HEAD, OPTIONS');
    if (ctx.method !== 'OPTIONS') throw new Refusal(methodNotAllowed);
    ctx.status = 204;
  };
}

function pagesOf(parts: DiscoveryParts): ReadonlyMap<string, Page> {
  const { versions, guides, links, problems, clock, lifecycles, releases } = parts;
  const catalog = answer(catalogType, JSON.stringify(apiCatalog(versions)), toCatalog);
  const view = () => viewVersions(versions, { now: clock.now(), lifecycles });
  const asJson = () => answer('application/json', JSON.stringify({ versions: view() }), toCatalog);
  const viewAnswer = (at: number) => answer('application/json', JSON.stringify(view()[at]), toCatalog);
  const asPage = () => htmlAnswer(homePage(view(), guides, links), toCatalog);
  return new Map<string, Page>([
    ['/', (ctx) => (prefersJson(ctx) ? asJson() : asPage())],
    ['/versions', asJson],
    ...versions.map((mounted, at) => [versionPath(mounted.version), () => viewAnswer(at)] as const),
    [catalogPath, () => catalog],
    ...feedsOf(parts),
    ...versions.map((mounted) => {
      const page = once(async () => htmlAnswer(changelogPage(mounted, releases)));
      return [`/docs/changelog${versionPath(mounted.version)}`, page] as const;
    }),
    ...[...problems].map(([path, text]) => [path, always(htmlAnswer(text))] as const),
    ...[...guidePages(guides)].map(
      ([path, text]) => [path, once(async () => htmlAnswer(await text()))] as const,
    ),
    ...parts.handbook,
    ...Object.values(pageAssets).map((asset) => [asset.path, always(assetAnswer(asset))] as const),
  ]);
}

/** The feed of all majors, and that of each. Its links are absolute, and never contain the host of a request. */
function feedsOf({ versions, releases, publicUrl }: DiscoveryParts): (readonly [string, Page])[] {
  const majors = versions.map(({ version }) => version);
  return [undefined, ...majors].map((version) => [
    feedOf(version).path,
    ({ req }) => {
      const home = publicUrl ?? `http://localhost:${req.socket.localPort}`;
      return answer(feedType, changelogFeed(majors, releases, home, version), {});
    },
  ]);
}

/** Link to the API catalogue (RFC 9727, 3). */
const toCatalog = { Link: `<${catalogPath}>; rel="api-catalog"` };
