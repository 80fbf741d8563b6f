import type { MountedVersion } from '../../kernel/declaration/version.js';
import { feedOf, feedType } from './changelog-feed.js';
import { versionPath } from '../../kernel/declaration/version.js';

/** The media type of the API catalogue (RFC 9727, 2). */
export const catalogType = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';

export const catalogPath = '/.well-known/api-catalog';

/**
 * All majors, as a link set (RFC 9264) with links to their descriptions (RFC 8631), for programs that discover APIs.
 */
export function apiCatalog(versions: readonly MountedVersion[]): object {
  const homes = versions.map(({ version }) => versionPath(version));
  return {
    linkset: [
      { anchor: catalogPath, item: homes.map((href) => ({ href })) },
      ...versions.map(({ version }) => {
        const home = versionPath(version);
        return {
          anchor: home,
          'service-desc': [{ href: `${home}/openapi.json`, type: 'application/json' }],
          'service-doc': [{ href: `${home}/docs`, type: 'text/html', title: version.title }],
          'service-meta': [
            { href: '/versions', type: 'application/json' },
            { href: feedOf(version).path, type: feedType, title: feedOf(version).title },
          ],
          status: [{ href: '/health/ready', type: 'application/json' }],
        };
      }),
    ],
  };
}
