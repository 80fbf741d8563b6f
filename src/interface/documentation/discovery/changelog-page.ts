import type { ContractChange, ChangeExample } from '../../kernel/declaration/contract-change.js';
import { minors, type ApiVersion } from '../../kernel/declaration/version.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';

/** All changes of a major, newest first. The page is made from the change modules, so that it is always complete. */
export function changelogPage(version: ApiVersion): string {
  const chapters = minors(version)
    .toReversed()
    .map((minor) => chapter(version, minor));
  return page(
    `Changelog of ${version.title}`,
    html`<p class="lead">
        Request a minor with the header <code>API-Version</code>. Without a minor, you are answered as
        ${version.baseline}, for ever.
      </p>
      ${chapters}`,
  );
}

function chapter({ baseline, changes }: ApiVersion, minor: string): Html {
  if (minor === baseline)
    return html`<h2 id="${minor}">${minor}</h2>
      <p>The first minor.</p>`;
  return html`<h2 id="${minor}">${minor}</h2>
    ${changes.filter((change) => change.minor === minor).map(entry)}`;
}

function entry({ id, title, why, operations, example }: ContractChange): Html {
  return html`<article id="${id}">
    <h3>${prose(title)}</h3>
    <p>${prose(why)}</p>
    <p>Operations: ${operations.map((each, at) => html`${at === 0 ? '' : ', '}<code>${each}</code>`)}.</p>
    ${example ? beforeAndAfter(example) : ''}
  </article>`;
}

function beforeAndAfter({ operationId, before, after }: ChangeExample): Html {
  return html`<p>Example: <code>${operationId}</code> before the change:</p>
    <pre tabindex="0">${JSON.stringify(before, null, 2)}</pre>
    <p>and after it:</p>
    <pre tabindex="0">${JSON.stringify(after, null, 2)}</pre>`;
}
