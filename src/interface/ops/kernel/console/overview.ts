import { html, type Html } from '../../../documentation/discovery/html.js';
import type { ConsolePage, Glance } from './console-page.js';
import { badge } from './parts.js';

/** The first page: a tile for everything that an operator has to know, the worst ones first. */
export function overview(pages: readonly ConsolePage[]): ConsolePage {
  return {
    path: '',
    title: 'Overview',
    place: 0,
    glances: () => Promise.resolve([]),
    content: async () => {
      const all = await Promise.all(
        pages.map(async (page) => (await page.glances()).map((glance) => ({ page, glance }))),
      );
      const tiles = all.flat().toSorted((a, b) => rank[b.glance.health] - rank[a.glance.health]);
      return html`<p class="lead">${summary(tiles.map(({ glance }) => glance))}</p>
        <ul class="tiles">
          ${tiles.map(({ page, glance }) => html`<li>${tile(page.path, glance)}</li>`)}
        </ul>`;
    },
  };
}

const rank = { good: 0, look: 1, bad: 2 } as const;

function summary(glances: readonly Glance[]): string {
  const bad = glances.filter(({ health }) => health === 'bad').length;
  const look = glances.filter(({ health }) => health === 'look').length;
  if (bad > 0) return `Needs action: ${bad} of ${glances.length}.`;
  return look > 0 ? `Nothing needs action. Worth a look: ${look} of ${glances.length}.` : 'All is well.';
}

function tile(path: string, { title, health, value, note }: Glance): Html {
  return html`<a class="tile ${health}" href="/ops/${path}">
    <span class="name">${title} ${badge(health)}</span>
    <strong>${value}</strong>
    <span class="note">${note}</span>
  </a>`;
}
