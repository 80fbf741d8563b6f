import { guidePath, type Guide } from './guide.js';
import { html, type Html } from './html.js';
import { page } from './page.js';

/** A page for every guide, by its path, and an index. */
export function guidePages(guides: readonly Guide[]): ReadonlyMap<string, string> {
  const items = guides.map(
    ({ id, title, updated }) => html`<li><a href="${guidePath(id)}">${title}</a>, ${day(updated)}</li>`,
  );
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
    ...guides.map((guide) => [guidePath(guide.id), guidePage(guide)] as const),
  ]);
}

function guidePage({ title, updated, content }: Guide): string {
  return page(
    title,
    html`<p>Updated on ${day(updated)}.</p>
      ${content}`,
  );
}

function day(date: string): Html {
  return html`<time datetime="${date}">${date}</time>`;
}
