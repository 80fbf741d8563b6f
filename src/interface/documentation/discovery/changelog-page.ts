import type { ContractChange, ChangeExample } from '../../kernel/declaration/contract-change.js';
import { minors, type MountedVersion } from '../../kernel/declaration/version.js';
import type { Addition } from '../../kernel/declaration/additions.js';
import { operationsOf } from '../../kernel/minors/minor-form.js';
import { feedOf, type ReleaseDays } from './changelog-feed.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';

/** All changes of a major, newest first. The page is made from the change modules, so that it is always complete. */
export function changelogPage(mounted: MountedVersion, releases: ReleaseDays): string {
  const { version } = mounted;
  const chapters = minors(version)
    .toReversed()
    .map((minor) => chapter(mounted, minor, releases.get(minor)));
  return page(
    `Changelog of ${version.title}`,
    html`<p class="lead">
        Request a minor with the header <code>API-Version</code>. Without a minor, you are answered as
        ${version.baseline}, for ever. <a href="${feedOf(version).path}">Follow the changes</a> in a feed
        reader.
      </p>
      ${chapters}`,
    { feeds: [feedOf(version), feedOf()] },
  );
}

function chapter(
  { version: { baseline, changes }, routes }: MountedVersion,
  minor: string,
  day: string | undefined,
): Html {
  const released = day === undefined ? 'A draft: it can still change.' : html`Released on ${dayAsTime(day)}.`;
  return html`<h2 id="${minor}">${minor}</h2>
    <p>${minor === baseline ? 'The first minor. ' : ''}${released}</p>
    ${changes
      .filter((change) => change.minor === minor)
      .map((change) => entry(change, operationsOf(change, routes)))}`;
}

function dayAsTime(day: string): Html {
  return html`<time datetime="${day}">${day}</time>`;
}

function entry({ id, title, why, adds = [], example }: ContractChange, operations: readonly string[]): Html {
  return html`<article id="${id}">
    <h3>${prose(title)}</h3>
    <p>${prose(why)}</p>
    <p>Operations: ${operations.map((each, at) => html`${at === 0 ? '' : ', '}<code>${each}</code>`)}.</p>
    ${standInsOf(adds)} ${example ? beforeAndAfter(example) : ''}
  </article>`;
}

/** What clients of the minors before get instead of a new value or code. */
function standInsOf(adds: readonly Addition[]): Html | '' {
  const pairs = adds.flatMap((each): (readonly [string, string])[] => {
    if (each.adds === 'code') return [[each.reason.code, each.standIn.code]];
    return each.adds === 'values' ? Object.entries(each.standIns ?? {}) : [];
  });
  if (pairs.length === 0) return '';
  return html`<p>Older minors answer:</p>
    <ul>
      ${pairs.map(([now, before]) => html`<li><code>${before}</code> instead of <code>${now}</code></li>`)}
    </ul>`;
}

function beforeAndAfter({ operationId, before, after }: ChangeExample): Html {
  return html`<p>Example: <code>${operationId}</code> before the change:</p>
    <pre tabindex="0">${JSON.stringify(before, null, 2)}</pre>
    <p>and after it:</p>
    <pre tabindex="0">${JSON.stringify(after, null, 2)}</pre>`;
}
