import { html, type Html } from '../../../documentation/discovery/html.js';
import { pageAssets } from '../../../documentation/discovery/style.js';
import { consoleAssets } from './console-assets.js';
import type { ConsolePage } from './console-page.js';

/** Content-Security-Policy of the console: files of this host, and forms to it. No inline script or style runs. */
export const consolePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** What a page needs besides its content. */
export interface Frame {
  readonly title: string;
  /** Its path; the pages of the navigation have theirs. */
  readonly path: string;
  readonly pages: readonly Pick<ConsolePage, 'path' | 'title'>[];
}

/** A whole page of the console. Charts are loaded only where there are some. */
export function consoleLayout({ title, path, pages }: Frame, content: Html): string {
  const hasCharts = content.text.includes('data-chart');
  const styles = [pageAssets.style, ...(hasCharts ? [consoleAssets.chartStyle] : []), consoleAssets.style];
  const scripts = hasCharts ? [consoleAssets.chartScript, consoleAssets.script] : [];
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Shelflife operators</title>
        ${styles.map((each) => html`<link rel="stylesheet" href="${each.path}" />`)}
        <link rel="icon" type="${pageAssets.icon.type}" href="${pageAssets.icon.path}" />
        ${scripts.map((each) => html`<script defer src="${each.path}"></script>`)}
      </head>
      <body>
        <header class="bar">
          <a class="brand" href="/ops">Shelflife</a>
          <nav aria-label="Console">${pages.map((each) => link(each, path))}</nav>
          <form method="post" action="/account/sign-out"><button>Sign out</button></form>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <footer>
          All times are in UTC. The same as JSON: <a href="/ops/v1/docs">the API of the operators</a>.
        </footer>
      </body>
    </html> `.text;
}

function link({ path, title }: Pick<ConsolePage, 'path' | 'title'>, current: string): Html {
  const isCurrent = `/ops/${path}` === current ? html`aria-current="page"` : '';
  return html`<a href="/ops/${path}" ${isCurrent}>${title}</a> `;
}
