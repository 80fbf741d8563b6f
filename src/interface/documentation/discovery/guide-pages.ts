import { guidePath, type Guide } from './guide.js';
import { html } from './html.js';
import { page } from './page.js';

/** A page for every guide, by its path, and an index. */
export function guidePages(guides: readonly Guide[]): ReadonlyMap<string, string> {
  const items = guides.map(({ id, title }) => html`<li><a href="${guidePath(id)}">${title}</a></li>`);
  const list =
    items.length === 0
      ? html`<p>Nothing is deprecated.</p>`
      : html`<ul>
          ${items}
        </ul>`;
  const lead = html`<p class="lead">
    Each guide says what to change in your code before something goes away.
  </p>`;
  return new Map([
    ['/docs/guides', page('Guides', html`${lead}${list}`)],
    ...guides.map(({ id, title, content }) => [guidePath(id), page(title, content)] as const),
  ]);
}
