import { html, type Html } from '../discovery/html.js';
import { page } from '../discovery/page.js';
import type { Topic } from './search.js';

/** The page of what a search has found. It needs no script. */
export function searchPage(query: string, found: readonly Topic[]): string {
  return page('Search', query === '' ? hint : results(query, found), { query });
}

const hint = html`<p class="lead">
  The search looks for words in guides, operations and problems, such as <code>cursor</code>,
  <code>If-Match</code> or <code>/v2/loans</code>.
</p>`;

function results(query: string, found: readonly Topic[]): Html {
  if (found.length === 0)
    return html`<p>Nothing has all of these words: <strong>${query}</strong></p>
      <p>Try fewer words, or see <a href="/docs">all guides and operations</a>.</p>`;
  return html`<p class="lead">
      ${found.length === 1 ? '1 page has' : `${found.length} pages have`} all of these words.
    </p>
    <ul class="found">
      ${found.map(
        ({ kind, path, title, lead }) =>
          html`<li><a href="${path}">${title}</a> <span class="kind">${kind}</span><br />${lead}</li>`,
      )}
    </ul>`;
}
