import type { ContractChange, ChangeExample } from '../../kernel/declaration/contract-change.js';
import { minors, type MountedVersion } from '../../kernel/declaration/version.js';
import type { Addition } from '../../kernel/minors/additions.js';
import { operationsOf } from '../../kernel/minors/minor-form.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';

/** All changes of a major, newest first. The page is made from the change modules, so that it is always complete. */
export function changelogPage(mounted: MountedVersion): string {
  const { version } = mounted;
  const chapters = minors(version)
    .toReversed()
    .map((minor) => chapter(mounted, minor));
  return page(
    `Changelog of ${version.title}`,
    html`<p class="lead">
        Request a minor with the header <code>API-Version</code>. Without a minor, you are answered as
        ${version.baseline}, for ever.
      </p>
      ${chapters}`,
  );
}

function chapter({ version: { baseline, changes }, routes }: MountedVersion, minor: string): Html {
  if (minor === baseline)
    return html`<h2 id="${minor}">${minor}</h2>
      <p>The first minor.</p>`;
  return html`<h2 id="${minor}">${minor}</h2>
    ${changes
      .filter((change) => change.minor === minor)
      .map((change) => entry(change, operationsOf(change, routes)))}`;
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
