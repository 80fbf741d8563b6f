import type { ContractChange, ChangeExample } from '../../kernel/declaration/contract-change.js';
import { minors, type ApiVersion } from '../../kernel/declaration/version.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';

/** All that has changed in a major, newest first; made of the changes themselves, so that it cannot lag behind. */
export function changelogPage(version: ApiVersion): string {
  const chapters = minors(version)
    .toReversed()
    .map((minor) => chapter(version, minor));
  return page(
    `What has changed in ${version.title}`,
    html`<p class="lead">
        Each minor is asked for with the header <code>API-Version</code>. Who asks for none is answered as
        ${version.baseline}, as on the first day.
      </p>
      ${chapters}`,
  );
}

function chapter({ baseline, changes }: ApiVersion, minor: string): Html {
  if (minor === baseline)
    return html`<h2 id="${minor}">${minor}</h2>
      <p>Where it begins.</p>`;
  return html`<h2 id="${minor}">${minor}</h2>
    ${changes.filter((change) => change.minor === minor).map(entry)}`;
}

function entry({ id, title, why, operations, example }: ContractChange): Html {
  return html`<article id="${id}">
    <h3>${prose(title)}</h3>
    <p>${prose(why)}</p>
    <p>It concerns ${operations.map((each, at) => html`${at === 0 ? '' : ', '}<code>${each}</code>`)}.</p>
    ${example ? beforeAndAfter(example) : ''}
  </article>`;
}

function beforeAndAfter({ operationId, before, after }: ChangeExample): Html {
  return html`<p>For instance <code>${operationId}</code>, before:</p>
    <pre tabindex="0">${JSON.stringify(before, null, 2)}</pre>
    <p>and since then:</p>
    <pre tabindex="0">${JSON.stringify(after, null, 2)}</pre>`;
}
