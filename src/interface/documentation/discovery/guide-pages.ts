import { guidePath, type Guide } from './guide.js';
import { html, type Html } from './html.js';
import { page } from './page.js';

/** A page for every guide, by its path, and an index. Each is made when it is asked for. */
export function guidePages(guides: readonly Guide[]): ReadonlyMap<string, () => Promise<string>> {
  const items = guides.map(
    ({ id, title, updated }) =>
      html`<li>
        <a href="${guidePath(id)}">${title}</a>${updated === undefined ? '' : html`, ${day(updated)}`}
      </li>`,
  );
  const list =
    items.length === 0
      ? html`<p>Nothing is deprecated.</p>`
      : html`<ul>
          ${items}
        </ul>`;
  const lead = html`<p class="lead">
    Each guide says what to change in your code, on the way to the next major or before something goes away.
  </p>`;
  return new Map([
    ['/docs/guides', async () => page('Guides', html`${lead}${list}`)],
    ...guides.map((guide) => [guidePath(guide.id), () => guidePage(guide)] as const),
  ]);
}

async function guidePage({ title, updated, content }: Guide): Promise<string> {
  return page(
    title,
    html`${updated === undefined ? '' : html`<p>Updated on ${day(updated)}.</p>`}
    ${typeof content === 'function' ? await content() : content}`,
  );
}

function day(date: string): Html {
  return html`<time datetime="${date}">${date}</time>`;
}
