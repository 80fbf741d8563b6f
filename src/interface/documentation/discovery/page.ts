import type { Language } from '../../../domain/kernel/language.js';
import { feedOf, feedType } from './changelog-feed.js';
import { html, type Html } from './html.js';
import { pageAssets } from './style.js';

/** The page that a search in the documentation leads to. */
export const searchPath = '/docs/search';

/** Content-Security-Policy of the pages: they load their style sheet and their icon, send a search, and do nothing else. */
export const pagePolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageOptions {
  /** Those that a feed reader finds on the page. */
  readonly feeds?: readonly ReturnType<typeof feedOf>[];
  /** What the field of the search contains. */
  readonly query?: string;
  /** Of the title and the content. All else is in English. */
  readonly language?: Language;
}

/**
 * A whole HTML page.
 * @param title plain text
 * @param content the part below the heading
 */
export function page(
  title: string,
  content: Html,
  { feeds = [feedOf()], query = '', language = 'en' }: PageOptions = {},
): string {
  return html`<!DOCTYPE html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title === 'Shelflife' ? title : `${title} · Shelflife`}</title>
        <link rel="stylesheet" href="${pageAssets.style.path}" />
        <link rel="icon" type="${pageAssets.icon.type}" href="${pageAssets.icon.path}" />
        ${feeds.map((feed) => html`<link rel="alternate" type="${feedType}" title="${feed.title}" href="${feed.path}" /> `)}
      </head>
      <body>
        <header lang="en">
          <nav aria-label="Pages">
            <a href="/">Shelflife</a> <a href="/docs">Documentation</a> <a href="/docs/guides">Guides</a>
            <a href="/docs/problems">Problems</a> <a href="/versions">JSON</a>
          </nav>
          <form class="search" role="search" action="${searchPath}">
            <input
              type="search"
              name="q"
              value="${query}"
              maxlength="200"
              aria-label="Search the documentation"
            />
            <button>Search</button>
          </form>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
        <footer lang="en">An API version has a shelf life you can plan by.</footer>
      </body>
    </html> `.text;
}
