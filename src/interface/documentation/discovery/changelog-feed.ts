import type { ContractChange } from '../../kernel/declaration/contract-change.js';
import { minors, versionPath, type ApiVersion } from '../../kernel/declaration/version.js';
import { html, type Html } from './html.js';

/** Minor → the day of its release. All other minors are drafts, of which a feed tells nothing. */
export type ReleaseDays = ReadonlyMap<string, string>;

export const feedType = 'application/atom+xml';

/** Path and title of the feed of a major; of all of them without one. */
export function feedOf(version?: ApiVersion): { readonly path: string; readonly title: string } {
  return version
    ? { path: `/docs/changelog${versionPath(version)}.atom`, title: `Changes of ${version.title}` }
    : { path: '/docs/changelog.atom', title: 'Changes of all versions of Shelflife' };
}

/** What an entry tells: a change, or the first minor of a major. */
interface Entry {
  readonly version: ApiVersion;
  readonly minor: string;
  readonly day: string;
  /** Of the part of the changelog page. */
  readonly anchor: string;
  readonly title: string;
  readonly text: string;
}

/**
 * The changes of released minors as an Atom feed (RFC 4287), newest first.
 * @param version the major; all of them without one
 * @param home the public URL of the service: all links are absolute
 */
export function changelogFeed(
  versions: readonly ApiVersion[],
  releases: ReleaseDays,
  home: string,
  version?: ApiVersion,
): string {
  const { path, title } = feedOf(version);
  const entries = (version ? [version] : versions)
    .flatMap((each) => entriesOf(each, releases))
    .toSorted((a, b) => b.day.localeCompare(a.day));
  const page = version ? `/docs/changelog${versionPath(version)}` : '/';
  // The html template escapes for XML as well: it writes character references by number.
  const feed = html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>${tagUri(home, path)}</id>
    <title>${title}</title>
    <updated>${instant(entries[0]?.day ?? beforeEveryRelease)}</updated>
    <author><name>Shelflife</name></author>
    <link rel="self" type="${feedType}" href="${home}${path}" />
    <link rel="alternate" type="text/html" href="${home}${page}" />
    ${entries.map((each) => entry(home, each))}
  </feed>`;
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed.text}\n`;
}

/** An Atom feed needs a date, also one without entries. */
const beforeEveryRelease = '2026-01-01';

function entriesOf(version: ApiVersion, releases: ReleaseDays): Entry[] {
  return minors(version)
    .toReversed()
    .flatMap((minor) => {
      const day = releases.get(minor);
      return day === undefined ? [] : entriesOfMinor(version, minor, day);
    });
}

function entriesOfMinor(version: ApiVersion, minor: string, day: string): Entry[] {
  const { title, baseline, changes } = version;
  if (minor === baseline)
    return [{ version, minor, day, anchor: minor, title: 'The first minor', text: `${title} is released.` }];
  const asEntry = ({ id, title: said, why }: ContractChange): Entry => {
    return { version, minor, day, anchor: id, title: plain(said), text: plain(why) };
  };
  return changes.filter((change) => change.minor === minor).map(asEntry);
}

function entry(home: string, { version, minor, day, anchor, title, text }: Entry): Html {
  const path = `/docs/changelog${versionPath(version)}#${anchor}`;
  return html`<entry>
    <id>${tagUri(home, path)}</id>
    <title>${minor}: ${title}</title>
    <published>${instant(day)}</published>
    <updated>${instant(day)}</updated>
    <link rel="alternate" type="text/html" href="${home}${path}" />
    <category term="${minor}" />
    <content type="text">${text}</content>
  </entry> `;
}

/** An id that stays when the service moves to another path or port (RFC 4151). */
function tagUri(home: string, path: string): string {
  return `tag:${new URL(home).hostname},2026:${path}`;
}

function instant(day: string): string {
  return `${day}T00:00:00Z`;
}

/** Without the backticks around code. */
function plain(sentence: string): string {
  return sentence.replaceAll('`', '');
}
