import type { Guide } from '../discovery/guide.js';
import { guideLists } from '../discovery/guide-pages.js';
import { html, type Html } from '../discovery/html.js';
import { page } from '../discovery/page.js';
import type { DocumentedApi } from './documented-api.js';

/** The first page of the documentation: guides, operations of all APIs, problems. */
export function docsPage(guides: readonly Guide[], apis: readonly DocumentedApi[]): string {
  return page(
    'Documentation',
    html`<p class="lead">Everything that you need to write a client of this library.</p>
      <h2 id="guides">Guides</h2>
      ${guideLists(guides)}
      <h2 id="operations">Operations</h2>
      <p>Each with samples in curl, TypeScript and Python, and a page to try it in the browser.</p>
      <ul>
        ${apis.map(links)}
      </ul>
      <h2 id="problems">Problems</h2>
      <p>
        Every refusal has a code, and <a href="/docs/problems">a page for each code</a> says what it means and
        what to do.
      </p>`,
  );
}

function links({ title, minor, home, index }: DocumentedApi): Html {
  return html`<li>
    <a href="${index}">${title}</a> · <a href="${home}/docs?minor=${minor}">try ${title}</a> ·
    <a href="${home}/openapi/${minor}.json">OpenAPI of ${title}</a>
  </li>`;
}
