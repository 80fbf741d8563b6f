import { guidePath, type Guide } from './guide.js';
import { html, prose, type Html } from './html.js';
import { page } from './page.js';

/** A page for every guide, by its path, and an index. Each is made when it is asked for. */
export function guidePages(guides: readonly Guide[]): ReadonlyMap<string, () => Promise<string>> {
  return new Map([
    ['/docs/guides', async () => page('Guides', guideLists(guides))],
    ...guides.map((guide) => [guidePath(guide.id), () => guidePage(guide)] as const),
  ]);
}

/** All guides with a link to each: those that explain, and those that tell what to change. */
export function guideLists(guides: readonly Guide[]): Html {
  const changes = guides.filter(({ summary }) => summary === undefined);
  return html`${list(guides.filter(({ summary }) => summary !== undefined))}
    <h2 id="changes">What to change in your code</h2>
    ${
      changes.length === 0
        ? html`<p>Nothing is deprecated.</p>`
        : html`<p>On the way to the next major, or before something goes away:</p>
            ${list(changes)}`
    }`;
}

function list(guides: readonly Guide[]): Html {
  return html`<ul>
    ${guides.map(
      ({ id, title, summary, updated }) =>
        html`<li>
          <a href="${guidePath(id)}">${title}</a>${summary === undefined ? '' : html`: ${prose(summary)}`}${
            updated === undefined ? '' : html`, ${day(updated)}`
          }
        </li>`,
    )}
  </ul>`;
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
